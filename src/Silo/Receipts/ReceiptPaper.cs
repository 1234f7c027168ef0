using System.Collections.Immutable;
using System.Globalization;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>What is printed of a receipt, in words: the page and the PDF say the same.</summary>
/// <param name="Words">Its language.</param>
/// <param name="Title">What it is.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedAt">UTC.</param>
/// <param name="Seller">Lines about who sold.</param>
/// <param name="Facts">What it says of the sale: a label and a value each.</param>
/// <param name="Lines">What was sold.</param>
/// <param name="Taxes">The sums by VAT rate.</param>
/// <param name="Total">With its currency.</param>
/// <param name="Hash">The ledger's.</param>
/// <param name="Claim">How to add it to an account; null when it is somebody's, or too old.</param>
internal sealed record ReceiptPaper(
    ReceiptWords Words,
    string Title,
    string Number,
    DateTimeOffset IssuedAt,
    ImmutableArray<string> Seller,
    ImmutableArray<(string Label, string Value)> Facts,
    ImmutableArray<ReceiptPaper.Line> Lines,
    ImmutableArray<ReceiptPaper.TaxSum> Taxes,
    string Total,
    string Hash,
    ReceiptPaper.ClaimCode? Claim)
{
    /// <summary>Writes a receipt out.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="store">The store's name; null for the online shop, and for one that is not registered any more.</param>
    /// <param name="zone">The store's clock.</param>
    /// <param name="settings">About the seller.</param>
    /// <param name="words">The language.</param>
    /// <param name="claimUrl">What its code holds; null when it has none.</param>
    public static ReceiptPaper Of(
        ReceiptDetails receipt, string? store, TimeZoneInfo zone, ReceiptSettings settings, ReceiptWords words, string? claimUrl)
    {
        _ = ReceiptId.TryParse(receipt.Id, out var id);
        var storeName = id.StoreId == ReceiptId.OnlineStore ? words.OnlineStore : store ?? id.StoreId;
        var facts = new List<(string, string)>
        {
            (words.Number, receipt.Id),
            (words.SoldAt, ReceiptWords.TimeOf(TimeZoneInfo.ConvertTime(receipt.SoldAt, zone))),
        };
        if (receipt.OrderNumber.Length > 0)
        {
            facts.Add((words.Order, receipt.OrderNumber));
        }

        if (receipt.OriginalId is { } original)
        {
            facts.Add((words.Original, original));
        }

        var vatNumber = settings.VatNumber is { } number ? $"{words.VatNumber} {number}" : null;
        return new ReceiptPaper(
            words,
            receipt.Kind == ReceiptKind.Sale ? words.Receipt : words.CreditNote,
            receipt.Id,
            receipt.IssuedAt,
            [.. new[] { settings.Name, storeName, settings.Address, vatNumber }.OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. facts],
            [
                .. receipt.Lines.Select(line => new Line(
                    line.Name, line.Sku, words.UnitsOf(line.Quantity), words.PercentOf(line.TaxRate), words.AmountOf(line.Amount, receipt.Currency))),
            ],
            [
                .. receipt.Taxes.Select(sum => new TaxSum(
                    words.PercentOf(sum.Rate),
                    words.AmountOf(sum.Net, receipt.Currency),
                    words.AmountOf(sum.Tax, receipt.Currency),
                    words.AmountOf(sum.Gross, receipt.Currency))),
            ],
            words.MoneyOf(receipt.Total, receipt.Currency),
            receipt.Hash,
            claimUrl is null
                ? null
                : new ClaimCode(claimUrl, string.Format(
                    CultureInfo.InvariantCulture,
                    words.Claim,
                    ReceiptWords.DateOf(TimeZoneInfo.ConvertTime(receipt.IssuedAt + IReceiptTokens.Lifetime, zone)))));
    }

    /// <summary>A line.</summary>
    public sealed record Line(string Name, string Sku, string Units, string Rate, string Amount);

    /// <summary>The sums of one rate.</summary>
    public sealed record TaxSum(string Rate, string Net, string Tax, string Gross);

    /// <summary>What the receipt's code holds, and what it is for.</summary>
    public sealed record ClaimCode(string Url, string Text);
}
