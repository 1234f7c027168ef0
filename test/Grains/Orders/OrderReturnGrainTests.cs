using OrleansCommerce.Journal;
using OrleansCommerce.Orders;
using OrleansCommerce.StoreCredits;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Goods that come back, with real stock items and store credits.</summary>
public sealed class OrderReturnGrainTests
{
    private const string Credit = "sale:return:1:credit";

    [Fact]
    public async Task Every_unit_that_left_is_in_one_state_of_the_ledger()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "shop", 10);
        Accepted(await host.Order("sale").SellAtTillAsync(Sale("sale", 6)));
        var back = new ReturnItems(
            "back",
            "shop",
            [
                new ReturnLine("1", 2, Disposition.Restock, ReturnReason.WrongSize, null, ReturnCondition.New),
                new ReturnLine("1", 1, Disposition.Quarantine, ReturnReason.Defective, null, ReturnCondition.Used),
                new ReturnLine("1", 1, Disposition.Damaged),
                new ReturnLine("1", 1, Disposition.WriteOff),
            ],
            null);
        Accepted(await host.Order("sale").ReturnAsync(back));
        Accepted(await host.Order("sale").ReturnAsync(back));

        var levels = (await host.StockItem("mug", "shop").GetAsync())!;
        Assert.Equal((6, 1, 1), (levels.OnHand, levels.Ledger!.QualityControl, levels.Ledger.Damaged));
        var changes = await host.StockLedger("mug", "shop").HistoryAsync(null, 4);
        Assert.Equal(["DEFECTIVE; USED", "WRONG_SIZE; NEW", "returned", "returned"], changes.Select(change => change.Reason).Order(StringComparer.Ordinal));
        Assert.All(changes, change => Assert.Equal("sale:return:1", change.Reference));
        Assert.Equal(
            ["sale:return:1/0", "sale:return:1/1", "sale:return:1/2", "sale:return:1/3"], changes.Select(change => change.OperationId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Store_credit_pays_another_sale_and_gets_it_back_when_those_goods_come_back()
    {
        using var host = new OrderHost();
        await host.StockUpAsync("mug", "shop", 10);
        Accepted(await host.Order("sale").SellAtTillAsync(Sale("sale", 2)));
        var answer = Accepted(await host.Order("sale").ReturnAsync(Back(2) with { RefundTo = RefundTarget.StoreCredit }));
        Assert.Equal((Credit, 20m), (answer.StoreCreditId, answer.Order.Refunded.Amount));

        var redeemed = Accepted(await host.StoreCredit(Credit).RedeemAsync(new RedeemStoreCredit("redeem", new Money(10m, "GBP"), "shop")));
        var tender = new Tender(TenderKind.StoreCredit, new Money(10m, "GBP"), redeemed.RedemptionId);
        var second = Sale("second", 1) with { Tenders = [tender] };
        Accepted(await host.Order("second").SellAtTillAsync(second));
        Accepted(await host.Order("second").SellAtTillAsync(second));
        Assert.Equal(
            "tenders[0].reference", Assert.IsType<InvalidInput>((await host.Order("third").SellAtTillAsync(Sale("third", 1) with { Tenders = [tender] })).Failure).Field);
        Assert.Equal((10m, "second"), await CreditAsync(host));

        Accepted(await host.Order("second").ReturnAsync(Back(1)));
        Assert.Equal((20m, "second"), await CreditAsync(host));
    }

    [Theory]
    [InlineData("store-credit.issued")]
    [InlineData("order.refunded")]
    [InlineData("stock.moved")]
    [InlineData("order.return-restocked")]
    public async Task A_return_that_was_cut_off_goes_on_in_the_next_process_and_gives_everything_once(string failsAt)
    {
        using var before = new OrderHost();
        await before.StockUpAsync("mug", "shop", 10);
        Accepted(await before.Order("sale").SellAtTillAsync(Sale("sale", 2)));
        var back = Back(2, Disposition.Quarantine) with { RefundTo = RefundTarget.StoreCredit };
        using var crashed = new OrderHost(before.Storage, failsAt);
        await Assert.ThrowsAsync<JournalBusyException>(() => crashed.Order("sale").ReturnAsync(back));

        using var after = new OrderHost(before.Storage);
        Accepted(await after.Order("sale").ReturnAsync(back));
        Assert.Equal(20m, (await after.StoreCredit(Credit).GetAsync())!.Balance.Amount);
        Assert.Equal((8, 2), ((await after.LevelsAsync("mug", "shop")).OnHand, (await after.StockItem("mug", "shop").GetAsync())!.Ledger!.QualityControl));
    }

    private static async Task<(decimal Balance, string? OrderId)> CreditAsync(OrderHost host) =>
        (await host.StoreCredit(Credit).GetAsync()) is { } credit ? (credit.Balance.Amount, credit.Redemptions[0].OrderId) : default;

    private static SellAtTill Sale(string operation, int mugs) => new(operation, "shop", null, "GBP", [new TillLine("mug", mugs, null, null)]);

    private static ReturnItems Back(int mugs, Disposition disposition = Disposition.Restock) =>
        new("back", "shop", [new ReturnLine("1", mugs, disposition)], null);
}
