using System.Globalization;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>The words of a receipt, and how numbers and times are written. The process knows no cultures, so they are here.</summary>
internal sealed record ReceiptWords
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>English.</summary>
    public static ReceiptWords English { get; } = new()
    {
        Language = "en",
        OtherLanguage = "Français",
        Receipt = "Receipt",
        CreditNote = "Credit note",
        OnlineStore = "Online shop",
        Number = "Number",
        Order = "Order",
        SoldAt = "Date and time",
        Original = "Refers to",
        VatNumber = "VAT number",
        Item = "Item",
        Quantity = "Qty",
        Rate = "VAT rate",
        Amount = "Amount",
        Net = "Net",
        Vat = "VAT",
        Gross = "Total incl. VAT",
        Total = "Total",
        Proof = "Proof",
        Claim = "Scan to keep this receipt in your account, until {0}.",
        Print = "Print",
        Page = "Page {0} of {1}",
        Numbers = new NumberFormatInfo(),
    };

    /// <summary>French.</summary>
    public static ReceiptWords French { get; } = new()
    {
        Language = "fr",
        OtherLanguage = "English",
        Receipt = "Ticket",
        CreditNote = "Avoir",
        OnlineStore = "Boutique en ligne",
        Number = "Numéro",
        Order = "Commande",
        SoldAt = "Date et heure",
        Original = "Se rapporte à",
        VatNumber = "N° de TVA",
        Item = "Article",
        Quantity = "Qté",
        Rate = "Taux de TVA",
        Amount = "Montant",
        Net = "HT",
        Vat = "TVA",
        Gross = "TTC",
        Total = "Total",
        Proof = "Empreinte",
        Claim = "Scannez pour garder ce ticket dans votre compte, jusqu'au {0}.",
        Print = "Imprimer",
        Page = "Page {0} sur {1}",
        Numbers = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = NoBreakSpace.ToString() },
    };

    public required string Language { get; init; }

    public required string OtherLanguage { get; init; }

    public required string Receipt { get; init; }

    public required string CreditNote { get; init; }

    public required string OnlineStore { get; init; }

    public required string Number { get; init; }

    public required string Order { get; init; }

    public required string SoldAt { get; init; }

    public required string Original { get; init; }

    public required string VatNumber { get; init; }

    public required string Item { get; init; }

    public required string Quantity { get; init; }

    public required string Rate { get; init; }

    public required string Amount { get; init; }

    public required string Net { get; init; }

    public required string Vat { get; init; }

    public required string Gross { get; init; }

    public required string Total { get; init; }

    public required string Proof { get; init; }

    /// <summary>With a place for the day.</summary>
    public required string Claim { get; init; }

    public required string Print { get; init; }

    /// <summary>With places for the page and how many there are.</summary>
    public required string Page { get; init; }

    public required NumberFormatInfo Numbers { get; init; }

    /// <summary>The words of a language; English for one that is not known.</summary>
    public static ReceiptWords Of(string language) => language == French.Language ? French : English;

    /// <summary>An amount with the digits of its currency.</summary>
    public string MoneyOf(decimal amount, string currency) => AmountOf(amount, currency) + NoBreakSpace + currency;

    /// <summary>An amount without its currency.</summary>
    public string AmountOf(decimal amount, string currency) =>
        amount.ToString("N" + Currencies.MinorDigits(currency).ToString(CultureInfo.InvariantCulture), Numbers);

    /// <summary>A rate in percent.</summary>
    public string PercentOf(decimal rate) => rate.ToString("0.##", Numbers) + NoBreakSpace + "%";

    /// <summary>A number of units.</summary>
    public string UnitsOf(int units) => units.ToString("N0", Numbers);

    /// <summary>A time of the store's clock.</summary>
    public static string TimeOf(DateTimeOffset time) => time.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day of the store's calendar.</summary>
    public static string DateOf(DateTimeOffset time) => time.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
