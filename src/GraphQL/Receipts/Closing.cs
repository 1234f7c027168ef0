using System.Globalization;
using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.GraphQL;

/// <summary>A day, month or year of a store's receipts that is over: it takes no more of them.</summary>
public sealed class Closing(ClosingDetails closing)
{
    /// <summary>Whose receipts, or `online`.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string StoreId => closing.StoreId;

    /// <summary>How long the period was.</summary>
    public ClosingPeriod Period => closing.Period;

    /// <summary>Its last day by the store's calendar, such as 2026-11-30.</summary>
    public string LastDate => closing.LastDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How many receipts it has, credit notes among them.</summary>
    public int ReceiptCount => (int)Math.Min(closing.Receipts, int.MaxValue);

    /// <summary>The sums of its receipts, by currency; at most one for each currency of the world.</summary>
    public IReadOnlyList<ClosingTotals> Totals { get; } = [.. closing.Totals.Select(static sums => new ClosingTotals(sums))];

    /// <summary>The sums of everything that the store ever sold, by currency, at most one for each; they only grow.</summary>
    public IReadOnlyList<ClosingTotals> GrandTotals { get; } = [.. closing.GrandTotals.Select(static sums => new ClosingTotals(sums))];

    /// <summary>When it was closed.</summary>
    public DateTimeOffset ClosedAt => closing.ClosedAt;

    /// <summary>SHA-256 of this entry and of all before it in the store's year, 64 hexadecimal digits.</summary>
    public string Hash => closing.Hash;
}

/// <summary>Sums of receipts in one currency, VAT included.</summary>
public sealed class ClosingTotals(CurrencyTotals sums)
{
    /// <summary>Of the sales.</summary>
    public MoneyAmount Sales => new(new Money(sums.Sales, sums.Currency));

    /// <summary>Of the credit notes; not negative.</summary>
    public MoneyAmount Credits => new(new Money(sums.Credits, sums.Currency));

    /// <summary>Sales less credit notes by VAT rate, highest rate first; at most one for each rate.</summary>
    public IReadOnlyList<ReceiptTax> Taxes { get; } = [.. sums.Taxes.Select(sum => new ReceiptTax(sum, sums.Currency))];
}
