using System.Globalization;

namespace OrleansCommerce.GraphQL.Validation;

/// <summary>
/// The shape of ids. They are keys of grains, so what has another shape is no grain's key: a command with it is refused
/// here, a query for it finds nothing.
/// </summary>
internal static class Ids
{
    /// <summary>The longest SKU and the longest location id, in characters.</summary>
    public const int KeyLengthMax = 64;

    /// <summary>The longest id of a cart, an order, a customer, a return, a reservation or a parcel, in characters.</summary>
    public const int OpaqueLengthMax = 100;

    /// <summary>Letters, digits, <c>_</c>, <c>.</c> and <c>-</c>: a location id stands before the slash in a stock item's key.</summary>
    public static bool IsLocation(string id) =>
        id.Length is >= 1 and <= KeyLengthMax && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    /// <summary>Printable, without white space at its ends: SKUs come from many systems.</summary>
    public static bool IsSku(string sku) => IsPrintable(sku, KeyLengthMax);

    /// <summary>Of a cart, an order, a customer, a return, a reservation or a parcel.</summary>
    public static bool IsOpaque(string id) => IsPrintable(id, OpaqueLengthMax);

    /// <summary>A refusal unless it has the shape of a location's id.</summary>
    public static InvalidInput? CheckLocation(string id, string field) =>
        IsLocation(id) ? null : new InvalidInput(field, $"must have 1 to {KeyLengthMax} letters, digits, '_', '.' or '-'.");

    /// <summary>A refusal unless it is absent or has the shape of a till's id, which is that of a location's.</summary>
    public static InvalidInput? CheckTill(string? id) => id is null ? null : CheckLocation(id, "tillId");

    /// <summary>A refusal unless it has the shape of a SKU.</summary>
    public static InvalidInput? CheckSku(string sku, string field) =>
        IsSku(sku) ? null : new InvalidInput(field, $"must have 1 to {KeyLengthMax} printable characters, and no white space at its ends.");

    /// <summary>A refusal unless it is absent or has the shape of a customer's id.</summary>
    public static InvalidInput? CheckCustomer(string? id, string field) =>
        id is null || IsOpaque(id)
            ? null
            : new InvalidInput(field, $"must have 1 to {OpaqueLengthMax} printable characters, and no white space at its ends.");

    private static bool IsPrintable(string id, int lengthMax) =>
        id.Length >= 1 && id.Length <= lengthMax
        && !char.IsWhiteSpace(id[0]) && !char.IsWhiteSpace(id[^1])
        && id.All(c => !char.IsControl(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.LineSeparator
            and not UnicodeCategory.ParagraphSeparator and not UnicodeCategory.Surrogate and not UnicodeCategory.Format);
}
