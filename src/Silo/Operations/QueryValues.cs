using System.Globalization;

namespace OrleansCommerce.Silo.Operations;

/// <summary>
/// Values of a query that are no text. The framework's own binding would answer a wrong one in a form of its own, in Development with a page
/// for whoever writes this program.
/// </summary>
internal static class QueryValues
{
    /// <summary>A whole number; null when it is not given.</summary>
    /// <exception cref="RefusedException">It is none, or not within the limits.</exception>
    public static long? Whole(this IQueryCollection query, string name, long min = long.MinValue, long max = long.MaxValue)
    {
        var limits = (min, max) switch
        {
            (long.MinValue, long.MaxValue) => "a whole number",
            (_, long.MaxValue) => $"a whole number from {min}",
            _ => $"a whole number from {min} to {max}",
        };
        return Read<long>(query, name, limits, (string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max);
    }

    /// <summary>A number; null when it is not given.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static double? Number(this IQueryCollection query, string name) => Read<double>(query, name, "a number", static (string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    /// <summary>Yes or no; null when it is not given.</summary>
    /// <exception cref="RefusedException">It is neither.</exception>
    public static bool? Flag(this IQueryCollection query, string name) => Read<bool>(query, name, "true or false", bool.TryParse);

    /// <summary>A time, UTC when it does not say otherwise; null when it is not given.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static DateTimeOffset? Time(this IQueryCollection query, string name) =>
        Read<DateTimeOffset>(query, name, "a time such as 2026-11-26T10:00:00Z", static (string text, out DateTimeOffset value) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value));

    private delegate bool Parse<T>(string text, out T value);

    private static T? Read<T>(IQueryCollection query, string name, string wanted, Parse<T> parse)
        where T : struct
    {
        var given = query[name];
        if (given is [] or [null or ""])
        {
            return null;
        }

        return given is [{ } text] && parse(text, out var value)
            ? value
            : throw RefusedException.Bad($"'{name}' is '{given}'; it must be {wanted}.");
    }
}
