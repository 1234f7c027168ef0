using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel whose carrier is to be asked what happened to it.</summary>
public sealed record RefreshTrackingInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }
}

/// <summary>The order with what the carrier knows.</summary>
public sealed record RefreshTrackingPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static RefreshTrackingPayload Of(Result<OrleansCommerce.Orders.OrderDetails> answer) => answer.Succeeded
        ? new() { Order = new Order(answer.Value) }
        : new() { Errors = PayloadErrors.Of<IFulfillmentError>(answer.Failure) };
}
