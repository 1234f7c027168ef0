using System.Collections.Immutable;

namespace OrleansCommerce.Receipts;

/// <summary>How long a period is that is closed.</summary>
public enum ClosingPeriod
{
    /// <summary>A day of the store's calendar.</summary>
    Day,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A year.</summary>
    Year,
}

/// <summary>A period that is over: it takes no more receipts.</summary>
/// <param name="StoreId">Whose.</param>
/// <param name="Period">How long it was.</param>
/// <param name="LastDate">Its last day.</param>
/// <param name="Receipts">How many it has, credit notes among them.</param>
/// <param name="LastNumber">Of the newest receipt of the year.</param>
/// <param name="Totals">Of its receipts, by currency.</param>
/// <param name="GrandTotals">Of everything that the store ever sold, by currency; they only grow.</param>
/// <param name="ClosedAt">UTC.</param>
/// <param name="Hash">SHA-256 of the entry and of all before it, 64 hexadecimal digits.</param>
public sealed record ClosingDetails(
    string StoreId,
    ClosingPeriod Period,
    DateOnly LastDate,
    long Receipts,
    long LastNumber,
    ImmutableArray<CurrencyTotals> Totals,
    ImmutableArray<CurrencyTotals> GrandTotals,
    DateTimeOffset ClosedAt,
    string Hash);
