using System.Collections.Immutable;
using System.Globalization;
using OrleansCommerce.Grains.Catalog;
using OrleansCommerce.Grains.Returns;

namespace OrleansCommerce.Silo.Configuration;

/// <summary>Under which terms goods of a category come back, from the settings <c>Returns:Categories:*</c>; see <see cref="CategoryReturnTerms"/>.</summary>
internal static class CategoryReturnSettings
{
    private const string WindowDays = "WindowDays";
    private const string FinalSale = "FinalSale";
    private const string UnopenedOnly = "UnopenedOnly";
    private const string Since = "Since";

    private static readonly string[] Known = [FinalSale, Since, UnopenedOnly, WindowDays];

    /// <summary>The terms, by the category's name.</summary>
    /// <exception cref="SettingException">A setting is wrong, or is none.</exception>
    public static ImmutableDictionary<string, CategoryReturnTerms> Read(IConfiguration configuration, string section)
    {
        var terms = ImmutableDictionary.CreateBuilder<string, CategoryReturnTerms>(StringComparer.Ordinal);
        foreach (var category in configuration.GetSection(section).GetChildren())
        {
            // A variable of the environment may have large letters.
            var name = category.Key.ToLowerInvariant();
            if (!Product.IsCategory(name))
            {
                throw new SettingException(
                    $"The setting {category.Path} names no category; a category has 1 to {Product.CategoryLengthMax} lower-case letters, digits and hyphens.");
            }

            configuration.RefuseUnknown(category.Path, Known, "a category");
            terms.Add(name, new CategoryReturnTerms
            {
                Window = Window(configuration, $"{category.Path}:{WindowDays}"),
                FinalSale = configuration.Flag($"{category.Path}:{FinalSale}", otherwise: false),
                UnopenedOnly = configuration.Flag($"{category.Path}:{UnopenedOnly}", otherwise: false),
                Since = Time(configuration, $"{category.Path}:{Since}"),
            });
        }

        return terms.ToImmutable();
    }

    private static ReturnWindow? Window(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => null,
        ReturnSettings.WithoutEnd => new ReturnWindow(null),
        _ => new ReturnWindow(configuration.Count(key, 0, least: 0, Product.ReturnDaysMax)),
    };

    private static DateTimeOffset? Time(IConfiguration configuration, string key)
    {
        if (configuration.Text(key) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time
            : throw new SettingException($"The setting {key} is '{text}'; it must be a day such as 2026-01-31, or a time such as 2026-01-31T09:00:00Z.");
    }
}
