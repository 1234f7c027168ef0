using System.Collections.Frozen;

namespace OrleansCommerce.Grains.Receipts;

/// <summary>VAT rates and calendars by country.</summary>
/// <param name="DefaultCountry">Of a store whose location names no country, or one that is not in the table.</param>
/// <param name="Countries">By ISO 3166-1 alpha-2.</param>
public sealed record TaxTable(string DefaultCountry, FrozenDictionary<string, CountryTax> Countries)
{
    /// <summary>The category of a product that has none, and of a category that a country does not have.</summary>
    public const string Standard = "standard";

    /// <summary>Rates as of 2026; settings change and extend them.</summary>
    public static TaxTable Default { get; } = new(
        "GB",
        new Dictionary<string, CountryTax>(StringComparer.Ordinal)
        {
            ["GB"] = CountryTax.Of("Europe/London", (Standard, 20m), ("reduced", 5m), ("zero", 0m)),
            ["FR"] = CountryTax.Of("Europe/Paris", (Standard, 20m), ("intermediate", 10m), ("reduced", 5.5m), ("super-reduced", 2.1m), ("zero", 0m)),
            ["DE"] = CountryTax.Of("Europe/Berlin", (Standard, 19m), ("reduced", 7m), ("zero", 0m)),
        }.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>The rules of a store.</summary>
    /// <param name="country">As its location names it; null when it names none.</param>
    public CountryTax Of(string? country) =>
        country is not null && Countries.TryGetValue(country, out var known) ? known : Countries[DefaultCountry];
}

/// <summary>VAT rates and the calendar of one country.</summary>
/// <param name="Zone">By which a day begins and ends.</param>
/// <param name="Rates">Percent, by category; <see cref="TaxTable.Standard"/> is always among them.</param>
public sealed record CountryTax(TimeZoneInfo Zone, FrozenDictionary<string, decimal> Rates)
{
    /// <summary>Makes one.</summary>
    /// <exception cref="TimeZoneNotFoundException">The zone is not known.</exception>
    public static CountryTax Of(string zone, params IEnumerable<(string Category, decimal Rate)> rates) => new(
        TimeZoneInfo.FindSystemTimeZoneById(zone),
        rates.ToFrozenDictionary(rate => rate.Category, rate => rate.Rate, StringComparer.Ordinal));

    /// <summary>The rate of a category, in percent.</summary>
    public decimal RateOf(string? category) =>
        category is not null && Rates.TryGetValue(category, out var rate) ? rate : Rates[TaxTable.Standard];

    /// <summary>The day that it is.</summary>
    public DateOnly DateAt(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);

    /// <summary>When a day is over.</summary>
    public DateTimeOffset EndOf(DateOnly date)
    {
        var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue);

        // Where clocks go forward at midnight, the day begins when they have.
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(1);
        }

        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
