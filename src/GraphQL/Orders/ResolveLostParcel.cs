using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>What is to be done about a lost parcel.</summary>
public sealed record ResolveLostParcelInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }

    /// <summary>What.</summary>
    public required LossResolution Resolution { get; init; }
}

/// <summary>The order, with the units in another parcel or without them.</summary>
public sealed record ResolveLostParcelPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static ResolveLostParcelPayload Of(Result<OrleansCommerce.Orders.OrderDetails> answer) => answer.Succeeded
        ? new() { Order = new Order(answer.Value) }
        : new() { Errors = PayloadErrors.Of<IFulfillmentError>(answer.Failure) };
}
