using System.Collections.Immutable;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.Silo.Configuration;

/// <summary>Where goods are sent to: <c>Delivery:Countries</c>, and <c>Delivery:Postcodes:*</c> for parts of a country.</summary>
internal static class DeliverySettings
{
    private const string Section = "Delivery";
    private const string Countries = $"{Section}:Countries";
    private const string Postcodes = $"{Section}:Postcodes";

    /// <summary>Adds the areas that orders are sent to.</summary>
    public static void AddDelivery(this WebApplicationBuilder builder) => builder.Services.AddSingleton(Read(builder.Configuration));

    /// <summary>The areas.</summary>
    /// <exception cref="SettingException">A setting is wrong, or is none.</exception>
    public static ServedAreas Read(IConfiguration configuration)
    {
        string[] known = [Countries, Postcodes];
        if (configuration.GetSection(Section).GetChildren().FirstOrDefault(setting => !known.Contains(setting.Path, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new SettingException($"There is no setting {unknown.Path}; there are {string.Join(" and ", known)}.");
        }

        var countries = Parts(configuration.Text(Countries));
        if (countries.FirstOrDefault(code => !ServedAreas.IsCountry(code)) is { } wrong)
        {
            throw new SettingException($"The setting {Countries} has '{wrong}'; it must be ISO 3166-1 codes with commas between, such as GB,FR.");
        }

        var parts = configuration.GetSection(Postcodes).GetChildren()
            .ToImmutableDictionary(static country => country.Key.ToUpperInvariant(), PrefixesOf, StringComparer.Ordinal);
        if (parts.Keys.FirstOrDefault(code => !countries.Contains(code)) is { } lonely)
        {
            throw new SettingException($"The setting {Postcodes}:{lonely} is for a country that is not in {Countries}.");
        }

        return countries.IsEmpty
            ? ServedAreas.Everywhere
            : new ServedAreas(countries.Distinct(StringComparer.Ordinal).ToDictionary(static code => code, code => parts.GetValueOrDefault(code, []), StringComparer.Ordinal));
    }

    private static ImmutableArray<string> PrefixesOf(IConfigurationSection country)
    {
        var prefixes = Parts(country.Value);
        return prefixes.IsEmpty || prefixes.Any(static prefix => !prefix.All(static c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-') || !prefix.Any(char.IsAsciiLetterOrDigit))
            ? throw new SettingException(
                $"The setting {country.Path} is '{country.Value}'; it must be beginnings of postal codes with commas between, such as EC,WC2,SW1A.")
            : prefixes;
    }

    private static ImmutableArray<string> Parts(string? text) =>
        [.. (text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
