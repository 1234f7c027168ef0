using System.Collections.Immutable;

namespace OrleansCommerce.GraphQL.Validation;

/// <summary>The countries, and the parts of them, that goods are sent to.</summary>
public sealed class ServedAreas
{
    private readonly ImmutableDictionary<string, ImmutableArray<string>>? _prefixes;

    /// <summary>These countries alone.</summary>
    /// <param name="prefixes">By country, ISO 3166-1 alpha-2, the beginnings of the postal codes that are sent to; all of the country when there are none.</param>
    public ServedAreas(IReadOnlyDictionary<string, ImmutableArray<string>> prefixes)
        : this(prefixes.ToImmutableDictionary(
            static country => country.Key, static country => country.Value.Select(Plain).ToImmutableArray(), StringComparer.Ordinal))
    {
    }

    private ServedAreas(ImmutableDictionary<string, ImmutableArray<string>>? prefixes) => _prefixes = prefixes;

    /// <summary>Every country.</summary>
    public static ServedAreas Everywhere { get; } = new(prefixes: null);

    /// <summary>Whether it is a country, ISO 3166-1 alpha-2.</summary>
    public static bool IsCountry(string code) => Countries.Check(code, string.Empty) is null;

    /// <summary>Why nothing is sent to a place; null when something is.</summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="postcode">In capitals or not, with spaces and hyphens or without; null when it is not known, and then not asked.</param>
    /// <param name="path">Where both fields are in the input: empty, or with a dot at its end.</param>
    public NotServed? Refusal(string country, string? postcode, string path)
    {
        if (_prefixes is null)
        {
            return null;
        }

        if (!_prefixes.TryGetValue(country, out var prefixes))
        {
            return new NotServed(
                NotServedArea.CountryNotServed,
                $"{path}country",
                $"nothing is sent to '{country}'; it is sent to {string.Join(", ", _prefixes.Keys.Order(StringComparer.Ordinal))}.");
        }

        // Of a whole postal code a sentence says nothing that could name a household; the field says which it was.
        return postcode is null || prefixes.IsEmpty || prefixes.Any(prefix => Plain(postcode).StartsWith(prefix, StringComparison.Ordinal))
            ? null
            : new NotServed(NotServedArea.PostcodeNotServed, $"{path}postcode", $"nothing is sent to this part of '{country}'.");
    }

    private static string Plain(string postcode) => string.Concat(postcode.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant));
}
