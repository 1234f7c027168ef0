using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Views.Lists;

/// <summary>The levels of every stock item.</summary>
internal sealed class StockList : IView
{
    private const string StreamPrefix = "stock/";

    public string Name => "stock-list";

    public string Table => "stock_list";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                sku         {text}  not null,
                location_id {text}  not null,
                on_hand     integer not null,
                reserved    integer not null,
                allocated   integer not null,
                safety      integer not null,
                version     bigint  not null,
                next_expiry bigint,
                ledger      {text},
                policy      {text},
                primary key (sku, location_id)
            );
            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        Dictionary<string, Change>? changes = null;
        foreach (var recorded in events)
        {
            if (!recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            changes ??= new(StringComparer.Ordinal);
            if (!changes.TryGetValue(recorded.Stream, out var change))
            {
                change = new Change(StockItemKey.Parse(recorded.Stream[StreamPrefix.Length..]), recorded.Version);
                changes.Add(recorded.Stream, change);
            }

            change.Add(recorded);
        }

        return changes is null ? null : transaction => WriteAsync(transaction, changes.Values);
    }

    private static async Task WriteAsync(ViewTransaction transaction, IReadOnlyCollection<Change> changes)
    {
        var created = changes.Where(static change => change.First == 1).ToList();
        transaction.Expect(created.Count, await transaction.WriteAsync(
            created,
            $"""
            insert into {transaction.Table} (sku, location_id, on_hand, reserved, allocated, safety, version, next_expiry, ledger, policy)
            values (@Sku, @LocationId, @OnHand, @Reserved, @Allocated, coalesce(@Safety, 0), @Version, @NextExpiry, @Ledger, @Policy)
            """,
            $"""
            insert into {transaction.Table} (sku, location_id, on_hand, reserved, allocated, safety, version, next_expiry, ledger, policy)
            select sku, location_id, on_hand, reserved, allocated, coalesce(safety, 0), version, next_expiry, ledger, policy
            from unnest(@Sku, @LocationId, @First, @OnHand, @Reserved, @Allocated, @Safety, @Version, @NextExpiry, @Ledger, @Policy)
                as c(sku, location_id, first, on_hand, reserved, allocated, safety, version, next_expiry, ledger, policy)
            """,
            Columns));

        var changed = changes.Where(static change => change.First > 1).ToList();
        transaction.Expect(changed.Count, await transaction.WriteAsync(
            changed,
            $"""
            update {transaction.Table} set
                on_hand = on_hand + @OnHand, reserved = reserved + @Reserved, allocated = allocated + @Allocated,
                safety = coalesce(@Safety, safety), version = @Version, next_expiry = @NextExpiry,
                ledger = coalesce(@Ledger, ledger), policy = coalesce(@Policy, policy)
            where sku = @Sku and location_id = @LocationId and version = @First - 1
            """,
            $"""
            update {transaction.Table} s set
                on_hand = s.on_hand + c.on_hand, reserved = s.reserved + c.reserved, allocated = s.allocated + c.allocated,
                safety = coalesce(c.safety, s.safety), version = c.version, next_expiry = c.next_expiry,
                ledger = coalesce(c.ledger, s.ledger), policy = coalesce(c.policy, s.policy)
            from unnest(@Sku, @LocationId, @First, @OnHand, @Reserved, @Allocated, @Safety, @Version, @NextExpiry, @Ledger, @Policy)
                as c(sku, location_id, first, on_hand, reserved, allocated, safety, version, next_expiry, ledger, policy)
            where s.sku = c.sku and s.location_id = c.location_id and s.version = c.first - 1
            """,
            Columns));
    }

    private static object Columns(IReadOnlyCollection<Change> rows) => new
    {
        Sku = rows.Select(static row => row.Sku).ToArray(),
        LocationId = rows.Select(static row => row.LocationId).ToArray(),
        First = rows.Select(static row => row.First).ToArray(),
        OnHand = rows.Select(static row => row.OnHand).ToArray(),
        Reserved = rows.Select(static row => row.Reserved).ToArray(),
        Allocated = rows.Select(static row => row.Allocated).ToArray(),
        Safety = rows.Select(static row => row.Safety).ToArray(),
        Version = rows.Select(static row => row.Version).ToArray(),
        NextExpiry = rows.Select(static row => row.NextExpiry).ToArray(),
        Ledger = rows.Select(static row => row.Ledger).ToArray(),
        Policy = rows.Select(static row => row.Policy).ToArray(),
    };

    /// <summary>What the events of a batch do to one stock item: differences, but for <see cref="Safety"/> and what is JSON.</summary>
    private sealed class Change(StockItemKey key, long first)
    {
        public string Sku => key.Sku;

        public string LocationId => key.LocationId;

        /// <summary>The version of the first event in the batch; the row must be at the one before.</summary>
        public long First => first;

        public int OnHand { get; private set; }

        public int Reserved { get; private set; }

        public int Allocated { get; private set; }

        public int? Safety { get; private set; }

        public long Version { get; private set; }

        public long? NextExpiry { get; private set; }

        /// <summary>What is not sellable, as JSON; null when it did not change.</summary>
        public string? Ledger { get; private set; }

        /// <summary>What may be promised, as JSON; null when it did not change.</summary>
        public string? Policy { get; private set; }

        public void Add(RecordedEvent recorded)
        {
            switch (StockItem.Codec.Read(recorded))
            {
                case StockItem.Event.Received e:
                    OnHand += e.Quantity;
                    break;
                case StockItem.Event.Restocked e:
                    OnHand += e.Quantity;
                    break;
                case StockItem.Event.Found e:
                    OnHand += e.Quantity;
                    break;
                case StockItem.Event.Sold e:
                    OnHand -= e.Quantity;
                    break;
                case StockItem.Event.SafetySet e:
                    Safety = e.Quantity;
                    break;
                case StockItem.Event.Reserved e:
                    Reserved += e.Quantity;
                    break;
                case StockItem.Event.Released e:
                    Reserved -= e.Quantity;
                    break;
                case StockItem.Event.Expired e:
                    Reserved -= e.Quantity;
                    break;
                case StockItem.Event.Confirmed e:
                    Reserved -= e.Quantity;
                    OnHand -= e.Quantity;
                    break;
                case StockItem.Event.Allocated e:
                    Allocated += e.Granted;
                    break;
                case StockItem.Event.AllocationTrimmed e:
                    Allocated -= e.Quantity;
                    break;
                case StockItem.Event.Deallocated e:
                    Allocated -= e.Quantity;
                    break;
                case StockItem.Event.Dispatched e:
                    Allocated -= e.Quantity;
                    OnHand -= e.Quantity;
                    break;
                case StockItem.Event.Counted e:
                    OnHand += e.Difference;
                    break;
                case StockItem.Event.Moved e:
                    OnHand += (e.To == StockState.Available ? e.Quantity : 0) - (e.From == StockState.Available ? e.Quantity : 0);
                    Ledger = JsonSerializer.Serialize(e.After, EventJson.Options);
                    break;
                case StockItem.Event.Sent e:
                    OnHand -= e.Quantity;
                    break;
                case StockItem.Event.TakenBack e:
                    OnHand += e.Quantity;
                    break;
                case StockItem.Event.Expected e:
                    Ledger = JsonSerializer.Serialize(e.After, EventJson.Options);
                    break;
                case StockItem.Event.Arrived e:
                    OnHand += e.Sellable;
                    Ledger = JsonSerializer.Serialize(e.After, EventJson.Options);
                    break;
                case StockItem.Event.PolicySet e:
                    Policy = JsonSerializer.Serialize(e.Policy, EventJson.Options);
                    break;
                case StockItem.Event.AllocationSplit or StockItem.Event.DiscrepancyRaised or StockItem.Event.OrderTold or StockItem.Event.DiscrepancyResolved:
                    break;
                default:
                    throw new InvalidDataException($"The list of stock has no rule for '{recorded.Type}'.");
            }

            Version = recorded.Version;
            NextExpiry = recorded.Metadata.WakeAt is { } at ? ViewTime.ToMicroseconds(at) : null;
        }
    }
}
