namespace OrleansCommerce.GraphQL.Validation;

/// <summary>A point on the earth.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
internal readonly record struct GeoPoint(double Latitude, double Longitude)
{
    private const double EarthRadiusKm = 6_371;

    /// <summary>The point; null when one of the two is missing.</summary>
    public static GeoPoint? Of(double? latitude, double? longitude) =>
        latitude is { } lat && longitude is { } lon ? new GeoPoint(lat, lon) : null;

    /// <summary>A refusal unless both are there and in range, or neither is.</summary>
    /// <param name="latitude">As given.</param>
    /// <param name="longitude">As given.</param>
    /// <param name="parent">The path of the object that they are fields of, with a dot; empty when they are at the top.</param>
    public static InvalidInput? Check(double? latitude, double? longitude, string parent = "")
    {
        if (latitude is null != longitude is null)
        {
            return new InvalidInput(parent + (latitude is null ? "latitude" : "longitude"), "must be given when the other coordinate is.");
        }

        return latitude is < -90 or > 90 ? new InvalidInput(parent + "latitude", $"must be from -90 to 90, was {latitude}.")
            : longitude is < -180 or > 180 ? new InvalidInput(parent + "longitude", $"must be from -180 to 180, was {longitude}.")
            : null;
    }

    /// <summary>In whole tenths of a degree: a district, and nobody in it.</summary>
    public static double? Roughly(double? degrees) => degrees is { } value ? Math.Round(value, 1, MidpointRounding.AwayFromZero) : null;

    /// <summary>The way over the ground, by the haversine formula: right to half a percent, which is enough to say what is nearest.</summary>
    public double KilometresTo(GeoPoint other)
    {
        var north = Radians(other.Latitude - Latitude);
        var east = Radians(other.Longitude - Longitude);
        var a = Square(Math.Sin(north / 2)) + (Math.Cos(Radians(Latitude)) * Math.Cos(Radians(other.Latitude)) * Square(Math.Sin(east / 2)));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static double Square(double value) => value * value;
}
