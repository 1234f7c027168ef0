using System.Collections.Concurrent;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Catalog;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;
using OrleansCommerce.Returns;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Tests.Returns;

/// <summary>Returned units reach the shelf once, whatever fails on the way. Products and locations are real, stock is a stand-in.</summary>
public sealed class UnreceiptedReturnGrainTests : IDisposable
{
    private readonly Shelf _shelf = new();
    private readonly IsolatedHost _host;

    public UnreceiptedReturnGrainTests() =>
        _host = new IsolatedHost(
            [typeof(UnreceiptedReturnGrain), typeof(ProductGrain), typeof(LocationGrain), typeof(ReceiptLedgerGrain), typeof(StockStandIn)], _shelf);

    private IUnreceiptedReturnGrain Return => _host.Grain<IUnreceiptedReturnGrain>("r");

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Sellable_units_are_on_hand_when_the_answer_comes()
    {
        await RegisterAsync();
        var details = (await Return.AcceptAsync(Accept("mug", "mug", "spoon", "postage"))).Value!;
        Assert.Equal(new Money(4m, "GBP"), details.Refund);
        Assert.Equal(["r/0", "r/1", "r/2"], _shelf.Restocked.Keys.Order(StringComparer.Ordinal));
        Assert.Null(await Return.WakeAsync());
    }

    [Fact]
    public async Task The_answer_has_the_number_of_the_credit_note_and_a_repeat_has_the_same()
    {
        await RegisterAsync();
        var details = (await Return.AcceptAsync(Accept("mug", "spoon"))).Value!;
        Assert.Equal("shop-2026-000001", details.ReceiptId);
        var note = (await _host.Grain<IReceiptLedgerGrain>("shop/2026").GetAsync(1))!;
        Assert.Equal((ReceiptKind.CreditNote, -2m, "r"), (note.Kind, note.Total, note.OrderId));
        _host.Restart();
        Assert.Equal("shop-2026-000001", (await Return.AcceptAsync(Accept("mug", "spoon"))).Value!.ReceiptId);
        Assert.Null(await _host.Grain<IReceiptLedgerGrain>("shop/2026").GetAsync(2));
    }

    [Fact]
    public async Task A_credit_note_that_was_cut_off_before_it_was_noted_is_asked_for_again_and_has_one_number()
    {
        await RegisterAsync();
        var command = Accept("mug");
        var location = await _host.Grain<ILocationGrain>("shop").GetAsync();
        var products = new Dictionary<string, ProductDetails>(StringComparer.Ordinal) { ["mug"] = (await _host.Grain<IProductGrain>("mug").GetAsync())! };
        var accepted = UnreceiptedReturn.Decide(UnreceiptedReturn.State.Initial, "r", command, location, products, Given.Noon).Events
            .Aggregate(UnreceiptedReturn.State.Initial, UnreceiptedReturn.Evolve);

        // The ledger answered, and the process died before the return noted it.
        var first = await _host.Grain<IReceiptLedgerGrain>("shop/2026").IssueAsync(UnreceiptedReturn.ReceiptRequest(accepted, "r")!);
        var details = (await Return.AcceptAsync(command)).Value!;
        Assert.Equal(first.Value!.Id, details.ReceiptId);
        Assert.Null(await _host.Grain<IReceiptLedgerGrain>("shop/2026").GetAsync(2));
    }

    [Fact]
    public async Task A_repeat_changes_nothing_even_after_a_restart()
    {
        await RegisterAsync();
        var first = (await Return.AcceptAsync(Accept("mug"))).Value!;
        _host.Restart();
        _host.Time.Now = Given.Noon.AddHours(1);
        Assert.Equal(first.AcceptedAt, (await Return.AcceptAsync(Accept("mug"))).Value!.AcceptedAt);
        Assert.Equal(1, _shelf.Calls);
        Assert.Equal(new OperationIdReused("op"), (await Return.AcceptAsync(Accept("spoon"))).Failure);
    }

    [Fact]
    public async Task A_restock_that_was_cut_off_goes_on_after_a_restart_and_counts_once()
    {
        await RegisterAsync();
        _shelf.Unreachable = "spoon";
        await Assert.ThrowsAsync<TimeoutException>(() => Return.AcceptAsync(Accept("mug", "spoon")));
        Assert.NotNull(await Return.GetAsync());
        _host.Restart();
        Assert.Equal(Given.Noon + UnreceiptedReturn.RetryAfter, await Return.WakeAsync());

        _shelf.Unreachable = null;
        Assert.Null(await Return.WakeAsync());
        Assert.Equal(["r/0", "r/1"], _shelf.Restocked.Keys.Order(StringComparer.Ordinal));
        Assert.Null(await Return.WakeAsync());
    }

    [Fact]
    public async Task A_stock_item_that_refuses_is_not_asked_for_ever()
    {
        await RegisterAsync();
        _shelf.Refusal = new InvalidInput("quantity", "too many");
        Assert.True((await Return.AcceptAsync(Accept("mug"))).Succeeded);
        Assert.Null(await Return.WakeAsync());
        Assert.Equal(1, _shelf.Calls);
    }

    [Fact]
    public async Task More_lines_than_are_told_at_once_are_all_told()
    {
        await RegisterAsync();
        Assert.True((await Return.AcceptAsync(Accept([.. Enumerable.Repeat("mug", 2_000)]))).Succeeded);
        Assert.Equal(2_000, _shelf.Restocked.Count);
        Assert.Equal(2_000, _shelf.Calls);
    }

    [Fact]
    public async Task Refusals_leave_nothing_behind()
    {
        Assert.Equal(new NotFound("location", "shop"), (await Return.AcceptAsync(Accept("mug"))).Failure);
        await RegisterAsync();
        Assert.Equal("lines[1].sku", Assert.IsType<InvalidInput>((await Return.AcceptAsync(Accept("mug", "cup"))).Failure).Field);
        Assert.Null(await Return.GetAsync());
        Assert.Equal(0, _shelf.Calls);
    }

    private static AcceptUnreceiptedReturn Accept(params string[] skus) =>
        new(
            "op",
            "shop",
            null,
            "GBP",
            [.. skus.Select(sku => new UnreceiptedReturnLine(sku, 1, new Money(1m, "GBP"), Disposition.Restock))],
            "anna",
            null);

    private async Task RegisterAsync()
    {
        await _host.Grain<ILocationGrain>("shop").UpsertAsync(new UpsertLocation("Shop", LocationKind.Store, null, null, null));
        foreach (var sku in (string[])["mug", "spoon", "postage"])
        {
            await _host.Grain<IProductGrain>(sku).UpsertAsync(new UpsertProduct(sku, new Money(1m, "GBP"), StockTracked: sku != "postage"));
        }
    }
}

/// <summary>What stock items were told, and what goes wrong.</summary>
internal sealed class Shelf
{
    private int _calls;

    public ConcurrentDictionary<string, int> Restocked { get; } = new(StringComparer.Ordinal);

    public int Calls => _calls;

    public string? Unreachable { get; set; }

    public Failure? Refusal { get; set; }

    public void Call() => Interlocked.Increment(ref _calls);
}

internal sealed class StockStandIn(Shelf shelf) : Grain, IStockItemGrain
{
    public Task<Result<StockLevels>> RestockAsync(RestockStock command)
    {
        shelf.Call();
        var key = StockItemKey.Parse(this.GetPrimaryKeyString());
        if (shelf.Unreachable == key.Sku)
        {
            throw new TimeoutException("The stock item did not answer.");
        }

        if (shelf.Refusal is { } refusal)
        {
            return Task.FromResult<Result<StockLevels>>(refusal);
        }

        shelf.Restocked.TryAdd(command.ReturnId, command.Quantity);
        return Task.FromResult<Result<StockLevels>>(new StockLevels(key.Sku, key.LocationId, command.Quantity, 0, 0, 0, 1));
    }

    public Task<StockLevels?> GetAsync() => throw new NotSupportedException();

    public Task<Result<StockLevels>> ReceiveAsync(ReceiveStock command) => throw new NotSupportedException();

    public Task<Result<ReservationAnswer>> ReserveAsync(ReserveStock command) => throw new NotSupportedException();

    public Task<Result<ReservationAnswer>> ReleaseAsync(string reservationId) => throw new NotSupportedException();

    public Task<Result<ReservationAnswer>> ConfirmAsync(string reservationId) => throw new NotSupportedException();

    public Task<Result<AllocationAnswer>> AllocateAsync(AllocateStock command) => throw new NotSupportedException();

    public Task<Result<StockLevels>> DeallocateAsync(string allocationId) => throw new NotSupportedException();

    public Task<Result<StockLevels>> DispatchAsync(string allocationId) => throw new NotSupportedException();

    public Task<Result<StockLevels>> SellAsync(SellStock command) => throw new NotSupportedException();

    public Task<Result<StockLevels>> SetSafetyAsync(SetSafetyStock command) => throw new NotSupportedException();

    public Task<DateTimeOffset?> WakeAsync() => Task.FromResult<DateTimeOffset?>(null);
}
