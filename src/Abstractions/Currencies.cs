using System.Collections.Frozen;

namespace OrleansCommerce;

/// <summary>The currencies that are accepted, with the digits of their minor unit (ISO 4217, list one, 2026).</summary>
public static class Currencies
{
    private static readonly FrozenDictionary<string, int> Digits = Table().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="currency"/> is one of them.</summary>
    public static bool IsKnown(string? currency) => currency is not null && Digits.ContainsKey(currency);

    /// <summary>Digits after the point: 2 for GBP, 0 for JPY, 3 for KWD.</summary>
    /// <exception cref="ArgumentException">The currency is not known.</exception>
    public static int MinorDigits(string currency) =>
        Digits.TryGetValue(currency, out var digits) ? digits : throw new ArgumentException($"'{currency}' is no ISO 4217 currency.", nameof(currency));

    private static Dictionary<string, int> Table()
    {
        const string Two =
            "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK " +
            "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK " +
            "LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON " +
            "RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD " +
            "YER ZAR ZMW ZWG";
        const string Zero = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
        const string Three = "BHD IQD JOD KWD LYD OMR TND";
        return Two.Split(' ').Select(code => (code, digits: 2))
            .Concat(Zero.Split(' ').Select(code => (code, digits: 0)))
            .Concat(Three.Split(' ').Select(code => (code, digits: 3)))
            .ToDictionary(row => row.code, row => row.digits, StringComparer.Ordinal);
    }
}
