using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Sales of a till that was offline.</summary>
public sealed record RecordTillSalesInput
{
    /// <summary>The shop.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>The till, whose session of the time of each sale counts its money; no session does when left out.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>1 to 100, in any order. Each stands for itself: one that is refused stops none of the others.</summary>
    public required IReadOnlyList<OfflineSaleInput> Sales { get; init; }
}

/// <summary>A sale that was made while the till was offline.</summary>
public sealed record OfflineSaleInput
{
    /// <summary>The sale's own idempotency key, 1 to 100 characters; that of a sale at the till which got no answer finds that sale.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>When it was sold, by the till's clock: at most 90 days ago.</summary>
    public required DateTimeOffset SoldAt { get; init; }

    /// <summary>When the customer showed a card or a code; nobody's when left out.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId { get; init; }

    /// <summary>ISO 4217; of every price.</summary>
    public required string Currency { get; init; }

    /// <summary>What was sold: 1 to 2,000 lines.</summary>
    public required IReadOnlyList<TillLineInput> Lines { get; init; }

    /// <summary>How it was paid: 1 to 10, which add up to the total; cash when left out.</summary>
    public IReadOnlyList<TenderInput>? Tenders { get; init; }
}

/// <summary>What became of each sale.</summary>
public sealed record RecordTillSalesPayload
{
    /// <summary>One for each sale, in the order of the input; null when the mutation failed as a whole.</summary>
    public IReadOnlyList<TillSaleResult>? Results { get; init; }

    /// <summary>Why no sale was looked at; null when they were.</summary>
    public IReadOnlyList<IRecordTillSalesError>? Errors { get; init; }

    internal static RecordTillSalesPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IRecordTillSalesError>(failure) };
}

/// <summary>What became of one sale.</summary>
public sealed record TillSaleResult
{
    /// <summary>Which sale of the input, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its idempotency key.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>The sale, as an order that is fulfilled at once; null when it was refused.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public IReadOnlyList<ISellAtTillError>? Errors { get; init; }
}

/// <summary>Why no sale was looked at.</summary>
[UnionType("RecordTillSalesError")]
public interface IRecordTillSalesError;
