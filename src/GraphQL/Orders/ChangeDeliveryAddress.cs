using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Why an order could not be changed.</summary>
[UnionType("EditOrderError")]
public interface IEditOrderError;

/// <summary>Another address for an order that is sent to one.</summary>
public sealed record ChangeDeliveryAddressInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>The address. It is kept apart from the order, where it can be erased.</summary>
    public required AddressInput Address { get; init; }

    /// <summary>
    /// Where that is, in degrees north, -90 to 90: the order is then sent from where it costs least. With the longitude or not at all; only
    /// whole tenths of a degree are kept.
    /// </summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, -180 to 180; with the latitude or not at all.</summary>
    public double? Longitude { get; init; }
}

/// <summary>The order with the other address.</summary>
public sealed record ChangeDeliveryAddressPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IEditOrderError>? Errors { get; init; }

    internal static ChangeDeliveryAddressPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IEditOrderError>(failure) };
}
