using System.Collections.Concurrent;
using OrleansCommerce.Carts;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>What a checkout writes: each append is a row or a few in one statement, which it often shares with others. A peer's takes 230 statements.</summary>
public sealed class CheckoutCostTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Saleor_14857_a_checkout_and_its_payment_write_one_append_a_line_and_seven_more(int lines)
    {
        var counted = new Counted();
        using var host = new OrderHost(faults: counted);
        Accepted(await host.Cart().CreateAsync(new CreateCart("create", null, Channel.Web, "GBP")));
        for (var i = 0; i < lines; i++)
        {
            await host.StockUpAsync($"sku-{i}", "w1", 5);
            Accepted(await host.Cart().AddLineAsync(new AddCartLine($"add-{i}", $"sku-{i}", 1, Channel.Web)));
        }

        counted.Appends.Clear();
        var order = Accepted(await host.Cart().CheckoutAsync(new CheckoutCart("checkout", Channel.Web, new Delivery(DeliveryMethod.Ship, null, "address-1"))));
        Accepted(await host.Order(order.Id).PayAsync(new PayOrder("pay", "tok_approve")));

        Assert.Equal(lines, counted.Appends.Count(static stream => stream.StartsWith("stock/", StringComparison.Ordinal)));
        Assert.Equal(lines + 7, counted.Appends.Count);
    }

    private sealed class Counted : ICommitFaults
    {
        public ConcurrentBag<string> Appends { get; } = [];

        public bool IsBusy(Append append)
        {
            Appends.Add(append.Stream);
            return false;
        }

        public CommitPlan Next(IReadOnlyList<Append> batch) => default;
    }
}
