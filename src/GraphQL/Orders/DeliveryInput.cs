using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>How the goods reach the customer, and where.</summary>
public sealed record DeliveryInput
{
    /// <summary>How; not TAKEN_AT_TILL, which sellAtTill is for.</summary>
    public required DeliveryMethod Method { get; init; }

    /// <summary>The store or locker bank for a pickup; left out for shipping.</summary>
    [GraphQLType<IdType>]
    public string? LocationId { get; init; }

    /// <summary>The address for shipping; left out for a pickup. It is kept apart from the order, where it can be erased.</summary>
    public AddressInput? Address { get; init; }

    /// <summary>
    /// For shipping, where it goes, in degrees north, -90 to 90: near locations then cost less. With the longitude or not at all. Only
    /// whole tenths of a degree are kept, which find a district and nobody in it.
    /// </summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, -180 to 180; with the latitude or not at all.</summary>
    public double? Longitude { get; init; }
}
