using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;
using static OrleansCommerce.Grains.Tests.Orders.OrderStory;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>What the policy lets come back, and who answers for the rest.</summary>
public sealed class OrderReturnPolicyTests
{
    private static readonly ReturnPolicy Month = new() { WindowDays = 30 };

    [Fact]
    public void The_window_begins_when_the_goods_are_handed_over_and_its_last_moment_is_in_it()
    {
        var story = Shipped();
        Back(story.At(Noon.AddDays(31)), Month).Happens("order.returned", "order.refund-started");
        IsRefused(Back(Shipped().At(Noon.AddDays(31).AddSeconds(1)), Month), ReturnRefusal.WindowOver);
    }

    [Fact]
    public void Delivery_begins_the_window_anew() =>
        Back(Shipped().At(Noon.AddDays(5)).Deliver().At(Noon.AddDays(35)), Month).Happens("order.returned", "order.refund-started");

    [Fact]
    public void A_channel_has_its_own_window()
    {
        var policy = Month with { ChannelWindowDays = Month.ChannelWindowDays.Add(Channel.Web, 100) };
        Back(Shipped().At(Noon.AddDays(100)), policy).Happens("order.returned", "order.refund-started");
        var sold = SoldAtTill(new TillLine("mug", 1, null, null)).Taken().At(Noon.AddDays(100));
        IsRefused(Back(sold, policy), ReturnRefusal.WindowOver);
    }

    [Fact]
    public void A_product_has_its_own_terms_for_orders_placed_since()
    {
        IsRefused(Back(Shipped().At(Noon.AddDays(22)), Month, new ProductReturnTerms(20, false, Noon.AddDays(-1))), ReturnRefusal.WindowOver);
        Back(Shipped().At(Noon.AddDays(22)), Month, new ProductReturnTerms(20, false, Noon.AddMinutes(1))).Happens("order.returned", "order.refund-started");
        Back(Shipped().At(Noon.AddDays(22)), Month, new ProductReturnTerms(20, false, Noon.AddDays(-9)), new ProductReturnTerms(null, false, Noon.AddDays(-1)))
            .Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void What_was_sold_for_good_does_not_come_back_unless_the_shop_is_to_answer_for_it()
    {
        var forGood = new ProductReturnTerms(null, true, Noon);
        IsRefused(Back(Shipped(), ReturnPolicy.Default, forGood), ReturnRefusal.FinalSale);
        foreach (var reason in Enum.GetValues<ReturnReason>())
        {
            var story = Back(Shipped(), ReturnPolicy.Default, reason, null, forGood);
            Assert.Equal(reason < ReturnReason.NotAsDescribed, story.Refused is ReturnRefused);
        }
    }

    [Fact]
    public void The_shop_answers_for_faults_for_two_years()
    {
        Back(Shipped().At(Noon.AddDays(731)), Month, ReturnReason.Defective, null).Happens("order.returned", "order.refund-started");
        IsRefused(Back(Shipped().At(Noon.AddDays(732)), Month, ReturnReason.Defective, null), ReturnRefusal.WindowOver);
    }

    [Fact]
    public void Who_answers_for_a_return_that_the_policy_refuses_is_kept()
    {
        var story = Back(Shipped().At(Noon.AddDays(99)), Month, null, new ReturnOverride("eve", "a regular customer"));
        story.Happens("order.returned", "order.refund-started");
        Assert.Equal(new ReturnOverride("eve", "a regular customer"), Assert.Single(Order.ReturnsOf(story.State)).Override);
        Back(Shipped(), Month, null, new ReturnOverride("eve", " ")).IsInvalid("override.reason");
    }

    [Fact]
    public void Without_settings_goods_come_back_for_thirty_days_and_for_ever_when_that_is_set()
    {
        Back(Shipped().At(Noon.AddDays(31)), ReturnPolicy.Default).Happens("order.returned", "order.refund-started");
        IsRefused(Back(Shipped().At(Noon.AddDays(31).AddSeconds(1)), ReturnPolicy.Default), ReturnRefusal.WindowOver);
        Back(Shipped().At(Noon.AddYears(20)), new ReturnPolicy { WindowDays = null }).Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void What_was_bought_at_a_distance_comes_back_for_fourteen_days_whatever_is_set()
    {
        var hard = new ReturnPolicy { WindowDays = 0 };
        Back(Shipped().At(Noon.AddDays(15)), hard).Happens("order.returned", "order.refund-started");
        Back(Shipped().At(Noon.AddDays(15)), Month, new ProductReturnTerms(3, false, Noon)).Happens("order.returned", "order.refund-started");
        IsRefused(Back(Shipped().At(Noon.AddDays(15).AddSeconds(1)), hard), ReturnRefusal.WindowOver);
        IsRefused(Back(SoldAtTill(new TillLine("mug", 1, null, null)).Taken().At(Noon.AddSeconds(1)), hard), ReturnRefusal.WindowOver);
    }

    private static OrderStory Shipped() => Paid().At(Noon.AddDays(1)).Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);

    private static OrderStory Back(OrderStory story, ReturnPolicy policy, params ProductReturnTerms[] terms) => Back(story, policy, null, null, terms);

    private static OrderStory Back(OrderStory story, ReturnPolicy policy, ReturnReason? reason, ReturnOverride? given, params ProductReturnTerms[] terms)
    {
        var product = new ProductDetails("mug", "Mug", new Money(10m, "GBP"), true, [], ReturnTerms: terms.Length == 0 ? null : [.. terms]);
        var rules = new ReturnRules(policy, new Dictionary<string, ProductDetails>(StringComparer.Ordinal) { ["mug"] = product });
        var command = new ReturnItems("back", "shop", [new ReturnLine("1", 1, Disposition.Restock, reason)], null, Override: given);
        return story.Do((state, now) => Order.DecideReturn(state, command, Shop, rules, now));
    }

    private static void IsRefused(OrderStory story, ReturnRefusal code)
    {
        var refused = Assert.IsType<ReturnRefused>(story.Refused);
        Assert.Equal((code, "lines[0].orderLineId"), (refused.Code, refused.Field));
        Assert.Empty(story.Happened);
    }
}
