using System.Globalization;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Views.Search;

/// <summary>A row of the list of locations.</summary>
internal sealed class LocationRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public string? Country { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? HandlingCost { get; init; }

    public int? DailyCapacity { get; init; }

    public int? LeadHours { get; init; }

    public LocationDetails ToDetails() => new(
        Id,
        Name,
        Enum.Parse<LocationKind>(Kind),
        Country,
        Latitude,
        Longitude,
        HandlingCost is null ? null : decimal.Parse(HandlingCost, CultureInfo.InvariantCulture),
        DailyCapacity,
        LeadHours);
}
