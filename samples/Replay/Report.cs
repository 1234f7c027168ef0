using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansCommerce.Replay;

/// <summary>The figures at the end.</summary>
/// <param name="Orders">Orders of the web and the app.</param>
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
/// <param name="StockMismatches">SKUs whose stock at any location is not what was received, less sold, and restocked.</param>
/// <param name="InvoicesPerSecond">All invoices of the file, in <paramref name="Seconds"/>.</param>
/// <param name="OrderMismatches">Invoices whose order has not their units or their money at the end.</param>
/// <param name="DrawerMismatches">Tills that expect another amount in their drawer than they were given.</param>
/// <param name="Paths">A row for each way that goods went or came back.</param>
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
    int StockMismatches,
    double InvoicesPerSecond,
    int OrderMismatches,
    int DrawerMismatches,
    IReadOnlyList<PathFigures> Paths)
{
    private const int MismatchesShownMax = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The first few orders, drawers and SKUs that are wrong, and how.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Mismatches { get; private init; } = [];

    /// <summary>Whether every unit and every penny adds up and nothing was refused.</summary>
    [JsonIgnore]
    public bool IsClean => StockMismatches == 0 && OrderMismatches == 0 && DrawerMismatches == 0 && Refusals == 0
        && Paths.All(path => path is { UnitsOff: 0, MoneyOff: 0 });

    /// <summary>Puts the figures together.</summary>
    /// <param name="tally">What was answered.</param>
    /// <param name="client">What it took.</param>
    /// <param name="pace">How long, and for how many invoices.</param>
    /// <param name="paths">The table by paths.</param>
    /// <param name="check">What is wrong at the end.</param>
    public static Report Of(
        Tally tally, GraphQLClient client, (TimeSpan Elapsed, int Invoices, IReadOnlyList<double> LatenciesMs) pace, IReadOnlyList<PathFigures> paths, Mismatches check)
    {
        var sorted = pace.LatenciesMs.Order().ToList();
        return new Report(
            tally.Orders,
            tally.TillSales,
            tally.UnitsSold,
            tally.Gross,
            tally.ReturnedUnits,
            tally.Refunded,
            tally.UnmatchedReturns,
            tally.Refusals,
            client.Retries,
            Math.Round(pace.Elapsed.TotalSeconds, 2),
            Math.Round(tally.Operations / pace.Elapsed.TotalSeconds, 1),
            Percentile(sorted, 50),
            Percentile(sorted, 99),
            check.Stock.Count,
            Math.Round(pace.Invoices / pace.Elapsed.TotalSeconds, 1),
            check.Orders.Count,
            check.Drawers.Count,
            paths)
        {
            Mismatches = [.. check.Orders.Concat(check.Drawers).Concat(check.Stock).Take(MismatchesShownMax)],
        };
    }

    /// <summary>The nearest-rank percentile, to a tenth; 0 of nothing.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, int percent) =>
        sorted.Count == 0 ? 0 : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)], 1);

    /// <summary>One JSON object on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The figures with their names, for people; those by path are a table of their own.</summary>
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
        ("Invoices per second", $"{InvoicesPerSecond:N0}"),
        ("Operations per second", $"{OperationsPerSecond:N0}"),
        ("Request p50", $"{P50Ms:N1} ms"),
        ("Request p99", $"{P99Ms:N1} ms"),
        ("Order mismatches", $"{OrderMismatches:N0}"),
        ("Drawer mismatches", $"{DrawerMismatches:N0}"),
        ("Stock mismatches", $"{StockMismatches:N0}"),
    ];
}

/// <summary>What is wrong at the end, a line each.</summary>
internal sealed record Mismatches(IReadOnlyList<string> Orders, IReadOnlyList<string> Drawers, IReadOnlyList<string> Stock);
