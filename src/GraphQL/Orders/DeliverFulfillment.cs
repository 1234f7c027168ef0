using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel that its carrier brought to the customer.</summary>
public sealed record DeliverFulfillmentInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }
}

/// <summary>The order after the parcel was delivered.</summary>
public sealed record DeliverFulfillmentPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static DeliverFulfillmentPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IFulfillmentError>(failure) };
}
