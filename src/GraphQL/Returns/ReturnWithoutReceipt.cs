using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods that come back, and no purchase can be shown; the caller is recorded as approving it.</summary>
public sealed record ReturnWithoutReceiptInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Where the goods come back.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>Whose; not known when left out.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId { get; init; }

    /// <summary>ISO 4217; of every price.</summary>
    public required string Currency { get; init; }

    /// <summary>What comes back: 1 to 2,000 lines.</summary>
    public required IReadOnlyList<UnreceiptedReturnLineInput> Lines { get; init; }

    /// <summary>The till that gives the cash: its session counts it. No session does when left out.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>Up to 200 characters, no personal data; none when left out.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is paid as store credit; in cash otherwise.</summary>
    [System.ComponentModel.DefaultValue(false)]
    public bool? AsStoreCredit { get; init; }

    /// <summary>Takes back what the goods' terms or a limit refuse; the caller is recorded as answering for it. Needs the role Admin. None when left out.</summary>
    public ReturnOverrideInput? Override { get; init; }
}

/// <summary>Units of a SKU that come back, and what is paid for one.</summary>
public sealed record UnreceiptedReturnLineInput
{
    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>What is paid for one: up to four decimals.</summary>
    public required MoneyInput UnitPrice { get; init; }

    /// <summary>
    /// What becomes of the units; when left out, it follows from their condition: RESTOCK when new or not graded, DAMAGED when damaged,
    /// QUARANTINE otherwise.
    /// </summary>
    public Disposition? Disposition { get; init; }

    /// <summary>Why they come back; not asked when left out.</summary>
    public ReturnReason? Reason { get; init; }

    /// <summary>More about it, up to 150 characters, no personal data; none when left out.</summary>
    public string? Note { get; init; }

    /// <summary>How they are; not graded when left out.</summary>
    public ReturnCondition? Condition { get; init; }
}

/// <summary>The return.</summary>
public sealed record ReturnWithoutReceiptPayload
{
    /// <summary>The return; null when the mutation failed.</summary>
    public UnreceiptedReturn? UnreceiptedReturn { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReturnWithoutReceiptError>? Errors { get; init; }

    internal static ReturnWithoutReceiptPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReturnWithoutReceiptError>(failure) };
}

/// <summary>Why the goods were not taken back.</summary>
[UnionType("ReturnWithoutReceiptError")]
public interface IReturnWithoutReceiptError;
