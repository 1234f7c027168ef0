using System.Globalization;
using System.Text.Json;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>A decimal number, kept exact. Trailing zeros reach the caller as they are.</summary>
internal sealed class DecimalScalar() : ScalarType("Decimal")
{
    // System.Decimal holds every number of this many significant digits; one of more would be rounded without a word.
    private const int MaxDigits = 28;

    public override object ParseLiteral(ValueNode literal) => Parse(NumberText(literal), literal.ToString());

    public override object ParseJson(JsonElement json) => Parse(NumberText(json), json.GetRawText());

    public override object Complete(object value) => value switch
    {
        decimal => value,
        int or long => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => throw Cannot("value", $"{value}"),
    };

    private decimal Parse(string? text, string written) =>
        text is not null
        && Digits(text) <= MaxDigits
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Cannot("value", written);

    private static int Digits(string text)
    {
        var exponent = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = (exponent < 0 ? text.AsSpan() : text.AsSpan(0, exponent)).TrimStart("-0.");
        return mantissa.Length - mantissa.Count('.');
    }
}

/// <summary>A moment, read with any offset and written in UTC to the millisecond.</summary>
internal sealed class DateTimeScalar() : TextScalar("DateTime")
{
    public override object Complete(object value) => value switch
    {
        DateTimeOffset moment => Format(moment.UtcDateTime),
        DateTime { Kind: DateTimeKind.Local } moment => Format(moment.ToUniversalTime()),
        DateTime moment => Format(moment),
        _ => throw Cannot("value", $"{value}"),
    };

    // Without an offset a time names no moment.
    protected override object? Parse(string text)
    {
        var upper = text.ToUpperInvariant();
        var hasOffset = upper.EndsWith('Z') || (upper.Length > 6 && upper[^6] is '+' or '-' && upper[^3] == ':');
        return hasOffset && DateTimeOffset.TryParseExact(
            upper,
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment)
            ? moment
            : null;
    }

    private static string Format(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

internal sealed class LocalDateScalar() : TextScalar("LocalDate")
{
    public override object Complete(object value) =>
        value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : throw Cannot("value", $"{value}");

    protected override object? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

internal sealed class UuidScalar() : TextScalar("UUID")
{
    public override object Complete(object value) => value is Guid id ? id.ToString("D") : throw Cannot("value", $"{value}");

    protected override object? Parse(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;
}
