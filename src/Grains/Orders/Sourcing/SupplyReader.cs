using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Orders;

/// <summary>What sourcing needs from its host.</summary>
/// <param name="Policy">What serving an order costs.</param>
/// <param name="View">The levels at all locations in one read.</param>
public sealed record SourcingServices(SourcingPolicy Policy, ISourcingView View);

/// <summary>
/// Reads what the locations show of some SKUs. Few shelves are asked themselves, in memory; of many the list is read, once, since its
/// levels only say whom to ask: what an order gets is the stock items' own answer. An order that the list cannot serve, and every
/// plan after the first, rests on the stock items alone.
/// </summary>
internal sealed class SupplyReader(IGrainFactory grains, SourcingServices? sourcing, TimeProvider time)
{
    /// <summary>The most shelves that are asked themselves for a first plan; more take longer than one read of the list.</summary>
    private const int AskedMax = 16;

    /// <summary>What serving an order costs.</summary>
    public SourcingPolicy Policy => sourcing?.Policy ?? SourcingPolicy.Default;

    /// <summary>For a first plan.</summary>
    /// <param name="wanted">What is to be served; a SKU may come more than once.</param>
    /// <param name="channel">Whose units.</param>
    /// <param name="delivery">Where to.</param>
    /// <param name="pickup">The location of the delivery; null when there is none.</param>
    public async Task<IReadOnlyCollection<Supply>> ReadAsync(
        IReadOnlyCollection<Demand> wanted, Channel channel, Delivery delivery, LocationDetails? pickup)
    {
        var products = await ProductsAsync(wanted);
        if (sourcing is not null && products.Sum(product => product.LocationIds.Length) > AskedMax)
        {
            var listed = await ListedAsync(sourcing.View, wanted, channel, Target(delivery, pickup));
            if (Serves(listed, wanted))
            {
                return listed;
            }
        }

        return await AskAsync(products, channel, Target(delivery, pickup));
    }

    /// <summary>For a further plan.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<IReadOnlyCollection<Supply>> AskAsync(
        IReadOnlyCollection<Demand> wanted, Channel channel, Delivery delivery, LocationDetails? pickup) =>
        await AskAsync(await ProductsAsync(wanted), channel, Target(delivery, pickup));

    private static (double? Latitude, double? Longitude) Target(Delivery delivery, LocationDetails? pickup) =>
        pickup is null ? (delivery.Latitude, delivery.Longitude) : (pickup.Latitude, pickup.Longitude);

    private static bool Serves(IReadOnlyCollection<Supply> supply, IReadOnlyCollection<Demand> wanted)
    {
        var shown = supply.ToLookup(level => level.Sku, level => (long)level.Available, StringComparer.Ordinal);
        return wanted.GroupBy(demand => demand.Sku, StringComparer.Ordinal)
            .All(demands => shown[demands.Key].Sum() >= demands.Sum(demand => (long)demand.Quantity));
    }

    private async Task<List<ProductDetails>> ProductsAsync(IReadOnlyCollection<Demand> wanted)
    {
        var products = await FanOut.EachAsync(
            wanted.Select(demand => demand.Sku).Distinct(StringComparer.Ordinal), sku => grains.GetGrain<IProductGrain>(sku).GetAsync());
        return [.. products.OfType<ProductDetails>()];
    }

    private async Task<IReadOnlyCollection<Supply>> ListedAsync(
        ISourcingView view, IReadOnlyCollection<Demand> wanted, Channel channel, (double? Latitude, double? Longitude) target)
    {
        var now = time.GetUtcNow();
        var rows = await view.ReadAsync([.. wanted.Select(demand => demand.Sku).Distinct(StringComparer.Ordinal)], now, CancellationToken.None);
        var sites = rows.DistinctBy(row => row.Location.Id).ToDictionary(
            row => row.Location.Id,
            row => Site.Of(row.Location, target.Latitude, target.Longitude, row.ParcelsToday),
            StringComparer.Ordinal);
        return
        [
            .. rows.Select(row => new Supply(
                row.Levels.Sku, row.Location.Id, row.Location.Kind, row.Levels.PromisableTo(channel, now), sites[row.Location.Id])),
        ];
    }

    private async Task<IReadOnlyCollection<Supply>> AskAsync(
        List<ProductDetails> products, Channel channel, (double? Latitude, double? Longitude) target)
    {
        var shelves = products.SelectMany(product => product.LocationIds.Select(locationId => (LocationId: locationId, product.Sku))).ToList();
        var locations = (await FanOut.EachAsync(
                shelves.Select(shelf => shelf.LocationId).Distinct(StringComparer.Ordinal), id => grains.GetGrain<ILocationGrain>(id).GetAsync()))
            .OfType<LocationDetails>()
            .ToDictionary(location => location.Id, StringComparer.Ordinal);
        var now = time.GetUtcNow();
        var parcels = await ParcelsAsync(locations.Values, now);
        var sites = locations.Values.ToDictionary(
            location => location.Id,
            location => Site.Of(location, target.Latitude, target.Longitude, parcels.GetValueOrDefault(location.Id)),
            StringComparer.Ordinal);
        var levels = await FanOut.EachAsync(
            shelves, shelf => grains.GetGrain<IStockItemGrain>(new StockItemKey(shelf.LocationId, shelf.Sku).ToString()).GetAsync());
        return
        [
            .. levels.OfType<StockLevels>()
                .Where(level => locations.ContainsKey(level.LocationId))
                .Select(level => new Supply(
                    level.Sku, level.LocationId, locations[level.LocationId].Kind, level.PromisableTo(channel, now), sites[level.LocationId])),
        ];
    }

    /// <summary>How many parcels the locations have today; nobody asks when none of them has a limit.</summary>
    private async Task<IReadOnlyDictionary<string, int>> ParcelsAsync(IEnumerable<LocationDetails> locations, DateTimeOffset now)
    {
        var limited = locations.Where(location => location.DailyCapacity is not null).Select(location => location.Id).ToArray();
        return sourcing is null || limited.Length == 0
            ? new Dictionary<string, int>()
            : await sourcing.View.ParcelsAsync(limited, now, CancellationToken.None);
    }
}
