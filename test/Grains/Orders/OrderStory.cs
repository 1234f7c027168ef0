using OrleansCommerce.Carriers;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>One order as a test tells it: given some steps, when one more, then what happened. No grain, no journal, no clock.</summary>
internal sealed class OrderStory
{
    public const string OrderId = "o1";
    public const string Rma = "o1.r1";
    public const string Number = "2611-000042-7";

    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public static readonly LocationDetails Shop = new("shop", "The shop", LocationKind.Store, "GB", null, null);
    public static readonly LocationDetails LockerBank = new("lockers", "The lockers", LocationKind.LockerBank, "GB", null, null);

    /// <summary>How long the provider's authorisations last.</summary>
    public static readonly TimeSpan CardPeriod = TimeSpan.FromDays(7);

    private int _operations;

    /// <summary>Goods come back for ever.</summary>
    public static ReturnRules Rules { get; } = new(ReturnPolicy.Default with { WindowDays = null }, new Dictionary<string, ProductDetails>(StringComparer.Ordinal));

    public Order.State State { get; private set; } = Order.Nothing(OrderId);

    public DateTimeOffset Now { get; private set; } = Noon;

    public Failure? Refused { get; private set; }

    public ReceiptDetails? Receipt { get; private set; }

    public long? Repeats { get; private set; }

    /// <summary>The durable names of what the last step brought about.</summary>
    public IReadOnlyList<string> Happened { get; private set; } = [];

    public OrderDetails Details => Order.Details(State)!;

    public static OrderLineInput Tracked(string sku, int quantity, decimal price = 10m) => new(sku, sku, true, quantity, new Money(price, "GBP"));

    public static OrderLineInput Postage(decimal price = 4.95m) => new("post", "Postage", false, 1, new Money(price, "GBP"));

    public static Supply Shows(string sku, string location, int available, LocationKind kind = LocationKind.Warehouse) =>
        new(sku, location, kind, available);

    public static PlaceOrder PlaceCommand(params OrderLineInput[] lines) => new(
        "place", "cart", "customer", "subject", Channel.Web, "GBP", new Delivery(DeliveryMethod.Ship, null, "address"), [.. lines]);

    /// <summary>Two mugs and a lamp, from two warehouses, with postage: 24.95 pounds in two parcels, not paid.</summary>
    public static OrderStory Allocated() => new OrderStory()
        .Place([Tracked("mug", 2), Tracked("lamp", 1, 0m), Postage()], [Shows("mug", "w1", 2), Shows("lamp", "w2", 1)])
        .Granted();

    public static OrderStory Paid() => Allocated().Pay().Asked(PaymentStatus.Approved);

    /// <summary>As orders were paid before captures had events of their own.</summary>
    public static OrderStory PaidAtOnce() => Allocated().Pay().Do((state, _) => new Order.Event.Paid(state.Payments[^1].Key, state.Payments[^1].Amount));

    public static OrderStory ForPickup(Delivery delivery, LocationDetails pickup, string location) => new OrderStory()
        .Do((state, now) => Order.DecidePlace(
            state, PlaceCommand(Tracked("mug", 2)) with { Delivery = delivery }, Number, pickup, [Shows("mug", location, 9)], now))
        .Granted()
        .Pay()
        .Asked(PaymentStatus.Approved);

    public static OrderStory SoldAtTill(params TillLine[] lines) => new OrderStory().Sell(lines);

    public OrderStory Do(Func<Order.State, DateTimeOffset, Decision<Order.Event>> decide)
    {
        var decision = decide(State, Now);
        var events = decision.Events.IsDefault ? [] : decision.Events;
        State = events.Aggregate(State, Order.Evolve);
        Refused = decision.Failure;
        Repeats = decision.RepeatOf;
        Happened = [.. events.Select(happened => Order.Codec.Write(happened).Type)];
        return this;
    }

    public OrderStory After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public OrderStory At(DateTimeOffset time)
    {
        Now = time;
        return this;
    }

    public OrderStory Place(OrderLineInput[] lines, Supply[] supply) =>
        Do((state, now) => Order.DecidePlace(state, PlaceCommand(lines), Number, null, supply, now));

    /// <summary>Every location that was asked grants what it was asked for, or at most <paramref name="most"/>.</summary>
    public OrderStory Granted(int most = int.MaxValue)
    {
        var requests = Assert.IsType<Order.Step.Allocate>(Order.NextStep(State)).Requests;
        return Do((state, now) => Order.DecideAllocated(
            state, requests.Select(request => (request.AllocationId, Math.Min(request.Quantity, most))), now));
    }

    public OrderStory Replan(params Supply[] supply) => Do((state, now) => Order.DecidePlan(state, supply, now));

    public OrderStory Lose(LosePromise command) => Do((state, now) => Order.DecideLose(state, command, now));

    /// <summary>The stock of the location knows what was given up.</summary>
    public OrderStory Trimmed()
    {
        var trim = Assert.IsType<Order.Step.Trim>(Order.NextStep(State));
        return Do((state, now) => Order.DecideTrimmed(state, trim.Promise.AllocationId, now));
    }

    /// <summary>The locations show this when other units are sought in place of lost ones.</summary>
    public OrderStory Replace(params Supply[] supply) => Do((state, now) => Order.DecideReplace(state, supply, now));

    public OrderStory Released()
    {
        var promises = Assert.IsType<Order.Step.Release>(Order.NextStep(State)).Promises;
        return Do((state, now) => Order.DecideReleased(state, promises.Select(promise => promise.AllocationId), now));
    }

    public OrderStory Pay(string token = "tok_approve", string? operation = null) =>
        Do((state, now) => Order.DecidePay(state, new PayOrder(operation ?? NextOperation(), token), now));

    /// <summary>The provider answers the newest payment.</summary>
    public OrderStory Asked(PaymentStatus status, string? code = null) =>
        Do((state, now) => Order.DecideAsked(state, state.Payments[^1], new PaymentOutcome(status, code, status == PaymentStatus.Approved ? now + CardPeriod : null), now));

    /// <summary>The provider answers the newest capture.</summary>
    public OrderStory AskedToCapture(PaymentStatus status, string? code = null) =>
        Do((state, now) => Order.DecideAsked(state, state.Captures[^1], new PaymentOutcome(status, code), now));

    /// <summary>The provider answers the newest payment's renewal.</summary>
    public OrderStory AskedToRenew(PaymentStatus status, string? code = null, TimeSpan? validFor = null) =>
        Do((state, now) => Order.DecideRenewed(
            state, state.Payments[^1].Renewal!.Key, new PaymentOutcome(status, code, now + validFor), now));

    /// <summary>The provider was told that the rest of the newest payment is let go.</summary>
    public OrderStory Voided(PaymentStatus status = PaymentStatus.Approved) => Do((state, _) => Order.DecideVoided(
        state, state.Payments[^1].Key, state.Payments[^1].AuthorizationKey, new PaymentOutcome(status)));

    /// <summary>The provider answers the newest refund.</summary>
    public OrderStory AskedToRefund(PaymentStatus status, string? code = null) =>
        Do((state, now) => Order.DecideAsked(state, state.Refunds[^1], new PaymentOutcome(status, code), now));

    public OrderStory Cancel(string? operation = null, string? reason = null) =>
        Do((state, now) => Order.DecideCancel(state, new CancelOrder(operation ?? NextOperation(), reason), now));

    public OrderStory CancelLines(params (string OrderLineId, int Quantity)[] lines) => CancelLines(NextOperation(), lines);

    public OrderStory CancelLines(string operation, params (string OrderLineId, int Quantity)[] lines) =>
        Do((state, now) => Order.DecideCancelLines(
            state, new CancelOrderLines(operation, [.. lines.Select(line => new CancelLine(line.OrderLineId, line.Quantity))], "too many"), now));

    public OrderStory Due() => Do(Order.DecideDue);

    public OrderStory Ship(int parcel = 1, string? operation = null) =>
        Do((state, now) => Order.DecideShip(state, Advance(parcel, operation), now));

    public OrderStory Pick(int parcel = 1) => Do((state, now) => Order.DecidePick(state, Advance(parcel), now));

    public OrderStory Pack(int parcel = 1) => Do((state, now) => Order.DecidePack(state, Advance(parcel), now));

    public OrderStory Deliver(int parcel = 1) => Do((state, now) => Order.DecideDeliver(state, Advance(parcel), now));

    public OrderStory Ready(int parcel = 1) => Do((state, now) => Order.DecideReady(state, Advance(parcel), now));

    public OrderStory Collect(int parcel = 1) => Do((state, now) => Order.DecideCollect(state, Advance(parcel), now));

    public OrderStory Dispatched(int parcel = 1) =>
        Do((state, now) => Order.DecideDispatched(state, FulfillmentId.Of(OrderId, parcel), now));

    public OrderStory Sell(TillLine[] lines, string currency = "GBP", LocationDetails? shop = null, DateTimeOffset? soldAt = null)
    {
        var products = new Dictionary<string, ProductDetails>(StringComparer.Ordinal)
        {
            ["mug"] = new("mug", "Mug", new Money(10m, "GBP"), true, ["shop"]),
            ["bag"] = new("bag", "Bag", new Money(0.10m, "GBP"), false, []),
        };
        return Do((state, now) => Order.DecideSell(
            state, new SellAtTill("sale", "shop", null, currency, [.. lines], soldAt), Number, "till-1", shop ?? Shop, products, now));
    }

    public OrderStory Taken()
    {
        var lines = Assert.IsType<Order.Step.TakeSold>(Order.NextStep(State)).Lines;
        return Do((state, now) => Order.DecideTaken(state, lines.Select(line => line.Id), now));
    }

    /// <summary>The ledger gives the receipt that is due the number of its place in the order.</summary>
    public OrderStory Receipted()
    {
        var request = Order.ReceiptRequest(State, new Dictionary<string, ProductDetails>(StringComparer.Ordinal))!;
        var ledger = ReceiptLedger.Nothing(Order.LedgersOf(State).First());
        ledger = ReceiptLedger.DecideOpen(ledger, predecessor: null, Now).Events.Aggregate(ledger, ReceiptLedger.Evolve);
        var issued = ReceiptLedger.DecideIssue(ledger, request, TaxTable.Default.Of("GB"), Now).Events.OfType<ReceiptLedger.Event.Issued>().Single();
        Receipt = ReceiptLedger.Details(ledger, issued);
        return Do((state, _) => Order.DecideReceipted(state, request, Receipt));
    }

    /// <summary>A parcel that was not fetched is at a location; <c>nowhere</c> is not registered.</summary>
    public OrderStory TakeBack(string location, string? operation = null, string parcel = "o1.1")
    {
        var place = location switch
        {
            "nowhere" => null,
            "lockers" => LockerBank,
            _ => Shop with { Id = location },
        };
        return Do((state, now) => Order.DecideTakeBack(state, new TakeBackParcel(operation ?? NextOperation(), parcel, location), place, now));
    }

    public OrderStory Return(params ReturnLine[] lines) => Return(Shop, lines);

    public OrderStory Return(LocationDetails? location, params ReturnLine[] lines) =>
        Do((state, now) => Order.DecideReturn(
            state, new ReturnItems(NextOperation(), location?.Id ?? "nowhere", [.. lines], null), location, Rules, now));

    /// <summary>Goods are to come back, as their customer says.</summary>
    public OrderStory Announce(ReturnMethod method, params AnnouncedReturnLine[] lines) => Announce(Announcement(method, lines), Rules);

    public OrderStory Announce(RequestReturn command, ReturnRules rules) => Do((state, now) => Order.DecideRequestReturn(
        state, command, Order.ReturnLocation(state, command) is { } id ? id == "lockers" ? LockerBank : Shop with { Id = id } : null, rules, now));

    public static RequestReturn Announcement(ReturnMethod method, params AnnouncedReturnLine[] lines) =>
        new("announce", method, null, [.. lines], null, "STANDARD", 900, IsByStaff: false, Override: null);

    /// <summary>The carrier answers what it was asked about the label of the first announced return.</summary>
    public OrderStory LabelAsked(LabelOutcome outcome, bool isGivenBack = false) =>
        Do((state, now) => Order.DecideReturnLabelAsked(state, Rma, isGivenBack, outcome, now));

    /// <summary>What is there of the first announced return.</summary>
    public OrderStory Inspect(params ReturnLine[] lines) => Inspect(Rules, lines);

    public OrderStory Inspect(ReturnRules rules, params ReturnLine[] lines) => Do((state, now) => Order.DecideInspectReturn(
        state, new InspectReturn("inspect", Rma, "shop", [.. lines], null, null, null, null), Shop, rules, now));

    public void Happens(params string[] names)
    {
        Assert.Null(Refused);
        Assert.Equal(names, Happened);
    }

    public void IsRefused(Failure failure)
    {
        Assert.Equal(failure, Refused);
        Assert.Empty(Happened);
    }

    public void IsInvalid(string field)
    {
        Assert.Equal(field, Assert.IsType<InvalidInput>(Refused).Field);
        Assert.Empty(Happened);
    }

    public void IsInState(string state)
    {
        Assert.Equal(state, Assert.IsType<InvalidState>(Refused).State);
        Assert.Empty(Happened);
    }

    private AdvanceFulfillment Advance(int parcel, string? operation = null) =>
        new(operation ?? NextOperation(), FulfillmentId.Of(OrderId, parcel));

    private string NextOperation() => $"op-{++_operations}";
}
