using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Announced goods are graded.</summary>
public sealed record InspectReturnInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which announced return.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReturnRequestId { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>What is there, announced or not: 0 to 2,000 lines of the order; none when nothing came.</summary>
    public required IReadOnlyList<ReturnLineInput> Lines { get; init; }

    /// <summary>Up to 200 characters, no personal data; none when left out.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the refund goes; as it was announced when left out.</summary>
    public RefundTarget? RefundTo { get; init; }

    /// <summary>The till that gives cash back, if cash was paid: its session counts it. No session does when left out.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>Takes units back that were not announced and that the policy refuses; the caller is recorded as answering for it. Needs the role Admin. None when left out.</summary>
    public ReturnOverrideInput? Override { get; init; }
}

/// <summary>What came of the announced return.</summary>
public sealed record InspectReturnPayload
{
    /// <summary>The announced return; null when the mutation failed.</summary>
    public ReturnRequest? ReturnRequest { get; init; }

    /// <summary>What came back; null when nothing came, and when the mutation failed.</summary>
    public OrderReturn? Return { get; init; }

    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReturnRequestError>? Errors { get; init; }

    internal static InspectReturnPayload Of(Result<ReturnRequestAnswer> answer) => answer.Succeeded
        ? new()
        {
            ReturnRequest = new ReturnRequest(answer.Value.Request),
            Return = answer.Value.Return is { } goods ? new OrderReturn(goods) : null,
            Order = new Order(answer.Value.Order),
        }
        : Of(answer.Failure);

    internal static InspectReturnPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IReturnRequestError>(failure) };
}
