namespace OrleansCommerce.Replay;

/// <summary>One row of the table by paths: what the file says beside what the server says at the end.</summary>
/// <param name="Path">For people.</param>
/// <param name="Invoices">That went this way.</param>
/// <param name="Parcels">In which they left; 0 where nothing leaves in one.</param>
/// <param name="UnitsExpected">By the file.</param>
/// <param name="Units">By the server.</param>
/// <param name="MoneyExpected">By the file, in <see cref="InvoiceFile.Currency"/>.</param>
/// <param name="Money">By the server: captured of sales, refunded of returns.</param>
/// <param name="UnitsOff">The sum of the differences of each invoice, whichever way; 0 when all add up.</param>
/// <param name="MoneyOff">The same of money.</param>
internal sealed record PathFigures(
    string Path,
    int Invoices,
    int Parcels,
    long UnitsExpected,
    long Units,
    decimal MoneyExpected,
    decimal Money,
    long UnitsOff,
    decimal MoneyOff)
{
    /// <summary>A row for each path that invoices went, and one for each way in which goods come back.</summary>
    /// <param name="orders">Each invoice that sells something.</param>
    /// <param name="returns">What each invoice gives back.</param>
    /// <param name="tally">What was answered to returns without a receipt.</param>
    public static IReadOnlyList<PathFigures> Of(IReadOnlyList<CheckedOrder> orders, IReadOnlyList<PlannedReturn> returns, Tally tally)
    {
        var rows = orders.GroupBy(order => order.Expected.Path).OrderBy(path => path.Key).Select(path => new PathFigures(
            NameOf(path.Key),
            path.Count(),
            path.Sum(order => order.Parcels),
            path.Sum(order => order.Expected.Units),
            path.Sum(order => order.Units),
            path.Sum(order => order.Expected.Money),
            path.Sum(order => order.Money),
            path.Sum(order => Math.Abs(order.Units - order.Expected.Units)),
            path.Sum(order => Math.Abs(order.Money - order.Expected.Money))));
        var withReceipt = new PathFigures(
            "Returned with a receipt",
            returns.Count(planned => planned.AgainstPurchases.Count > 0),
            Parcels: 0,
            orders.Sum(order => order.Expected.ReturnedUnits),
            orders.Sum(order => order.ReturnedUnits),
            orders.Sum(order => order.Expected.Refund),
            orders.Sum(order => order.Refund),
            orders.Sum(order => Math.Abs(order.ReturnedUnits - order.Expected.ReturnedUnits)),
            orders.Sum(order => Math.Abs(order.Refund - order.Expected.Refund)));
        var lines = returns.SelectMany(planned => planned.WithoutReceipt).ToList();
        var units = lines.Sum(line => -(long)line.Quantity);
        var money = lines.Sum(line => decimal.Round(-line.Quantity * line.UnitPrice, 2, MidpointRounding.AwayFromZero));
        var withoutReceipt = new PathFigures(
            "Returned without one",
            returns.Count(planned => planned.WithoutReceipt.Count > 0),
            Parcels: 0,
            units,
            tally.UnmatchedUnits,
            money,
            tally.UnmatchedRefunds,
            Math.Abs(tally.UnmatchedUnits - units),
            Math.Abs(tally.UnmatchedRefunds - money));
        return [.. rows, withReceipt, withoutReceipt];
    }

    private static string NameOf(SalesPath path) => path switch
    {
        SalesPath.Shipped => "Shipped",
        SalesPath.TwoParcels => "Two parcels",
        SalesPath.Collected => "Click and collect",
        SalesPath.Locker => "Lockers",
        _ => "Tills",
    };
}
