using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansCommerce.Replay;

/// <summary>The figures at the end.</summary>
/// <param name="Orders">Web orders, shipped.</param>
/// <param name="TillSales">Sales at tills.</param>
/// <param name="UnitsSold">Units of all order lines, postage and the like included.</param>
/// <param name="Gross">Sum of the orders' totals.</param>
/// <param name="ReturnedUnits">Units that came back.</param>
/// <param name="Refunded">What was paid back.</param>
/// <param name="UnmatchedReturns">Lines that came back without a receipt.</param>
/// <param name="Refusals">What the server or the plan refused for good.</param>
/// <param name="Retries">Requests that were sent again.</param>
/// <param name="Seconds">From the first request to the last invoice.</param>
/// <param name="OperationsPerSecond">Mutations.</param>
/// <param name="P50Ms">Of the answered requests.</param>
/// <param name="P99Ms">Of the answered requests.</param>
/// <param name="StockMismatches">SKUs whose stock is not what was received, less sold, and restocked.</param>
internal sealed record Report(
    int Orders,
    int TillSales,
    long UnitsSold,
    decimal Gross,
    long ReturnedUnits,
    decimal Refunded,
    int UnmatchedReturns,
    int Refusals,
    long Retries,
    double Seconds,
    double OperationsPerSecond,
    [property: JsonPropertyName("p50ms")] double P50Ms,
    [property: JsonPropertyName("p99ms")] double P99Ms,
    int StockMismatches)
{
    private const int MismatchesShownMax = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The first few SKUs that are wrong, and how.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Mismatches { get; private init; } = [];

    /// <summary>Whether every unit adds up and nothing was refused.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsClean => StockMismatches == 0 && Refusals == 0;

    /// <summary>Puts the figures together.</summary>
    public static Report Of(
        Tally tally, long retries, TimeSpan elapsed, IReadOnlyList<double> latenciesMs, IReadOnlyDictionary<string, string> mismatches)
    {
        var sorted = latenciesMs.Order().ToList();
        return new Report(
            tally.Orders,
            tally.TillSales,
            tally.UnitsSold,
            tally.Gross,
            tally.ReturnedUnits,
            tally.Refunded,
            tally.UnmatchedReturns,
            tally.Refusals,
            retries,
            Math.Round(elapsed.TotalSeconds, 2),
            Math.Round(tally.Operations / elapsed.TotalSeconds, 1),
            Percentile(sorted, 50),
            Percentile(sorted, 99),
            mismatches.Count)
        {
            Mismatches = [.. mismatches.OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(MismatchesShownMax)
                .Select(entry => $"{entry.Key}: {entry.Value}")],
        };
    }

    /// <summary>The nearest-rank percentile, to a tenth; 0 of nothing.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, int percent) =>
        sorted.Count == 0 ? 0 : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)], 1);

    /// <summary>One JSON object on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The figures with their names, for people.</summary>
    public IReadOnlyList<(string Name, string Value)> ToRows() =>
    [
        ("Orders", $"{Orders:N0}"),
        ("Till sales", $"{TillSales:N0}"),
        ("Units sold", $"{UnitsSold:N0}"),
        ("Gross", $"{Gross:N2} {InvoiceFile.Currency}"),
        ("Returned units", $"{ReturnedUnits:N0}"),
        ("Refunded", $"{Refunded:N2} {InvoiceFile.Currency}"),
        ("Returns without receipt", $"{UnmatchedReturns:N0}"),
        ("Refusals", $"{Refusals:N0}"),
        ("Requests sent again", $"{Retries:N0}"),
        ("Seconds", $"{Seconds:N1}"),
        ("Operations per second", $"{OperationsPerSecond:N0}"),
        ("Request p50", $"{P50Ms:N1} ms"),
        ("Request p99", $"{P99Ms:N1} ms"),
        ("Stock mismatches", $"{StockMismatches:N0}"),
    ];
}
