using Microsoft.Extensions.Logging.Abstractions;
using OrleansCommerce.Journal;
using OrleansCommerce.Views.Tests.Shops;
using OrleansCommerce.Views.Tests.Waking;
using OrleansCommerce.Views.Waking;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    private static readonly NewEvent Something = new("test.happened", "{}"u8.ToArray());

    [Fact]
    public async Task A_stream_is_due_when_its_last_event_says_so()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync("cart/a", [Something], Noon.AddSeconds(9));
        await shop.AppendAsync("cart/b", [Something], Noon.AddSeconds(2));
        await shop.AppendAsync("cart/c", [Something], Noon.AddSeconds(3));
        await shop.Freshness.WaitAsync("due-work", Patience);
        await shop.AppendAsync("cart/a", [Something], Noon.AddSeconds(1));
        await shop.AppendAsync("cart/b", [Something]);
        await shop.Freshness.WaitAsync("due-work", Patience);

        Assert.Equal(Noon.AddSeconds(1), await shop.Due.NextAsync(Patience));
        Assert.Empty(await DueAsync(shop, Noon));
        Assert.Equal(["cart/a"], await DueAsync(shop, Noon.AddSeconds(1)));
        Assert.Equal(["cart/a", "cart/c"], await DueAsync(shop, Noon.AddSeconds(10)));
    }

    [Fact]
    public async Task Each_due_grain_is_woken_once_at_its_time_and_again_when_it_asks_for_it()
    {
        await using var shop = await OpenAsync();
        foreach (var stream in (string[])["stock/w/mug/blue", "order/o", "cart/c", "locker-bank/l", "unreceipted-return/r"])
        {
            await shop.AppendAsync(stream, [stream.StartsWith("stock", StringComparison.Ordinal) ? Received : OrderOr(stream)], Noon);
        }

        await shop.Freshness.WaitAsync("due-work", Patience);
        var time = new FixedTime(Noon.AddSeconds(-1));
        var grains = new FakeGrains(static key => key == "c" ? Noon.AddMinutes(1) : null);
        using var service = Service(shop, grains, time);

        await service.WakePageAsync(Patience);
        Assert.Empty(grains.Woken);

        time.Now = Noon;
        await service.WakePageAsync(Patience);
        await service.WakePageAsync(Patience);
        Assert.Equal(
            ["ICartGrain c", "ILockerBankGrain l", "IOrderGrain o", "IStockItemGrain w/mug/blue", "IUnreceiptedReturnGrain r"],
            grains.Woken.Order(StringComparer.Ordinal));

        time.Now = Noon.AddMinutes(1);
        await service.WakePageAsync(Patience);
        Assert.Equal("ICartGrain c", grains.Woken.Last());
        Assert.Equal(6, grains.Woken.Count);
    }

    [Fact]
    public async Task A_grain_that_fails_is_woken_again_after_a_growing_time_and_others_are_not_held_up()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync("cart/bad", [Something], Noon.AddSeconds(-1));
        await shop.AppendAsync("cart/good", [Something], Noon);
        await shop.AppendAsync("nobody/knows", [Something], Noon);
        await shop.Freshness.WaitAsync("due-work", Patience);
        var time = new FixedTime(Noon);
        var grains = new FakeGrains(static key => key == "bad" ? throw new InvalidOperationException("No.") : null);
        using var service = Service(shop, grains, time);

        var wokenAt = new List<double>();
        for (var second = 0; second <= 20; second++)
        {
            time.Now = Noon.AddSeconds(second);
            var before = grains.Woken.Count(static call => call == "ICartGrain bad");
            await service.WakePageAsync(Patience);
            if (grains.Woken.Count(static call => call == "ICartGrain bad") > before)
            {
                wokenAt.Add(second);
            }
        }

        Assert.Equal([0, 1, 3, 7, 15], wokenAt);
        Assert.Single(grains.Woken, static call => call == "ICartGrain good");
        Assert.Equal(TimeSpan.FromMinutes(5), WakeUpService.RetryDelay(1_000));
    }

    [Fact]
    public async Task The_time_of_a_newer_event_is_not_overwritten_by_an_answer()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync("cart/a", [Something], Noon);
        await shop.AppendAsync("cart/b", [Something], Noon);
        await shop.Freshness.WaitAsync("due-work", Patience);
        var seen = await shop.Due.ReadAsync(Noon, 10, Patience);
        await shop.AppendAsync("cart/a", [Something], Noon.AddSeconds(5));
        await shop.AppendAsync("cart/b", [Something], Noon.AddSeconds(6));
        await shop.Freshness.WaitAsync("due-work", Patience);

        await shop.Due.AnswerAsync(
            [new DueAnswer("cart/a", seen[0].Due, null, 0), new DueAnswer("cart/b", seen[1].Due, ViewTime.ToMicroseconds(Noon.AddDays(1)), 0)],
            Patience);

        Assert.Equal(["cart/a"], await DueAsync(shop, Noon.AddSeconds(5)));
        Assert.Equal(["cart/a", "cart/b"], await DueAsync(shop, Noon.AddSeconds(6)));
    }

    private static NewEvent Received =>
        Grains.Stock.StockItem.Codec.Write(new Grains.Stock.StockItem.Event.Received(1, new Grains.EventSourcing.Operation("op", "print")));

    private static NewEvent OrderOr(string stream) => stream.StartsWith("order", StringComparison.Ordinal)
        ? Grains.Orders.Order.Codec.Write(new Grains.Orders.Order.Event.SoldAtTill(
            new Grains.EventSourcing.Operation("op", "print"), "1", "shop", null, "till", "EUR", [], Noon))
        : Something;

    private static WakeUpService Service(Shop shop, FakeGrains grains, TimeProvider time) =>
        new(shop.Due, new DueGrains(grains), time, NullLogger<WakeUpService>.Instance);

    private async Task<IEnumerable<string>> DueAsync(Shop shop, DateTimeOffset now) =>
        (await shop.Due.ReadAsync(now, 10, Patience)).Select(static row => row.Stream);
}
