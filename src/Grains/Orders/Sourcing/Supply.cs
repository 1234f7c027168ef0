using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Orders;

/// <summary>Units of a SKU that are wanted.</summary>
public readonly record struct Demand(string Sku, int Quantity);

/// <summary>What a location shows of a SKU.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="LocationId">Where.</param>
/// <param name="Kind">What the location is.</param>
/// <param name="Available">What can be promised to the order's channel.</param>
/// <param name="Site">What else is known of the location; null when nothing is.</param>
public readonly record struct Supply(string Sku, string LocationId, LocationKind Kind, int Available, Site? Site = null);

/// <summary>Units to ask a location for.</summary>
public readonly record struct Pick(string Sku, string LocationId, int Quantity);

/// <summary>What sourcing knows of a location beside its units.</summary>
/// <param name="HandlingCost">Of a parcel, in points; that of its kind when null.</param>
/// <param name="LeadHours">From an order to a parcel that is ready; that of its kind when null.</param>
/// <param name="DistanceKm">To where the goods go; null when a place is not known.</param>
/// <param name="FullDays">For how many days it has as many parcels as it can handle.</param>
public sealed record Site(decimal? HandlingCost = null, int? LeadHours = null, double? DistanceKm = null, int FullDays = 0)
{
    private const double EarthRadiusKm = 6_371;

    /// <summary>Of a location.</summary>
    /// <param name="location">As registered.</param>
    /// <param name="latitude">Of where the goods go; null when it is not known.</param>
    /// <param name="longitude">The same.</param>
    /// <param name="parcelsToday">How many parcels it was given today.</param>
    public static Site Of(LocationDetails location, double? latitude, double? longitude, int parcelsToday = 0) => new(
        location.HandlingCost,
        location.LeadHours,
        latitude is { } north && longitude is { } east && location is { Latitude: { } ownNorth, Longitude: { } ownEast }
            ? Kilometres(north, east, ownNorth, ownEast)
            : null,
        location.DailyCapacity is { } capacity ? parcelsToday / capacity : 0);

    /// <summary>Along the great circle.</summary>
    private static double Kilometres(double north1, double east1, double north2, double east2)
    {
        var (a, b) = (double.DegreesToRadians(north1), double.DegreesToRadians(north2));
        var halfNorth = Math.Sin((b - a) / 2);
        var halfEast = Math.Sin(double.DegreesToRadians(east2 - east1) / 2);
        var chord = (halfNorth * halfNorth) + (Math.Cos(a) * Math.Cos(b) * halfEast * halfEast);
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }
}
