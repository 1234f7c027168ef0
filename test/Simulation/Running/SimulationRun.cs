using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Simulation.Bugs;
using OrleansCommerce.Simulation.Invariants;
using OrleansCommerce.Simulation.Workload;
using OrleansCommerce.Simulation.World;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Simulation.Running;

/// <summary>One world from its first day to its last, on the calling thread.</summary>
internal sealed class SimulationRun
{
    /// <summary>More than any world needs: one that is not over by then never ends.</summary>
    private const long StepsMax = 1_000_000;

    private readonly SimulatedWorld _world;
    private readonly Random _random;

    private SimulationRun(int seed, Bug bug)
    {
        _world = new SimulatedWorld(Scenario.Draw(seed), bug);
        _random = _world.RandomFor("play");
    }

    /// <summary>Runs the world of a seed, with a bug planted or without.</summary>
    public static SimulationResult Run(int seed, Bug bug = Bug.None)
    {
        SimulationResult? result = null;

        // A thread of its own has no ambient values and no context that await would prefer.
        var thread = new Thread(() => result = new SimulationRun(seed, bug).Run(), maxStackSize: 4 * 1024 * 1024);
        thread.Start();
        thread.Join();
        return result!;
    }

    private SimulationResult Run()
    {
        var truth = _world.Truth;
        var play = _world.Scheduler.Start(PlayAsync);
        long steps = 0;
        while (!play.IsCompleted && truth.Violation is null)
        {
            if (!_world.Scheduler.RunOne())
            {
                if (!_world.Time.FireNext(DateTimeOffset.MaxValue))
                {
                    truth.Violate("Somebody waits, and nothing will ever happen.");
                }
            }
            else if (_random.Next(64) == 0)
            {
                // Time also passes while there is work.
                _world.Time.FireNext(_world.Time.GetUtcNow() + TimeSpan.FromMilliseconds(5));
            }

            truth.CatchUp();
            if (++steps == StepsMax)
            {
                truth.Violate($"The world is not at rest after {StepsMax} steps.");
            }
        }

        if (play.Exception is { } fault && truth.Violation is null)
        {
            truth.Violate($"The run failed: {fault}");
        }

        _world.Trace.Mix(steps);
        return new SimulationResult(
            _world.Scenario.Seed, truth.Violation, _world.Trace.Hash, _world.Trace.Lines, steps, new Dictionary<string, int>(StringComparer.Ordinal)
            {
                ["events"] = _world.Storage.Count,
            });
    }

    private async Task PlayAsync()
    {
        var scenario = _world.Scenario;
        _world.Trace.Tell("world", scenario.ToString());
        var first = _world.StartMachine(TimeSpan.Zero);
        await OpenAsync();
        await first.StopAsync();

        _world.Faults.Healed = false;
        var machines = Enumerable.Range(0, scenario.Hosts).Select(slot => _world.Scheduler.Start(() => _world.KeepMachinesAsync(slot))).ToList();
        var shoppers = Enumerable.Range(0, scenario.Shoppers).Select(number => _world.Scheduler.Start(() => VisitAsync(number))).ToList();
        await Task.WhenAll(shoppers);

        _world.Heal();
        await SettleAsync();
        await Task.WhenAll(machines);
        await CloseAsync();
        await FinalChecks.RunAsync(_world);
        _world.End();
    }

    /// <summary>The first delivery, before anything goes wrong.</summary>
    private async Task OpenAsync()
    {
        var shop = new Shop(_world, "opening", _random);
        foreach (var sku in _world.Scenario.Skus)
        {
            var price = new Money(1 + (_random.Next(1, 5_000) / 100m), "GBP");
            await shop.AskAsync($"register {sku}", grains => grains.GetGrain<IProductGrain>(sku).UpsertAsync(new UpsertProduct(sku, price, StockTracked: true)));
        }

        foreach (var place in _world.Scenario.Locations)
        {
            await shop.AskAsync(
                $"register {place.Id}",
                grains => grains.GetGrain<ILocationGrain>(place.Id).UpsertAsync(new UpsertLocation(place.Id, place.Kind, null, place.Latitude, Longitude: 0)));
        }

        foreach (var place in _world.Scenario.Shelves)
        {
            foreach (var key in _world.Scenario.Skus.Select(sku => new StockItemKey(place.Id, sku)))
            {
                var units = _random.Next(0, _world.Scenario.Units) + 1;
                await shop.AskAsync(
                    $"receive {units} of {key}",
                    grains => grains.GetGrain<IStockItemGrain>(key.ToString()).ReceiveAsync(new ReceiveStock("opening", units)));
            }
        }
    }

    /// <summary>A parcel waits a week for its customer, and a world may see the end of it.</summary>
    private async Task SettleAsync()
    {
        if (!await _world.SettleAsync(TimeSpan.FromDays(15)))
        {
            throw _world.Truth.Violate("There is still something due though nothing goes wrong any more.");
        }
    }

    /// <summary>Whatever is paid reaches its customer.</summary>
    private async Task CloseAsync()
    {
        var desk = new OrderDesk(_world, "closing", _random);
        foreach (var order in _world.Truth.Books.Select(book => book.Value).OfType<OrderBook>().ToList())
        {
            for (var i = 0; i < 3 && Order.StatusOf(order.State) is OrderStatus.Confirmed or OrderStatus.PartiallyFulfilled; i++)
            {
                await desk.HandOverAsync(order.Id);
            }
        }

        await SettleAsync();
    }

    private async Task VisitAsync(int number)
    {
        var random = _world.RandomFor($"shopper-{number}");
        IShopper shopper = (number % 5) switch
        {
            0 => new Holder(_world, $"holder-{number}", random),
            3 => new Cashier(_world, $"till-{number}", random),
            _ => new Buyer(_world, $"buyer-{number}", random),
        };
        for (var deed = 0; deed < _world.Scenario.Deeds; deed++)
        {
            await _world.DelayAsync(TimeSpan.FromSeconds(random.NextDouble() * 5));
            await shopper.ActAsync();
        }
    }
}
