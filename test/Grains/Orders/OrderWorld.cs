using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Journal;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Receipts;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>
/// One order among others: stock that other shoppers take and bring back, a provider that hesitates, and a process that dies
/// between any two commits, before or after it asked somebody. Everything follows from one seed.
/// </summary>
internal sealed class OrderWorld(int seed)
{
    public const string OrderId = "o1";

    private static readonly string[] Locations = ["w1", "w2", "shop"];

    /// <summary>How long the provider takes: often no time, now and then longer than goods are kept.</summary>
    private static readonly TimeSpan[] Hesitations =
        [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(20), TimeSpan.FromHours(2), TimeSpan.FromHours(36)];

    private readonly Random _random = new(seed);
    private readonly Dictionary<(string Sku, string Location), int> _free = [];
    private readonly Dictionary<string, Promise> _promises = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PaymentOutcome> _decided = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _decides = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _restocked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _credited = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _setAside = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _returned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _letGo = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReceiptDetails> _receipts = new(StringComparer.Ordinal);
    private readonly List<RecordedEvent> _journal = [];
    private bool _calm;
    private decimal _kept;

    public Order.State State { get; private set; } = Order.Nothing(OrderId);

    public DateTimeOffset Now { get; private set; } = OrderStory.Noon;

    /// <summary>The receipts of the order's shops.</summary>
    public Dictionary<string, ReceiptLedger.State> Ledgers { get; } = new(StringComparer.Ordinal);

    /// <summary>What the receipts say that was taken, less what was given back.</summary>
    public decimal Receipted => _receipts.Values.Sum(receipt => receipt.Total);

    /// <summary>Units that stock items hold for the order.</summary>
    public int Held => _promises.Values.Where(promise => promise.IsHeld).Sum(promise => promise.Granted);

    /// <summary>Units that left for the order.</summary>
    public int Gone => _promises.Values.Where(promise => promise.IsGone).Sum(promise => promise.Granted);

    /// <summary>Units that came back into the stock.</summary>
    public int Restocked => _restocked.Values.Sum();

    /// <summary>Money that the provider says it took, less what it gave back.</summary>
    public decimal Kept => _kept - _credited.Values.Sum();

    public void Stock(string sku, IReadOnlyList<int> levels)
    {
        for (var i = 0; i < Locations.Length; i++)
        {
            _free[(sku, Locations[i])] = levels[i];
        }
    }

    public void Wait(TimeSpan time) => Now += time;

    /// <summary>A command, with what follows; it may be cut off anywhere.</summary>
    public Failure? Do(Func<Order.State, IReadOnlyCollection<Supply>, DateTimeOffset, Decision<Order.Event>> decide)
    {
        try
        {
            Finish();
            var failure = Commit((state, now) => decide(state, Supplies(), now));
            Finish();
            return failure;
        }
        catch (CrashException)
        {
            return null;
        }
    }

    /// <summary>What the grain does when it is woken.</summary>
    public void Wake()
    {
        try
        {
            Finish();
            foreach (var step in Order.Pending(State))
            {
                Take(step);
                Finish();
            }

            Commit(Order.DecideDue);
            Finish();
        }
        catch (CrashException)
        {
            // The next wake goes on.
        }
    }

    /// <summary>Nothing fails any more; the order is woken whenever it wants to be, until it wants nothing.</summary>
    /// <returns>False when it never came to rest.</returns>
    public bool ComesToRest()
    {
        _calm = true;
        for (var wakes = 0; wakes < 1_000; wakes++)
        {
            if (Order.NextWake(State, Now) is not { } next)
            {
                return true;
            }

            Now = next > Now ? next : Now;
            Wake();
        }

        return false;
    }

    /// <summary>Where goods go decides from where they are sent at the least cost: each degree is far from another location.</summary>
    private IReadOnlyCollection<Supply> Supplies(Delivery? delivery = null) =>
    [
        .. _free.Select(level => new Supply(
            level.Key.Sku,
            level.Key.Location,
            level.Key.Location == "shop" ? LocationKind.Store : LocationKind.Warehouse,
            level.Value,
            delivery?.Latitude is { } north ? new Site(DistanceKm: 1_000 * Math.Abs(north - Array.IndexOf(Locations, level.Key.Location))) : null)),
    ];

    /// <summary>Units of a promise are one of their own, in one piece; again is no change.</summary>
    private void Part(Order.PlannedAllocation request, SplitAllocation command)
    {
        if (!_promises.ContainsKey(command.NewAllocationId))
        {
            var promise = _promises[request.AllocationId];
            Assert.True(promise.IsHeld && promise.Granted >= command.Quantity, "Units are parted that are not held.");
            _promises[request.AllocationId] = promise with { Granted = promise.Granted - command.Quantity };
            _promises[command.NewAllocationId] = promise with { Granted = command.Quantity };
        }

        MayCrash();
    }

    private void Finish()
    {
        while (Order.NextStep(State) is { } step)
        {
            Take(step);
        }
    }

    private void Take(Order.Step step)
    {
        MayCrash();
        switch (step)
        {
            case Order.Step.Plan:
                Commit((state, now) => Order.DecidePlan(state, Supplies(), now));
                break;
            case Order.Step.Allocate allocate:
                var answers = Each(allocate.Requests, request => (request.AllocationId, Allocate(request)));
                Commit((state, now) => Order.DecideAllocated(state, answers, now));
                break;
            case Order.Step.PartPromise { Promise: var promise, Command: var part }:
                Part(promise, part);
                Commit((state, now) => Order.DecidePromiseSplit(state, part.NewAllocationId, now));
                break;
            case Order.Step.PlanMove:
                Commit((state, now) => Order.DecidePlanMove(state, Supplies(State.Terms!.Delivery), now));
                break;
            case Order.Step.Trim trim:
                Trim(trim.Promise, trim.Keep);
                Commit((state, now) => Order.DecideTrimmed(state, trim.Promise.AllocationId, now));
                break;
            case Order.Step.Replace:
                Commit((state, now) => Order.DecideReplace(state, Supplies(), now));
                break;
            case Order.Step.Release release:
                var released = Each(release.Promises, Deallocate);
                Commit((state, now) => Order.DecideReleased(state, released, now));
                break;
            case Order.Step.Dispatch dispatch:
                Each(dispatch.Promises, Dispatch);
                Commit((state, now) => Order.DecideDispatched(state, dispatch.Parcel.Id, now));
                break;
            case Order.Step.Restock { Goods: var goods }:
                var restocked = Each(goods.ToRestock, index => Restock(goods, index));
                Commit((state, now) => Order.DecideRestocked(state, goods.Id, restocked, now));
                break;
            case Order.Step.AskReceipt:
                AskReceipt();
                break;
            case Order.Step.Pay { Payment: var payment }:
                var paid = Ask(payment.Key, () => SetAside(payment.Key, payment.Amount), mayDecline: true);
                Commit((state, now) => Order.DecideAsked(state, payment, paid, now));
                break;
            case Order.Step.TakeMoney { Capture: var capture }:
                var captured = Ask(capture.Key, () => TakeMoney(capture.AuthorizationKey, capture.Amount), mayDecline: true);
                Commit((state, now) => Order.DecideAsked(state, capture, captured, now));
                break;
            case Order.Step.Renew { Payment.Renewal: { } renewal }:
                var renewed = Ask(renewal.Key, () => SetAside(renewal.Key, renewal.Amount), mayDecline: true);
                Commit((state, now) => Order.DecideRenewed(state, renewal.Key, renewed, now));
                break;
            case Order.Step.Void { Payment: var spent }:
                var voided = Ask($"{spent.AuthorizationKey}:void", () => _letGo.Add(spent.AuthorizationKey));
                Commit((state, _) => Order.DecideVoided(state, spent.Key, spent.AuthorizationKey, voided));
                break;
            case Order.Step.GiveBack { Refund: { CreditId: not null } credited }:
                _credited[credited.Key] = credited.Amount;
                MayCrash();
                Commit((state, now) => Order.DecideAsked(state, credited, new PaymentOutcome(PaymentStatus.Approved), now));
                break;
            case Order.Step.GiveBack { Refund: var refund }:
                var mayDecline = State.Returns.Exists(goods => goods.Id == refund.ReturnId && goods.RefundTo == RefundTarget.OriginalTendersOrStoreCredit);
                var refunded = Ask(refund.Key, () => GiveBack(refund.AuthorizationKey!, refund.Amount), mayDecline);
                Commit((state, now) => Order.DecideAsked(state, refund, refunded, now));
                break;
            default:
                throw new InvalidOperationException($"Unexpected step {step}.");
        }
    }

    private void AskReceipt()
    {
        if (Order.ReceiptRequest(State, new Dictionary<string, ProductDetails>(StringComparer.Ordinal)) is not { } request)
        {
            return;
        }

        var key = Order.LedgersOf(State).First();
        var ledger = Ledgers.GetValueOrDefault(key) ?? ReceiptLedger.Nothing(key);
        var tax = TaxTable.Default.Of("GB");
        foreach (var happened in ReceiptLedger.DecideOpen(ledger, predecessor: null, Now).Events)
        {
            ledger = ReceiptLedger.Evolve(ledger, happened);
        }

        foreach (var happened in ReceiptLedger.DecideIssue(ledger, request, tax, Now).Events)
        {
            ledger = ReceiptLedger.Evolve(ledger, happened);
            if (happened is ReceiptLedger.Event.Issued issued)
            {
                _receipts[request.SourceId] = ReceiptLedger.Details(ledger, issued);
            }
        }

        Ledgers[key] = ledger;
        MayCrash();
        Commit((state, _) => Order.DecideReceipted(state, request, _receipts[request.SourceId]));
    }

    private Failure? Commit(Func<Order.State, DateTimeOffset, Decision<Order.Event>> decide)
    {
        MayCrash();
        var decision = decide(State, Now);
        foreach (var happened in decision.Events.IsDefault ? [] : decision.Events)
        {
            var written = Order.Codec.Write(happened);
            _journal.Add(new RecordedEvent(OrderId, _journal.Count + 1, FeedPosition.Start, written.Type, written.Payload, EventMetadata.None, Now));
            State = Order.Evolve(State, happened);
        }

        MayCrash();
        return decision.Failure;
    }

    /// <summary>The process dies: what is not in the journal is forgotten.</summary>
    private void MayCrash()
    {
        if (!_calm && _random.Next(12) == 0)
        {
            State = _journal.Aggregate(Order.Nothing(OrderId), (state, recorded) => Order.Evolve(state, Order.Codec.Read(recorded)));
            throw new CrashException();
        }
    }

    private List<TResult> Each<T, TResult>(IEnumerable<T> items, Func<T, TResult> call)
    {
        var results = new List<TResult>();
        foreach (var item in items)
        {
            results.Add(call(item));
            MayCrash();
        }

        return results;
    }

    private int Allocate(Order.PlannedAllocation request)
    {
        if (_promises.TryGetValue(request.AllocationId, out var known))
        {
            return known.IsHeld ? known.Granted : 0;
        }

        var shelf = (request.Sku, request.LocationId);
        var others = _random.Next(4) == 0 ? _random.Next(-2, 4) : 0;
        _free[shelf] -= others;
        var granted = Math.Clamp(_free[shelf], 0, request.Quantity);
        _free[shelf] -= granted;
        _promises[request.AllocationId] = new Promise(shelf, granted, IsHeld: true, IsGone: false);
        return granted;
    }

    private string Deallocate(Order.PlannedAllocation request)
    {
        var shelf = (request.Sku, request.LocationId);
        var promise = _promises.GetValueOrDefault(request.AllocationId, new Promise(shelf, 0, IsHeld: false, IsGone: false));
        Assert.False(promise.IsGone, "Units that left cannot be given back.");
        _free[shelf] += promise.IsHeld ? promise.Granted : 0;
        _promises[request.AllocationId] = promise with { IsHeld = false };
        return request.AllocationId;
    }

    /// <summary>The units that are given up were not there: nobody else gets them.</summary>
    private void Trim(Order.PlannedAllocation request, int keep)
    {
        var promise = _promises[request.AllocationId];
        Assert.True(promise.IsHeld, "Units are given up that are not held.");
        _promises[request.AllocationId] = promise with { Granted = Math.Min(keep, promise.Granted) };
        MayCrash();
    }

    private string Dispatch(Order.PlannedAllocation request)
    {
        var promise = _promises[request.AllocationId];
        Assert.True(promise.IsHeld || promise.IsGone, "Units leave that were never promised.");
        _promises[request.AllocationId] = promise with { IsHeld = false, IsGone = true };
        return request.AllocationId;
    }

    private int Restock(Order.Return goods, int index)
    {
        _restocked[$"{goods.Id}/{index}"] = goods.Lines[index].Quantity;
        return index;
    }

    /// <summary>A notice of the provider about anything that it was ever asked: late, early, again, or before its answer was heard.</summary>
    public void Notice(int which)
    {
        if (_decided.Count == 0)
        {
            return;
        }

        var (key, outcome) = _decided.OrderBy(decided => decided.Key, StringComparer.Ordinal).ElementAt(which % _decided.Count);
        var amount = State.Payments.Find(payment => payment.Key == key)?.Amount
            ?? State.Payments.Find(payment => payment.Renewal?.Key == key)?.Renewal!.Amount
            ?? State.Captures.Find(capture => capture.Key == key)?.Amount
            ?? State.Refunds.Find(refund => refund.Key == key)?.Amount
            ?? 1m;
        Do((state, _, now) => Order.DecideNoticed(state, new PaymentNotice($"notice-{which}", key, new Money(amount, "GBP"), outcome), now));
    }

    /// <summary>A movement with a key is decided once; the decision may take several questions.</summary>
    private PaymentOutcome Ask(string key, Action move, bool mayDecline = false)
    {
        if (_decided.TryGetValue(key, out var decided))
        {
            return decided;
        }

        _decides.TryAdd(key, Now + Hesitations[_random.Next(Hesitations.Length)]);
        if (Now < _decides[key])
        {
            return new PaymentOutcome(PaymentStatus.Pending);
        }

        var outcome = _random.Next(6) > 0 || !mayDecline
            ? new PaymentOutcome(PaymentStatus.Approved, ExpiresAt: _random.Next(3) == 0 ? Now + TimeSpan.FromDays(7) : null)
            : new PaymentOutcome(PaymentStatus.Declined, "card_declined");
        _decided[key] = outcome;
        if (outcome.Status == PaymentStatus.Approved)
        {
            move();
        }

        return outcome;
    }

    private void SetAside(string key, decimal amount) => _setAside.Add(key, amount);

    private void TakeMoney(string key, decimal amount)
    {
        _taken[key] = _taken.GetValueOrDefault(key) + amount;
        _kept += amount;
        Assert.True(_taken[key] <= _setAside[key], "More is taken than was set aside.");
        Assert.DoesNotContain(key, _letGo);
    }

    private void GiveBack(string key, decimal amount)
    {
        _returned[key] = _returned.GetValueOrDefault(key) + amount;
        _kept -= amount;
        Assert.True(_returned[key] <= _taken[key], "More is given back than was taken.");
    }

    private sealed record Promise((string Sku, string Location) Shelf, int Granted, bool IsHeld, bool IsGone);

    private sealed class CrashException : Exception;
}
