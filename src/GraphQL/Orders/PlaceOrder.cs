using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A cart that becomes an order.</summary>
public sealed record PlaceOrderInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which cart.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string CartId { get; init; }

    /// <summary>Where the request comes from.</summary>
    public required Channel Channel { get; init; }

    /// <summary>How and where to.</summary>
    public required DeliveryInput Delivery { get; init; }

    /// <summary>
    /// Whether the customer pays in the store where the goods are fetched: they are kept there, and put aside, for seven days. For store
    /// pickups alone, and for the roles Pos, Associate and Admin; not so when left out.
    /// </summary>
    public bool? PayAtPickup { get; init; }
}

/// <summary>The order.</summary>
public sealed record PlaceOrderPayload
{
    /// <summary>The order; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IPlaceOrderError>? Errors { get; init; }

    internal static PlaceOrderPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IPlaceOrderError>(failure) };
}

/// <summary>Why no order was made.</summary>
[UnionType("PlaceOrderError")]
public interface IPlaceOrderError;
