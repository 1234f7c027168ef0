using System.Text;

namespace OrleansCommerce.Replay;

/// <summary>The country names of the data set, with a postcode that could be there, for made-up addresses.</summary>
internal static class Countries
{
    /// <summary>What the data set writes when it does not know.</summary>
    public const string Unspecified = "Unspecified";

    /// <summary>The retailer's own country stands in for names that are no country.</summary>
    private static readonly Country Home = new("GB", "SW1A 1AA");

    private static readonly Dictionary<string, Country> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Australia"] = new("AU", "2000"),
        ["Austria"] = new("AT", "1010"),
        ["Bahrain"] = new("BH", "317"),
        ["Belgium"] = new("BE", "1000"),
        ["Bermuda"] = new("BM", "HM 11"),
        ["Brazil"] = new("BR", "01310-100"),
        ["Canada"] = new("CA", "K1A 0B1"),
        ["Channel Islands"] = new("JE", "JE2 3AB"),
        ["Cyprus"] = new("CY", "1010"),
        ["Czech Republic"] = new("CZ", "110 00"),
        ["Denmark"] = new("DK", "1050"),
        ["EIRE"] = new("IE", "D02 AF30"),
        ["Finland"] = new("FI", "00100"),
        ["France"] = new("FR", "75001"),
        ["Germany"] = new("DE", "10115"),
        ["Greece"] = new("GR", "105 57"),
        ["Hong Kong"] = new("HK", "999077"),
        ["Iceland"] = new("IS", "101"),
        ["Ireland"] = new("IE", "D02 AF30"),
        ["Israel"] = new("IL", "6100000"),
        ["Italy"] = new("IT", "00118"),
        ["Japan"] = new("JP", "100-0001"),
        ["Korea"] = new("KR", "04524"),
        ["Lebanon"] = new("LB", "1100"),
        ["Lithuania"] = new("LT", "01100"),
        ["Malta"] = new("MT", "VLT 1117"),
        ["Netherlands"] = new("NL", "1012 AB"),
        ["Nigeria"] = new("NG", "100001"),
        ["Norway"] = new("NO", "0150"),
        ["Poland"] = new("PL", "00-001"),
        ["Portugal"] = new("PT", "1100-148"),
        ["RSA"] = new("ZA", "0001"),
        ["Saudi Arabia"] = new("SA", "11564"),
        ["Singapore"] = new("SG", "018956"),
        ["Spain"] = new("ES", "28001"),
        ["Sweden"] = new("SE", "111 20"),
        ["Switzerland"] = new("CH", "8001"),
        ["Thailand"] = new("TH", "10200"),
        ["United Arab Emirates"] = new("AE", "00000"),
        ["United Kingdom"] = Home,
        ["USA"] = new("US", "20500"),
    };

    /// <summary>Where parcels for this country go.</summary>
    public static Country AddressOf(string name) => ByName.GetValueOrDefault(name, Home);

    /// <summary>ISO 3166-1 alpha-2; null for a name that is no country, such as Unspecified.</summary>
    public static string? IsoCodeOf(string name) => ByName.TryGetValue(name, out var country) ? country.IsoCode : null;

    /// <summary>The id of the country's one store: <c>store-</c> and the name in lower case, with <c>-</c> for what is no letter or digit.</summary>
    public static string StoreOf(string name) => IdOf("store", name);

    /// <summary>The id of the locker bank in front of the country's store, made in the same way.</summary>
    public static string LockerBankOf(string name) => IdOf("locker", name);

    /// <summary>The id of the one till in the country's store, made in the same way.</summary>
    public static string TillOf(string name) => IdOf("till", name);

    private static string IdOf(string what, string name)
    {
        const int LengthMax = 64;
        var slug = new StringBuilder(what);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(slug.Length == what.Length ? "-" : "").Append(char.ToLowerInvariant(letter));
            }
            else if (slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString(0, Math.Min(slug.Length, LengthMax)).TrimEnd('-');
    }
}

/// <summary>A country of an address.</summary>
/// <param name="IsoCode">ISO 3166-1 alpha-2.</param>
/// <param name="Postcode">One that could be there.</param>
internal readonly record struct Country(string IsoCode, string Postcode);
