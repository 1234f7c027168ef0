using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Something that happened to a parcel on its way.</summary>
public sealed record TrackParcelInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }

    /// <summary>What.</summary>
    public required TrackingStatus Status { get; init; }

    /// <summary>When it happened, not in the future; now when left out. It counts by this time, whenever it is told.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Why, up to 200 characters, no personal data; none when left out. Needed when a delivered parcel turns out to be somewhere else.</summary>
    public string? Reason { get; init; }
}

/// <summary>The order after the news.</summary>
public sealed record TrackParcelPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static TrackParcelPayload Of(Result<OrleansCommerce.Orders.OrderDetails> answer) => answer.Succeeded
        ? new() { Order = new Order(answer.Value) }
        : new() { Errors = PayloadErrors.Of<IFulfillmentError>(answer.Failure) };
}
