using System.Globalization;

namespace OrleansCommerce.Receipts;

/// <summary>A receipt's id is its number: <c>store-2026-000042</c>, gapless for each store and year.</summary>
/// <param name="StoreId">The store, or <see cref="OnlineStore"/>.</param>
/// <param name="Year">Of the ledger, by the store's calendar.</param>
/// <param name="Number">1 for the year's first.</param>
public readonly record struct ReceiptId(string StoreId, int Year, long Number)
{
    /// <summary>The store whose numbers the orders have that no till sold.</summary>
    public const string OnlineStore = "online";

    private const int YearDigits = 4;
    private const int NumberDigitsMin = 6;
    private const int NumberDigitsMax = 12;

    /// <summary>The key of the ledger that holds it.</summary>
    public string LedgerKey => KeyOf(StoreId, Year);

    /// <summary>The key of a store's ledger of a year.</summary>
    public static string KeyOf(string storeId, int year) => string.Create(CultureInfo.InvariantCulture, $"{storeId}/{year:D4}");

    /// <summary>Reads a ledger's key.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static (string StoreId, int Year) ParseKey(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0 && IsYear(key[(slash + 1)..], out var year)
            ? (key[..slash], year)
            : throw new FormatException($"'{key}' is no key of a receipt ledger.");
    }

    /// <summary>Reads an id; a store's id may have hyphens itself.</summary>
    public static bool TryParse(string text, out ReceiptId id)
    {
        id = default;
        var last = text.LastIndexOf('-');
        var first = last > 0 ? text.LastIndexOf('-', last - 1) : -1;
        if (first <= 0 || !IsYear(text[(first + 1)..last], out var year))
        {
            return false;
        }

        var digits = text[(last + 1)..];
        if (digits.Length is < NumberDigitsMin or > NumberDigitsMax
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number == 0)
        {
            return false;
        }

        id = new ReceiptId(text[..first], year, number);
        return id.ToString() == text;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StoreId}-{Year:D4}-{Number:D6}");

    private static bool IsYear(string text, out int year)
    {
        year = 0;
        return text.Length == YearDigits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year);
    }
}
