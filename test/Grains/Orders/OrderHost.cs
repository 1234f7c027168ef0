using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansCommerce.Carriers;
using OrleansCommerce.Carts;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Carriers;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Payments;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Grains.Tests.Engine;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Kits;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using OrleansCommerce.Receipts;
using OrleansCommerce.Returns;
using OrleansCommerce.Stock;
using OrleansCommerce.StoreCredits;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>The product's grains on the engine of the build. A second host on the same storage is the process after a crash.</summary>
internal sealed class OrderHost : IDisposable
{
    private readonly GrainEngine _engine;

    public OrderHost(
        InMemoryJournalStorage? storage = null,
        string? failsAt = null,
        ICarrier? carrier = null,
        TillRules? tills = null,
        ICommitFaults? faults = null,
        ReturnPolicy? returns = null)
    {
        Storage = storage ?? new InMemoryJournalStorage();
        var journal = new InMemoryJournal(Storage, failsAt is null ? faults : new FailsAt(failsAt), Time);
        _engine = new GrainEngine(new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new GrainServices(journal, Time, NullLoggerFactory.Instance) { Tills = tills ?? TillRules.Default })
            .AddSingleton<IPaymentProvider>(new TestPaymentProvider(Time))
            .AddSingleton(carrier ?? new OwnCarrier())
            .AddSingleton(returns ?? ReturnPolicy.Default));
    }

    public InMemoryJournalStorage Storage { get; }

    public ManualTime Time { get; } = new();

    public IOrderGrain Order(string id = "o1") => _engine.Grains.GetGrain<IOrderGrain>(id);

    public ITillGrain Till(string id = "t1") => _engine.Grains.GetGrain<ITillGrain>(id);

    public ICartGrain Cart(string id = "c1") => _engine.Grains.GetGrain<ICartGrain>(id);

    public IHeldCartsGrain HeldCarts(string locationId = "shop") => _engine.Grains.GetGrain<IHeldCartsGrain>(locationId);

    public IReceiptLedgerGrain Receipts(string key) => _engine.Grains.GetGrain<IReceiptLedgerGrain>(key);

    public IExchangeGrain Exchange(string id = "swap") => _engine.Grains.GetGrain<IExchangeGrain>(id);

    public IReturnAllowanceGrain Allowance(string key) => _engine.Grains.GetGrain<IReturnAllowanceGrain>(key);

    public IStoreCreditGrain StoreCredit(string id) => _engine.Grains.GetGrain<IStoreCreditGrain>(id);

    public IProductGrain Product(string sku) => _engine.Grains.GetGrain<IProductGrain>(sku);

    public IKitGrain KitOf(string sku) => _engine.Grains.GetGrain<IKitGrain>(sku);

    public IKitReservationGrain Kit(string id = "r1", string sku = "set") =>
        _engine.Grains.GetGrain<IKitReservationGrain>(new KitReservationKey("w1", sku, id).ToString());

    public ITransferGrain Transfer(string id = "t1") => _engine.Grains.GetGrain<ITransferGrain>(id);

    public IOrderNumberGrain Numbers(string month = "2611") => _engine.Grains.GetGrain<IOrderNumberGrain>(month);

    public async Task StockUpAsync(string sku, string locationId, int quantity)
    {
        Accepted(await _engine.Grains.GetGrain<IProductGrain>(sku).UpsertAsync(new UpsertProduct(sku, new Money(10m, "GBP"), StockTracked: true)));
        Accepted(await _engine.Grains.GetGrain<ILocationGrain>(locationId)
            .UpsertAsync(new UpsertLocation(locationId, locationId == "shop" ? LocationKind.Store : LocationKind.Warehouse, null, null, null)));
        Accepted(await StockItem(sku, locationId).ReceiveAsync(new ReceiveStock("receipt", quantity)));
    }

    /// <summary>Says where a warehouse is.</summary>
    public async Task PlaceOnMapAsync(string locationId, double latitude, double longitude) => Accepted(await _engine.Grains
        .GetGrain<ILocationGrain>(locationId)
        .UpsertAsync(new UpsertLocation(locationId, LocationKind.Warehouse, null, latitude, longitude)));

    public IUnreceiptedReturnGrain Unreceipted(string id) => _engine.Grains.GetGrain<IUnreceiptedReturnGrain>(id);

    /// <summary>On hand and allocated.</summary>
    public async Task<(int OnHand, int Allocated)> LevelsAsync(string sku, string locationId)
    {
        var levels = (await StockItem(sku, locationId).GetAsync())!;
        return (levels.OnHand, levels.Allocated);
    }

    /// <summary>What happened to a shelf, the newest first.</summary>
    public Task<ImmutableArray<StockChange>> HistoryAsync(string sku, string locationId) =>
        _engine.Grains.GetGrain<IStockLedgerGrain>(new StockItemKey(locationId, sku).ToString()).HistoryAsync(beforeVersion: null, 50);

    public IStockItemGrain StockItem(string sku, string locationId) =>
        _engine.Grains.GetGrain<IStockItemGrain>(new StockItemKey(locationId, sku).ToString());

    public IStockLedgerGrain StockLedger(string sku, string locationId) =>
        _engine.Grains.GetGrain<IStockLedgerGrain>(new StockItemKey(locationId, sku).ToString());

    public static T Accepted<T>(Result<T> result)
        where T : class
    {
        Assert.Null(result.Failure);
        return result.Value!;
    }

    public void Dispose() => _engine.Dispose();

    /// <summary>No event of this type gets into the journal.</summary>
    private sealed class FailsAt(string type) : ICommitFaults
    {
        public bool IsBusy(Append append) => append.Events.Any(happened => happened.Type == type);

        public CommitPlan Next(IReadOnlyList<Append> batch) => default;
    }
}
