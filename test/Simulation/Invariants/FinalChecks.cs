using OrleansCommerce.Simulation.World;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>What must be true when nothing goes wrong any more and nothing is due.</summary>
internal static class FinalChecks
{
    public static async Task RunAsync(SimulatedWorld world)
    {
        var truth = world.Truth;
        truth.CatchUp();
        var fresh = world.StartMachine(TimeSpan.Zero);
        foreach (var place in world.Scenario.Shelves)
        {
            foreach (var key in world.Scenario.Skus.Select(sku => new StockItemKey(place.Id, sku)))
            {
                var book = truth.Stock(key);
                if (book.Held.Count > 0)
                {
                    throw truth.Violate($"At rest {key} still holds {string.Join(", ", book.Held.Keys.Order(StringComparer.Ordinal))}.");
                }

                var replayed = await fresh.Grains.GetGrain<IStockItemGrain>(key.ToString()).GetAsync();
                if (book.State.Version > 0 && replayed != book.State.LevelsAt(key, fresh.Now))
                {
                    throw truth.Violate($"Replayed, {key} is {replayed}; the events add up to {book.State.LevelsAt(key, fresh.Now)}.");
                }
            }
        }
    }
}
