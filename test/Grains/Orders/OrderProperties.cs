using FsCheck;
using FsCheck.Fluent;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>What holds for any order, whatever is asked of it, in whatever order, and whenever the process dies.</summary>
[Trait("Engine", "Any")]
public sealed class OrderProperties
{
    /// <summary>Orders that a run of a property tells.</summary>
    private const int OrderCount = 600;

    private static readonly Gen<Act> Acts =
        from what in Gen.Choose(0, 27)
        from which in Gen.Choose(1, 3)
        from quantity in Gen.Choose(1, 4)
        from operation in Gen.Choose(1, 12)
        select new Act(what, which, quantity, operation);

    private static readonly Gen<Tale> Tales =
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from method in Gen.Elements(DeliveryMethod.Ship, DeliveryMethod.StorePickup, DeliveryMethod.LockerPickup)
        from mugs in Gen.Choose(0, 6).ListOf(3)
        from lamps in Gen.Choose(-2, 4).ListOf(3)
        from acts in Acts.ListOf()
        select new Tale(seed, method, [.. mugs], [.. lamps], [.. acts]);

    [Fact]
    public void Money_is_conserved_at_every_step() => Check((_, state) =>
        state.Refunded >= 0
        && state.Refunded <= state.Paid
        && state.Paid <= (state.Terms?.Total ?? 0)
        && state.Total >= 0
        && state.Refunds.Sum(refund => refund.Amount) <= state.Paid
        && state.Payments.Count(payment => payment.IsUndecided) <= 1);

    /// <summary>Whatever the provider answers, and however often and in whatever order it tells it again.</summary>
    [Fact]
    public void Of_every_payment_no_more_is_captured_than_authorised_and_no_more_refunded_than_captured() => Check((_, state) =>
        state.Payments.TrueForAll(payment =>
        {
            var captured = Order.CapturedOf(state, payment);
            var refunded = Order.RefundedOf(state, payment);
            return refunded >= 0
                && refunded <= captured
                && captured + Order.ReleasedOf(state, payment) + payment.Lapsed + Order.OpenOf(state, payment)
                    <= (payment.Status == Order.Transfer.Done ? payment.Amount : 0)
                && Order.OpenOf(state, payment) >= 0;
        }));

    [Fact]
    public void Nothing_is_captured_before_goods_leave() => Check((_, state) =>
        state.Captures.IsEmpty || state.Parcels.Exists(parcel => parcel.Departure != Order.Departure.Held) || state.Parcels.IsEmpty);

    [Fact]
    public void Nothing_comes_back_that_the_customer_never_had() => Check((_, state) =>
        state.Terms is null
        || Order.Details(state)!.Lines.All(line =>
            line.ReturnedQuantity >= 0 && line.ReturnedQuantity <= line.FulfilledQuantity && line.FulfilledQuantity <= line.Quantity));

    [Fact]
    public void Parcels_hold_exactly_what_was_ordered() => Check((_, state) =>
        state.Phase is not (Order.Phase.Open or Order.Phase.Cancelling)
        || state.Terms!.Lines.All(line => state.Parcels
            .SelectMany(parcel => parcel.Content.Lines)
            .Where(packed => packed.OrderLineId == line.Id)
            .Sum(packed => packed.Quantity) + Missing(state, line) == (line.StockTracked ? line.Quantity : 0)));

    [Fact]
    public void A_snapshot_gives_the_same_state_back() => Check((_, state) =>
        Snapshots.Write(Snapshots.Reread(state)) == Snapshots.Write(state)
        && Order.NextWake(Snapshots.Reread(state), OrderStory.Noon) == Order.NextWake(state, OrderStory.Noon));

    [Fact]
    public void Every_order_comes_to_rest_with_nothing_held_that_will_not_leave() => Check(
        (_, _) => true,
        (world, state) =>
            Order.NextStep(state) is null
            && state.Undecided is null
            && state.Phase is Order.Phase.None or Order.Phase.Rejected or Order.Phase.Cancelled or Order.Phase.Open
            && (state.Phase == Order.Phase.None
                || Order.IsOnHold(state)
                || Order.StatusOf(state) is not (OrderStatus.Placed or OrderStatus.AwaitingPayment))
            && state.Payments.TrueForAll(payment => Order.OpenOf(state, payment) == 0 || (payment.ExpiresAt is null && HasHeldParcels(state)))
            && world.Held == UnitsOf(state, Order.Departure.Held)
            && world.Gone == UnitsOf(state, Order.Departure.Left)
            && world.Kept == Order.Captured(state) - state.Payments.Sum(payment => Order.RefundedOf(state, payment))
            && world.Kept + Open(state) == state.Paid - state.Refunded
            && (Order.IsOnHold(state) || IsOwedByWaitingGoods(state) || world.Receipted == world.Kept)
            && state.Receipts.Count == world.Ledgers.Values.Sum(ledger => ledger.LastNumber)
            && (state.Phase != Order.Phase.Cancelled || state.Refunded == state.Paid)
            && (state.Phase != Order.Phase.Open || Order.IsOnHold(state) || world.Kept + Open(state) == state.Total - state.Returns.Sum(goods => goods.Amount))
            && world.Restocked == state.Returns
                .SelectMany(goods => goods.Lines)
                .Where(line => line.StockTracked)
                .Sum(line => line.Quantity));

    /// <summary>Units that were lost and are in no parcel: cancelled, or still sought.</summary>
    private static int Missing(Order.State state, Order.Line line) =>
        state.CancelledUnits.GetValueOrDefault(line.Id)
        + (state.Loss?.Lines.Where(lost => lost.OrderLineId == line.Id).Sum(lost => lost.Quantity) ?? 0);

    /// <summary>
    /// What came back was paid for with money that was set aside for goods which still wait: receipts and money meet when these leave.
    /// </summary>
    private static bool IsOwedByWaitingGoods(Order.State state) =>
        HasHeldParcels(state) && state.Refunds.Exists(refund => refund is { IsRelease: true, ReturnId: not null });

    /// <summary>Set aside, and not taken: of a provider that gives authorisations without an end, while goods wait.</summary>
    private static decimal Open(Order.State state) => state.Payments.Sum(payment => Order.OpenOf(state, payment));

    private static bool HasHeldParcels(Order.State state) => state.Parcels.Exists(parcel => parcel.Departure == Order.Departure.Held);

    private static int UnitsOf(Order.State state, Order.Departure departure) => state.Phase != Order.Phase.Open
        ? 0
        : state.Parcels
            .Where(parcel => parcel.Departure == departure)
            .SelectMany(parcel => parcel.Content.Lines)
            .Sum(line => line.Quantity);

    private static void Check(
        Func<OrderWorld, Order.State, bool> always, Func<OrderWorld, Order.State, bool>? atRest = null) =>
        Prop.ForAll(Tales.ToArbitrary(), tale =>
        {
            var world = new OrderWorld(tale.Seed);
            world.Stock("mug", tale.Mugs);
            world.Stock("lamp", tale.Lamps);
            Place(world, tale.Method);
            var held = always(world, world.State);
            foreach (var act in tale.Acts)
            {
                act.On(world, tale.Method);
                held &= always(world, world.State);
            }

            held &= world.ComesToRest() && always(world, world.State);
            return held && (atRest is null || atRest(world, world.State));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(OrderCount));

    private static void Place(OrderWorld world, DeliveryMethod method)
    {
        var pickup = method switch
        {
            DeliveryMethod.StorePickup => OrderStory.Shop,
            DeliveryMethod.LockerPickup => OrderStory.LockerBank,
            _ => null,
        };
        var command = OrderStory.PlaceCommand(
            OrderStory.Tracked("mug", 3, 3.3333m), OrderStory.Tracked("mug", 2), OrderStory.Tracked("lamp", 1, 7.77m), OrderStory.Postage())
            with
        { Delivery = new Delivery(method, pickup?.Id, null) };
        world.Do((state, supply, now) => Order.DecidePlace(state, command, OrderStory.Number, pickup, supply, now));
    }

    /// <summary>One order's life: its world, what lies where, and what is asked of it.</summary>
    private sealed record Tale(int Seed, DeliveryMethod Method, int[] Mugs, int[] Lamps, Act[] Acts)
    {
        public override string ToString() =>
            $"seed {Seed}, {Method}, mugs {string.Join(',', Mugs)}, lamps {string.Join(',', Lamps)}: {string.Join("; ", Acts.Select(act => $"{act}"))}";
    }

    /// <summary>Something asked of the order. Few operation ids, so that they are repeated and reused.</summary>
    private sealed record Act(int What, int Which, int Quantity, int Operation)
    {
        public void On(OrderWorld world, DeliveryMethod method)
        {
            var id = $"op-{Operation}";
            var parcel = new AdvanceFulfillment(id, FulfillmentId.Of(OrderWorld.OrderId, Which));
            switch (What)
            {
                case 0:
                    Place(world, method);
                    break;
                case 1 or 2 or 3:
                    world.Do((state, _, now) => Order.DecidePay(state, new PayOrder(id, "token"), now));
                    break;
                case 4:
                    world.Do((state, _, now) => Order.DecideCancel(state, new CancelOrder(id, null), now));
                    break;
                case 5 or 12 or 13:
                    world.Do((state, _, now) => Order.DecideShip(state, parcel, now));
                    break;
                case 6 or 14:
                    world.Do((state, _, now) => Order.DecideReady(state, parcel, now));
                    break;
                case 7:
                    world.Do((state, _, now) => Order.DecideCollect(state, parcel, now));
                    break;
                case 8 or 9:
                    var lines = Enumerable.Range(1, Which).Select(line => new ReturnLine($"{line}", Quantity - line + 1, (Disposition)((line + Operation) % 4)));
                    world.Do((state, _, now) => Order.DecideReturn(state, new ReturnItems(id, "shop", [.. lines], null, (RefundTarget)(Operation % 3)), OrderStory.Shop, OrderStory.Rules, now));
                    break;
                case 11 or 15:
                    var loss = new LosePromise($"loss-{Operation}", $"{OrderWorld.OrderId}/{Which}", Quantity);
                    world.Do((state, _, now) => Order.DecideLose(state, loss, now));
                    break;
                case 17 or 18:
                    world.Notice(Operation * Which);
                    break;
                case 19 or 20:
                    var unwanted = new CancelOrderLines(id, [new CancelLine($"{Which}", Quantity)], null);
                    world.Do((state, _, now) => Order.DecideCancelLines(state, unwanted, now));
                    break;
                case 21:
                    world.Do((state, _, now) => Order.DecidePick(state, parcel, now));
                    break;
                case 22:
                    world.Do((state, _, now) => Order.DecidePack(state, parcel, now));
                    break;
                case 23:
                    world.Do((state, _, now) => Order.DecideDeliver(state, parcel, now));
                    break;
                case 24 or 25:
                    var apart = new SplitFulfillment(id, parcel.FulfillmentId, [new CancelLine($"{((Operation - 1) % 3) + 1}", Quantity)]);
                    world.Do((state, _, now) => Order.DecideSplit(state, apart, now));
                    break;
                case 26:
                    var broken = new RejectFulfillmentLine(id, parcel.FulfillmentId, $"{((Operation - 1) % 3) + 1}", Quantity, "broken");
                    world.Do((state, _, now) => Order.DecideRejectLine(state, broken, now));
                    break;
                case 27:
                    var elsewhere = new ChangeDeliveryAddress(id, new Delivery(DeliveryMethod.Ship, null, id, Which - 1, 0));
                    world.Do((state, _, now) => Order.DecideChangeAddress(state, elsewhere, now));
                    break;
                case 10:
                    world.Wait(TimeSpan.FromMinutes(Which * Quantity * Quantity));
                    break;
                default:
                    world.Wake();
                    break;
            }
        }
    }
}
