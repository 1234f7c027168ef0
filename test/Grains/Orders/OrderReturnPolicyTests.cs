using System.Collections.Immutable;
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

    [Fact]
    public void The_most_specific_of_product_category_channel_and_shop_says_the_window()
    {
        var policy = Month with
        {
            ChannelWindowDays = Month.ChannelWindowDays.Add(Channel.Web, 40),
            Categories = Of("gadgets", new CategoryReturnTerms { Window = new ReturnWindow(60) }).Add("books", new CategoryReturnTerms()),
        };
        IsOpenFor(40, policy);
        IsOpenFor(40, policy, "books");
        IsOpenFor(40, policy, "unknown");
        IsOpenFor(60, policy, "gadgets");
        IsOpenFor(20, policy, "gadgets", new ProductReturnTerms(20, false, Noon.AddDays(-1)));
        IsOpenFor(60, policy, "gadgets", new ProductReturnTerms(null, false, Noon.AddDays(-1)));
        IsOpenFor(14, policy with { Categories = Of("gadgets", new CategoryReturnTerms { Window = new ReturnWindow(1) }) }, "gadgets");
        var forEver = policy with { Categories = Of("gadgets", new CategoryReturnTerms { Window = new ReturnWindow(null) }) };
        Back(Shipped().At(Noon.AddYears(9)), forEver, Kind("gadgets")).Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void A_category_is_sold_for_good_unless_the_product_says_otherwise_or_the_shop_is_to_answer_for_it()
    {
        var policy = Month with { Categories = Of("underwear", new CategoryReturnTerms { FinalSale = true }) };
        IsRefused(Back(Shipped(), policy, Kind("underwear")), ReturnRefusal.FinalSale);
        IsRefused(Back(Shipped(), policy, Kind("underwear", new ProductReturnTerms(null, false, Noon.AddDays(-1)))), ReturnRefusal.FinalSale);
        Back(Shipped(), policy, Kind("underwear", new ProductReturnTerms(20, false, Noon.AddDays(-1)))).Happens("order.returned", "order.refund-started");
        Back(Shipped(), policy, Kind("underwear"), ReturnReason.Defective).Happens("order.returned", "order.refund-started");
        Back(Shipped(), policy, Kind("underwear"), given: new ReturnOverride("eve", "unworn")).Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void What_kind_of_goods_it_was_and_what_held_for_it_when_it_was_bought_counts()
    {
        var policy = Month with { Categories = Of("underwear", new CategoryReturnTerms { FinalSale = true, Since = Noon.AddDays(-1) }) };
        IsRefused(Back(Shipped(), policy, Kind("underwear")), ReturnRefusal.FinalSale);
        var later = policy with { Categories = Of("underwear", new CategoryReturnTerms { FinalSale = true, Since = Noon.AddMinutes(1) }) };
        Back(Shipped(), later, Kind("underwear")).Happens("order.returned", "order.refund-started");
        var becomes = Mug with { Categories = [new ProductCategory("books", Noon.AddDays(-9)), new ProductCategory("underwear", Noon.AddMinutes(1))] };
        Back(Shipped(), policy, becomes).Happens("order.returned", "order.refund-started");
        var was = Mug with { Categories = [new ProductCategory("underwear", Noon.AddDays(-9)), new ProductCategory(null, Noon.AddDays(-1))] };
        Back(Shipped(), policy, was).Happens("order.returned", "order.refund-started");
    }

    [Fact]
    public void What_comes_back_unopened_alone_is_asked_how_it_is_when_it_is_seen()
    {
        var policy = Month with { Categories = Of("software", new CategoryReturnTerms { UnopenedOnly = true }) };
        var rules = RulesOf(policy, Kind("software"));
        foreach (var condition in new ReturnCondition?[] { null, ReturnCondition.Opened, ReturnCondition.Used })
        {
            IsOpened(Back(Shipped(), policy, Kind("software"), condition: condition));
        }

        Back(Shipped(), policy, Kind("software"), condition: ReturnCondition.New).Happens("order.returned", "order.refund-started");
        Back(Shipped(), policy, Kind("software"), ReturnReason.Defective, condition: ReturnCondition.Opened).Happens("order.returned", "order.refund-started");

        // Nobody has seen what is announced; what was opened stays its customer's, unless somebody answered for it.
        var announced = Shipped().Announce(Announcement(ReturnMethod.Store, new AnnouncedReturnLine("1", 2, ReturnReason.ChangedMind, null)), rules);
        announced.Happens("order.return-requested", "order.return-authorized");
        IsOpened(announced.Inspect(rules, Unit(ReturnCondition.Opened)));
        announced.Inspect(rules, Unit(ReturnCondition.New)).Happens("order.return-inspected", "order.returned", "order.refund-started");
        Assert.Equal(new ReturnUnits("1", 1), Assert.Single(Order.ReturnRequestsOf(announced.State)[0].Missing));
        var answeredFor = Shipped().Announce(
            Announcement(ReturnMethod.Store, new AnnouncedReturnLine("1", 1, ReturnReason.ChangedMind, null)) with { Override = new ReturnOverride("eve", "a mistake") }, rules);
        answeredFor.Inspect(rules, Unit(ReturnCondition.Opened)).Happens("order.return-inspected", "order.returned", "order.refund-started");
        IsOpened(Shipped().Announce(
            Announcement(ReturnMethod.Store, new AnnouncedReturnLine("1", 1, ReturnReason.ChangedMind, null)) with { Override = new ReturnOverride("eve", "a mistake") }, rules)
            .Inspect(rules, Unit(ReturnCondition.New), Unit(ReturnCondition.Opened)), line: 1);
    }

    [Fact]
    public void Announced_goods_obey_their_category()
    {
        var policy = Month with { Categories = Of("underwear", new CategoryReturnTerms { FinalSale = true }) };
        var announced = Shipped().Announce(
            Announcement(ReturnMethod.Store, new AnnouncedReturnLine("1", 1, ReturnReason.ChangedMind, null)), RulesOf(policy, Kind("underwear")));
        Assert.Equal(ReturnRefusal.FinalSale, Assert.IsType<ReturnRefused>(announced.Refused).Code);
    }

    private static ProductDetails Mug { get; } = new("mug", "Mug", new Money(10m, "GBP"), true, []);

    private static ReturnLine Unit(ReturnCondition condition) => new("1", 1, Disposition.Quarantine, Condition: condition);

    private static ImmutableDictionary<string, CategoryReturnTerms> Of(string category, CategoryReturnTerms terms) =>
        ImmutableDictionary<string, CategoryReturnTerms>.Empty.Add(category, terms);

    private static ProductDetails Kind(string category, params ProductReturnTerms[] terms) => Mug with
    {
        Categories = [new ProductCategory(category, Noon.AddDays(-1))],
        ReturnTerms = terms.Length == 0 ? null : [.. terms],
    };

    private static void IsOpenFor(int days, ReturnPolicy policy, string? category = null, params ProductReturnTerms[] terms)
    {
        var product = category is null ? Mug : Kind(category, terms);
        Back(Shipped().At(Noon.AddDays(1 + days)), policy, product).Happens("order.returned", "order.refund-started");
        IsRefused(Back(Shipped().At(Noon.AddDays(1 + days).AddSeconds(1)), policy, product), ReturnRefusal.WindowOver);
    }

    private static void IsOpened(OrderStory story, int line = 0)
    {
        var refused = Assert.IsType<ReturnRefused>(story.Refused);
        Assert.Equal((ReturnRefusal.Opened, $"lines[{line}].condition"), (refused.Code, refused.Field));
        Assert.Empty(story.Happened);
    }

    private static ReturnRules RulesOf(ReturnPolicy policy, ProductDetails product) =>
        new(policy, new Dictionary<string, ProductDetails>(StringComparer.Ordinal) { ["mug"] = product });

    private static OrderStory Back(
        OrderStory story,
        ReturnPolicy policy,
        ProductDetails product,
        ReturnReason? reason = null,
        ReturnOverride? given = null,
        ReturnCondition? condition = null)
    {
        var disposition = condition is null or ReturnCondition.New ? Disposition.Restock : Disposition.Quarantine;
        var command = new ReturnItems("back", "shop", [new ReturnLine("1", 1, disposition, reason, Condition: condition)], null, Override: given);
        return story.Do((state, now) => Order.DecideReturn(state, command, Shop, RulesOf(policy, product), now));
    }

    private static OrderStory Shipped() => Paid().At(Noon.AddDays(1)).Ship(1).Dispatched(1).AskedToCapture(PaymentStatus.Approved);

    private static OrderStory Back(OrderStory story, ReturnPolicy policy, params ProductReturnTerms[] terms) => Back(story, policy, null, null, terms);

    private static OrderStory Back(OrderStory story, ReturnPolicy policy, ReturnReason? reason, ReturnOverride? given, params ProductReturnTerms[] terms)
    {
        return Back(story, policy, Mug with { ReturnTerms = terms.Length == 0 ? null : [.. terms] }, reason, given);
    }

    private static void IsRefused(OrderStory story, ReturnRefusal code)
    {
        var refused = Assert.IsType<ReturnRefused>(story.Refused);
        Assert.Equal((code, "lines[0].orderLineId"), (refused.Code, refused.Field));
        Assert.Empty(story.Happened);
    }
}
