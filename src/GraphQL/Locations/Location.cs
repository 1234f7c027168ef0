using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Locations;

namespace OrleansCommerce.GraphQL;

/// <summary>A place that holds stock or hands it over.</summary>
public sealed class Location(LocationDetails location)
{
    /// <summary>1 to 64 letters, digits, `-`, `_`, `.`.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => location.Id;

    /// <summary>For people.</summary>
    public string Name => location.Name;

    /// <summary>What it is.</summary>
    public LocationKind Kind => location.Kind;

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country => location.Country;

    /// <summary>Degrees north, -90 to 90.</summary>
    public double? Latitude => location.Latitude;

    /// <summary>Degrees east, -180 to 180.</summary>
    public double? Longitude => location.Longitude;
}
