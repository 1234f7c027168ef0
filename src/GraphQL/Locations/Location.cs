using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Locations;

namespace OrleansCommerce.GraphQL;

/// <summary>A place that holds stock or hands it over.</summary>
public sealed class Location(LocationDetails location) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(Location), location.Id).ToString();

    /// <summary>1 to 64 letters, digits, `-`, `_`, `.`.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => location.Id;

    /// <summary>For people.</summary>
    public string Name => location.Name;

    /// <summary>What it is.</summary>
    public LocationKind Kind => location.Kind;

    /// <summary>ISO 3166-1 alpha-2; null when it is not known.</summary>
    public string? Country => location.Country;

    /// <summary>Degrees north, -90 to 90; null when its place is not known.</summary>
    public double? Latitude => location.Latitude;

    /// <summary>Degrees east, -180 to 180; null when its place is not known.</summary>
    public double? Longitude => location.Longitude;

    /// <summary>What handling a parcel here costs, in points of the sourcing policy; null when that of its kind holds.</summary>
    public decimal? HandlingCost => location.HandlingCost;

    /// <summary>Parcels that it can handle in a day (UTC); null when any number. One more is given to it when nobody else has the goods, and is promised a day later.</summary>
    public int? DailyCapacity => location.DailyCapacity;

    /// <summary>Hours from an order to a parcel that is ready; null when those of its kind hold.</summary>
    public int? LeadHours => location.LeadHours;
}
