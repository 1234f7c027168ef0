using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Views.Tests.Shops;

/// <summary>Stock items under random commands, each decided and folded by the aggregate's own rules, and appended.</summary>
internal sealed class StockHistory(Shop shop, int seed)
{
    private readonly Random _random = new(seed);
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public Dictionary<StockItemKey, StockItem.State> States { get; } = [];

    public int Events { get; private set; }

    public async Task RunAsync(int commands)
    {
        for (var i = 0; i < commands; i++)
        {
            _now = _now.AddSeconds(_random.Next(100));
            var key = new StockItemKey($"shop{_random.Next(3)}", $"sku{_random.Next(4)}");
            var before = States.GetValueOrDefault(key, StockItem.State.Initial);
            var decided = Decide(before).Events;
            ImmutableArray<StockItem.Event> events = decided.IsDefault ? [] : decided;
            if (events.IsEmpty)
            {
                continue;
            }

            var after = events.Aggregate(before, StockItem.Evolve);
            States[key] = after;
            Events += events.Length;
            NewEvent[] written = [.. events.Select(StockItem.Codec.Write)];
            await shop.AppendAsync($"stock/{key}", written, after.NextExpiry);
        }
    }

    /// <summary>What the list must show: a list counts a reservation until its end is an event.</summary>
    public IEnumerable<(StockLevels Levels, DateTimeOffset? NextExpiry)> Expected =>
        States.Select(static item => (item.Value.LevelsAt(item.Key, DateTimeOffset.MinValue), item.Value.NextExpiry))
            .OrderBy(static row => row.Item1.Sku, StringComparer.Ordinal)
            .ThenBy(static row => row.Item1.LocationId, StringComparer.Ordinal);

    private Decision<StockItem.Event> Decide(StockItem.State state)
    {
        var id = $"id{_random.Next(8)}";
        var quantity = _random.Next(1, 10);
        return _random.Next(16) switch
        {
            0 or 1 => StockItem.Decide(state, new ReceiveStock(Guid.NewGuid().ToString(), quantity), _now),
            2 => StockItem.Decide(state, "sku", new ReserveStock(id, quantity, 300, Channel.Web), _now),
            3 => StockItem.Release(state, id, _now),
            4 => StockItem.Confirm(state, id, _now),
            5 => StockItem.Decide(state, new AllocateStock(id, "order", quantity), _now),
            6 => quantity % 2 == 0 ? StockItem.Deallocate(state, id, _now) : StockItem.Dispatch(state, id, _now),
            7 => StockItem.Decide(state, new SellStock(id, quantity, id), _now),
            8 => StockItem.Decide(state, new CountStock(Guid.NewGuid().ToString(), quantity, state.OnHand, null), _now),
            9 => StockItem.Decide(state, "sku", Move(StockState.Supplier, StockState.Incoming, quantity), _now),
            10 => StockItem.Decide(state, "sku", Move(StockState.Incoming, StockState.Available, quantity), _now),
            11 => StockItem.Decide(state, new SetChannelBuffer(Guid.NewGuid().ToString(), Channel.Web, quantity), _now),
            12 => StockItem.Decide(state, "sku", new SendStock(id, quantity), _now),
            13 => StockItem.Decide(state, new ExpectStock(id, quantity), _now),
            14 => StockItem.Decide(state, new ArriveStock(id, quantity / 2, quantity / 4, 1), _now),
            _ => StockItem.Decide(state, new SetSafetyStock(Guid.NewGuid().ToString(), quantity), _now),
        };
    }

    private static MoveStock Move(StockState from, StockState to, int quantity) => new(Guid.NewGuid().ToString(), from, to, quantity, "why");
}
