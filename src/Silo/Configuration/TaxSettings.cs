using System.Collections.Frozen;
using System.Globalization;
using OrleansCommerce.Grains.Receipts;

namespace OrleansCommerce.Silo.Configuration;

/// <summary>VAT under <c>Tax</c>: <c>Tax:DefaultCountry</c>, <c>Tax:Countries:FR:TimeZone</c>, <c>Tax:Countries:FR:Rates:reduced</c>.</summary>
internal static class TaxSettings
{
    /// <summary>The table with what the settings change and add.</summary>
    /// <exception cref="SettingException">A setting cannot be right.</exception>
    public static TaxTable From(IConfiguration configuration)
    {
        var countries = new Dictionary<string, CountryTax>(TaxTable.Default.Countries, StringComparer.Ordinal);
        foreach (var section in configuration.GetSection("Tax:Countries").GetChildren())
        {
            countries[section.Key] = Country(section, countries.GetValueOrDefault(section.Key));
        }

        var country = configuration.Text("Tax:DefaultCountry") ?? TaxTable.Default.DefaultCountry;
        return countries.ContainsKey(country)
            ? new TaxTable(country, countries.ToFrozenDictionary(StringComparer.Ordinal))
            : throw new SettingException($"The setting Tax:DefaultCountry is '{country}'; it must be one of {string.Join(", ", countries.Keys.Order(StringComparer.Ordinal))}.");
    }

    private static CountryTax Country(IConfigurationSection section, CountryTax? known)
    {
        var rates = new Dictionary<string, decimal>(known?.Rates ?? FrozenDictionary<string, decimal>.Empty, StringComparer.Ordinal);
        foreach (var rate in section.GetSection("Rates").GetChildren())
        {
            rates[rate.Key] = decimal.TryParse(rate.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent < 100
                ? percent
                : throw new SettingException($"The setting {rate.Path} is '{rate.Value}'; it must be a rate in percent, from 0 to less than 100.");
        }

        if (!rates.ContainsKey(TaxTable.Standard))
        {
            throw new SettingException($"The setting {section.Path}:Rates:{TaxTable.Standard} is missing.");
        }

        var zone = section["TimeZone"] ?? known?.Zone.Id ?? "UTC";
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? new CountryTax(found, rates.ToFrozenDictionary(StringComparer.Ordinal))
            : throw new SettingException($"The setting {section.Path}:TimeZone is '{zone}'; it must be a time zone such as Europe/Paris.");
    }
}
