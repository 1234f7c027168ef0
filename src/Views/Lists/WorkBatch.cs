using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Views.Lists;

/// <summary>What a batch of events changes in the list of work. New parcels are written first: whatever happens to them comes after.</summary>
internal sealed class WorkBatch
{
    private readonly List<Parcel> _made = [];
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, More> _more = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Step> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<(string OrderId, string Promise), int> _without = [];
    private readonly HashSet<string> _paid = new(StringComparer.Ordinal);
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    /// <summary>Whether events of this type change the list.</summary>
    public static bool Concerns(string type) => type
        is "order.allocated" or "order.replaced" or "order.paid" or "order.paid-at-till" or "order.authorized" or "order.cancelled"
        or "order.fulfillment-advanced" or "order.promise-lost" or "order.units-cancelled"
        or "order.pickup-expired" or "order.parcel-retrieved" or "order.parcel-taken-back" or "order.parcel-loss-resolved"
        or "order.edited" or "order.moved" or "order.parcel-split";

    /// <summary>Takes in one event.</summary>
    public void Add(string orderId, Order.Event happened)
    {
        switch (happened)
        {
            case Order.Event.Allocated e:
                _begun.Add(orderId);
                _made.AddRange(e.Fulfillments.Select(content => Parcel.Of(orderId, content, e.IsFree)));
                break;
            case Order.Event.Replaced e:
                _made.AddRange(e.Fulfillments.Select(content => Parcel.Of(orderId, content, isPaid: false)));
                _replaced.Add(orderId);
                break;
            case Order.Event.Edited e:
                _made.AddRange(e.Fulfillments.Select(content => Parcel.Of(orderId, content, isPaid: false)));
                _replaced.Add(orderId);
                break;
            case Order.Event.Moved e:
                _made.AddRange(e.Fulfillments.Select(content => Parcel.Of(orderId, content, isPaid: false)));
                foreach (var added in e.Added)
                {
                    var parcel = Parcel.Of(orderId, added, isPaid: false);
                    var before = _more.GetValueOrDefault(parcel.Id);
                    _more[parcel.Id] = new More(parcel.Id, before?.Promises + parcel.Promises, (before?.Units ?? 0) + parcel.Units);
                }

                TakeOut(orderId, e.Units);
                _replaced.Add(orderId);
                break;
            case Order.Event.ParcelSplit e:
                _made.Add(Parcel.Of(orderId, e.Fulfillment, isPaid: false));
                foreach (var parted in e.Promises)
                {
                    TakeOut(orderId, parted.AllocationId, parted.Quantity);
                }

                _replaced.Add(orderId);
                break;
            case Order.Event.Paid or Order.Event.PaidAtTill or Order.Event.Authorized:
                _paid.Add(orderId);
                break;
            case Order.Event.Cancelled:
                _ended.Add(orderId);
                break;
            case Order.Event.FulfillmentAdvanced e:
                Go(e.FulfillmentId, e.Status, IsWork(e.Status), e.Status == FulfillmentStatus.ReadyForPickup ? e.LocationId : null);
                break;
            case Order.Event.PickupExpired e:
                Go(e.FulfillmentId, FulfillmentStatus.Expired, isWork: true);
                break;
            case Order.Event.ParcelRetrieved e:
                Go(e.FulfillmentId, FulfillmentStatus.Expired, isWork: true, e.LocationId);
                break;
            case Order.Event.ParcelTakenBack e:
                Go(e.FulfillmentId, FulfillmentStatus.Expired, isWork: false);
                break;
            case Order.Event.ParcelLossResolved e:
                Go(e.FulfillmentId, FulfillmentStatus.Lost, isWork: false);
                break;
            case Order.Event.PromiseLost e:
                TakeOut(orderId, e.AllocationId, e.Lines.Sum(line => line.Quantity));
                break;
            case Order.Event.UnitsCancelled e:
                TakeOut(orderId, e.Units);
                break;
            default:
                throw new InvalidDataException($"The list of work has no rule for {happened.GetType().Name}.");
        }
    }

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(ViewTransaction transaction)
    {
        await MakeAsync(transaction);
        await AddAsync(transaction);
        await TakeOutAsync(transaction);
        transaction.Expect(_steps.Count, await transaction.WriteAsync(
            _steps.Values,
            $"update {transaction.Table} set status = @Status, closed = @Closed, location_id = coalesce(nullif(@LocationId, ''), location_id) where id = @Id",
            $"""
            update {transaction.Table} w set status = s.status, closed = s.closed, location_id = coalesce(nullif(s.location_id, ''), w.location_id)
            from unnest(@Id, @Status, @Closed, @LocationId) as s(id, status, closed, location_id) where w.id = s.id
            """,
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                Status = rows.Select(static row => row.Status).ToArray(),
                Closed = rows.Select(static row => row.Closed).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
            }));

        // Most orders are paid at once: all their parcels are made here, as paid ones.
        await OfOrdersAsync(transaction, _paid.Except(_begun, StringComparer.Ordinal), "set paid = 1");
        await OfOrdersAsync(transaction, _ended, "set closed = 1");

        // A parcel in place of lost units, or of lines that were added, is paid like the others.
        await OfOrdersAsync(
            transaction,
            _replaced,
            $"set paid = (select max(p.paid) from {transaction.Table} p where p.order_id = {transaction.Table}.order_id)");
    }

    private static Task<int> OfOrdersAsync(ViewTransaction transaction, IEnumerable<string> orderIds, string set) => transaction.WriteAsync(
        [.. orderIds.Select(static id => new OrderKey(id))],
        $"update {transaction.Table} {set} where order_id = @OrderId",
        $"update {transaction.Table} {set} where order_id = any(@OrderId)",
        static rows => new { OrderId = rows.Select(static row => row.OrderId).ToArray() });

    /// <summary>Whether somebody at its location has to do something about a parcel; what waits is its customer's to fetch.</summary>
    private static bool IsWork(FulfillmentStatus status) =>
        status is FulfillmentStatus.Picked or FulfillmentStatus.Packed or FulfillmentStatus.Lost or FulfillmentStatus.ReturnedToSender;

    /// <summary>A parcel that is put ready is where it waits from then on, and not where it came from.</summary>
    private void Go(string parcelId, FulfillmentStatus status, bool isWork, string? locationId = null) => _steps[parcelId] = new Step(
        parcelId, status.ToString(), isWork ? 0 : 1, locationId ?? (_steps.TryGetValue(parcelId, out var before) ? before.LocationId : string.Empty));

    private void TakeOut(string orderId, IEnumerable<Order.TakenUnits> taken)
    {
        foreach (var units in taken)
        {
            TakeOut(orderId, units.AllocationId, units.Quantity);
        }
    }

    private void TakeOut(string orderId, string promise, int quantity) =>
        _without[(orderId, promise)] = _without.GetValueOrDefault((orderId, promise)) + quantity;

    private async Task MakeAsync(ViewTransaction transaction)
    {
        const string Columns = "id, order_id, location_id, promises, promised_at, status, units, paid, closed";
        transaction.Expect(_made.Count, await transaction.WriteAsync(
            [.. _made.Select(parcel => _paid.Contains(parcel.OrderId) ? parcel with { Paid = 1 } : parcel)],
            $"insert into {transaction.Table} ({Columns}) values (@Id, @OrderId, @LocationId, @Promises, @PromisedAt, @Status, @Units, @Paid, 0)",
            $"""
            insert into {transaction.Table} ({Columns})
            select id, order_id, location_id, promises, promised_at, status, units, paid, 0
            from unnest(@Id, @OrderId, @LocationId, @Promises, @PromisedAt, @Status, @Units, @Paid)
                as m(id, order_id, location_id, promises, promised_at, status, units, paid)
            """,
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                OrderId = rows.Select(static row => row.OrderId).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
                Promises = rows.Select(static row => row.Promises).ToArray(),
                PromisedAt = rows.Select(static row => row.PromisedAt).ToArray(),
                Status = rows.Select(static row => row.Status).ToArray(),
                Units = rows.Select(static row => row.Units).ToArray(),
                Paid = rows.Select(static row => row.Paid).ToArray(),
            }));
    }

    private Task<int> AddAsync(ViewTransaction transaction) => transaction.WriteAsync(
        _more.Values,
        $"update {transaction.Table} set units = units + @Units, promises = promises || @Promises where id = @Id",
        $"""
        update {transaction.Table} w set units = w.units + s.units, promises = w.promises || s.promises
        from unnest(@Id, @Promises, @Units) as s(id, promises, units) where w.id = s.id
        """,
        static rows => new
        {
            Id = rows.Select(static row => row.Id).ToArray(),
            Promises = rows.Select(static row => row.Promises).ToArray(),
            Units = rows.Select(static row => row.Units).ToArray(),
        });

    /// <summary>A parcel holds several promises: on PostgreSQL, which changes a row once a statement, they are added up first.</summary>
    private Task<int> TakeOutAsync(ViewTransaction transaction) => transaction.WriteAsync(
        [.. _without.Select(static taken => new Without(taken.Key.OrderId, Parcel.Mark(taken.Key.Promise), taken.Value))],
        $"update {transaction.Table} set units = units - @Quantity where order_id = @OrderId and instr(promises, @Promise) > 0",
        $"""
        update {transaction.Table} w set units = w.units - s.quantity
        from (
            select p.id, sum(t.quantity)::integer as quantity
            from {transaction.Table} p
            join unnest(@OrderId, @Promise, @Quantity) as t(order_id, promise, quantity)
                on p.order_id = t.order_id and strpos(p.promises, t.promise) > 0
            group by p.id
        ) s
        where w.id = s.id
        """,
        static rows => new
        {
            OrderId = rows.Select(static row => row.OrderId).ToArray(),
            Promise = rows.Select(static row => row.Promise).ToArray(),
            Quantity = rows.Select(static row => row.Quantity).ToArray(),
        });

    private sealed record Parcel(
        string Id, string OrderId, string LocationId, string Promises, long PromisedAt, string Status, int Units, int Paid)
    {
        public static Parcel Of(string orderId, Order.ParcelContent content, bool isPaid) => new(
            content.Id,
            orderId,
            content.LocationId,
            string.Concat(content.AllocationIds.Select(Mark)),
            content.PromisedAt is { } promised ? ViewTime.ToMicroseconds(promised) : 0,
            nameof(FulfillmentStatus.Allocated),
            content.Lines.Sum(line => line.Quantity),
            isPaid ? 1 : 0);

        /// <summary>A promise as it is found in the column: its end keeps <c>o/1</c> and <c>o/11</c> apart.</summary>
        public static string Mark(string promise) => promise + ";";
    }

    /// <summary>A step of a parcel; its location is empty when it stays where it is.</summary>
    private sealed record Step(string Id, string Status, int Closed, string LocationId);

    /// <summary>What a parcel has beside what was in it.</summary>
    private sealed record More(string Id, string Promises, int Units);

    private sealed record Without(string OrderId, string Promise, int Quantity);

    private sealed record OrderKey(string OrderId);
}
