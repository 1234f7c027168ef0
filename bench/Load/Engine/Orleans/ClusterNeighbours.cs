using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Engine;

/// <summary>
/// Whether a stock item that everybody wants overloads the others of its silo: a few callers want those, and as many want stock items of
/// other silos, while all the others want that one.
/// </summary>
internal static class ClusterNeighbours
{
    private const int Looked = 200;
    private const int CallerCount = 8;

    /// <summary>Adds the slices.</summary>
    /// <param name="bench">Collects the slices.</param>
    /// <param name="round">Of the bench.</param>
    /// <param name="cluster">Of two silos or more.</param>
    /// <param name="stock">Whose stock items were all asked for just now.</param>
    /// <param name="connections">The first of them are the neighbours', spread over the silos; the others want the hot one.</param>
    /// <param name="named">What the slices' names begin with.</param>
    public static async Task MeasureAsync(Bench bench, int round, SiloCluster cluster, ClusterStock stock, HttpConnection[] connections, string named)
    {
        var hot = await cluster.FindAsync(stock.HotStream)
            ?? throw new InvalidOperationException("The stock item that everybody wants is on no silo.");
        var (here, elsewhere) = (new List<int>(), new List<int>());
        for (var item = 0; item < Math.Min(Looked, stock.Items); item++)
        {
            if (await cluster.FindAsync(ClusterStock.StreamOf(item)) is { } silo)
            {
                (silo == hot ? here : elsewhere).Add(item);
            }
        }

        if (here.Count == 0 || elsewhere.Count == 0)
        {
            bench.Note($"{named}: all {here.Count + elsewhere.Count} stock items that were looked at are on one silo, so that there are no neighbours to compare.");
            return;
        }

        await bench.MeasureAsync(round, $"{named}: reserveStock, the hot one's silo, nobody wants it", CallerCount, cluster, caller =>
            stock.ReserveOneOfAsync(connections[caller], here));
        await BesideAsync("the hot one's silo", here);
        await BesideAsync("other silos", elsewhere);

        Task BesideAsync(string where, List<int> items) => bench.MeasureUnderLoadAsync(
            round,
            $"{named}: reserveStock, {where}, the others want the hot one",
            CallerCount,
            Callers.Timed(caller => stock.ReserveOneOfAsync(connections[caller], items)),
            connections.Length - CallerCount,
            caller => stock.ReserveHotAsync(connections[CallerCount + caller]),
            "reservations of the hot one",
            cluster);
    }
}
