using System.Collections.Immutable;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Orders;

/// <summary>Units of a SKU that are wanted.</summary>
public readonly record struct Demand(string Sku, int Quantity);

/// <summary>What a location shows of a SKU.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="LocationId">Where.</param>
/// <param name="Kind">What the location is.</param>
/// <param name="Available">What can be promised to the order's channel.</param>
public readonly record struct Supply(string Sku, string LocationId, LocationKind Kind, int Available);

/// <summary>Units to ask a location for.</summary>
public readonly record struct Pick(string Sku, string LocationId, int Quantity);

/// <summary>
/// From which locations an order is served. A customer who comes to a store gets what lies there; the rest comes from one
/// location when one has it all, a warehouse before a store, since each further parcel costs freight; otherwise from as few
/// locations as a greedy choice finds.
/// </summary>
public static class Sourcing
{
    /// <summary>Plans who is asked for what. Asks for no more than is wanted and no more than is shown.</summary>
    /// <param name="demand">One entry for each SKU.</param>
    /// <param name="supply">One entry for each SKU and location.</param>
    /// <param name="firstLocationId">Where the customer fetches the goods, when that is a place with stock of its own.</param>
    /// <returns>Fewer units than wanted when the locations do not show more.</returns>
    public static ImmutableArray<Pick> Plan(IEnumerable<Demand> demand, IEnumerable<Supply> supply, string? firstLocationId = null)
    {
        var rest = demand.Where(wanted => wanted.Quantity > 0).ToDictionary(wanted => wanted.Sku, wanted => wanted.Quantity, StringComparer.Ordinal);
        var shelves = supply
            .Where(shown => shown.Available > 0 && rest.ContainsKey(shown.Sku))
            .GroupBy(shown => shown.LocationId, StringComparer.Ordinal)
            .Select(group => new Shelf(group.Key, group.First().Kind, [.. group]))
            .ToList();
        var picks = ImmutableArray.CreateBuilder<Pick>();
        if (shelves.Find(shelf => shelf.LocationId == firstLocationId) is { } first)
        {
            Take(first);
        }

        while (rest.Count > 0 && shelves.Count > 0)
        {
            Take(shelves
                .OrderByDescending(shelf => shelf.Covers(rest))
                .ThenBy(shelf => Rank(shelf.Kind))
                .ThenByDescending(shelf => shelf.Units)
                .ThenBy(shelf => shelf.LocationId, StringComparer.Ordinal)
                .First());
        }

        return picks.ToImmutable();

        void Take(Shelf shelf)
        {
            shelves.Remove(shelf);
            foreach (var shown in shelf.Supplies)
            {
                if (rest.TryGetValue(shown.Sku, out var wanted))
                {
                    var taken = Math.Min(wanted, shown.Available);
                    picks.Add(new Pick(shown.Sku, shelf.LocationId, taken));
                    Leave(shown.Sku, wanted - taken);
                }
            }

            shelves.RemoveAll(other => other.Covers(rest) == 0);
        }

        void Leave(string sku, int quantity)
        {
            if (quantity == 0)
            {
                rest.Remove(sku);
            }
            else
            {
                rest[sku] = quantity;
            }
        }
    }

    private static int Rank(LocationKind kind) => kind switch
    {
        LocationKind.Warehouse => 0,
        LocationKind.Store => 1,
        _ => 2,
    };

    /// <summary>A location with what it shows of the wanted SKUs.</summary>
    private sealed record Shelf(string LocationId, LocationKind Kind, ImmutableArray<Supply> Supplies)
    {
        public long Units { get; } = Supplies.Sum(shown => (long)shown.Available);

        public long Covers(Dictionary<string, int> rest) =>
            Supplies.Sum(shown => rest.TryGetValue(shown.Sku, out var wanted) ? (long)Math.Min(wanted, shown.Available) : 0);
    }
}
