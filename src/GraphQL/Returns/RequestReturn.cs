using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods of an order are to come back.</summary>
public sealed record RequestReturnInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>How: `PARCEL` with a label, `LOCKER` with a code (`reserveDropOff`), or `STORE`.</summary>
    public required ReturnMethod Method { get; init; }

    /// <summary>Where the goods go to; where they left when left out.</summary>
    [GraphQLType<IdType>]
    public string? LocationId { get; init; }

    /// <summary>What: 1 to 2,000 lines. Units of one line for several reasons are several entries.</summary>
    public required IReadOnlyList<ReturnRequestLineInput> Lines { get; init; }

    /// <summary>Where the refund is to go.</summary>
    [System.ComponentModel.DefaultValue(RefundTarget.OriginalTenders)]
    public RefundTarget? RefundTo { get; init; }

    /// <summary>The carrier's service, for a parcel, 1 to 50 characters; `STANDARD` when left out.</summary>
    public string? Service { get; init; }

    /// <summary>What the parcel weighs, 1 to 1,000,000 grams.</summary>
    [System.ComponentModel.DefaultValue(1000)]
    public int? WeightGrams { get; init; }

    /// <summary>Announces what the policy refuses; the caller is recorded as answering for it. Needs the role Admin. None when left out.</summary>
    public ReturnOverrideInput? Override { get; init; }
}

/// <summary>Units of an order line that are to come back.</summary>
public sealed record ReturnRequestLineInput
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderLineId { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }

    /// <summary>Why they come back; not asked when left out.</summary>
    public ReturnReason? Reason { get; init; }

    /// <summary>More about it, up to 150 characters, no personal data; none when left out.</summary>
    public string? Note { get; init; }
}

/// <summary>The announced return.</summary>
public sealed record RequestReturnPayload
{
    /// <summary>The announced return; null when the mutation failed.</summary>
    public ReturnRequest? ReturnRequest { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReturnRequestError>? Errors { get; init; }

    internal static RequestReturnPayload Of(Result<ReturnRequestAnswer> answer) => answer.Succeeded
        ? new() { ReturnRequest = new ReturnRequest(answer.Value.Request) }
        : new() { Errors = PayloadErrors.Of<IReturnRequestError>(answer.Failure) };
}

/// <summary>Why an announced return did not go on.</summary>
[UnionType("ReturnRequestError")]
public interface IReturnRequestError;
