using OrleansCommerce.Carts;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.Carts;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Carts.Cart.Event;

namespace OrleansCommerce.Grains.Tests.Carts;

public sealed class CartTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;
    private static readonly Delivery Ship = new(DeliveryMethod.Ship, null, "address-1");
    private static readonly ProductDetails Mug = new("mug", "A mug", new Money(4.99m, "GBP"), true, ["w"]);

    [Fact]
    public void A_cart_begins_empty_and_open()
    {
        var command = new CreateCart("op-1", "c1", Channel.Web, "GBP");
        var then = Given().When(state => Cart.Decide(state, command, "subject"))
            .ThenHappens(new Created("c1", "subject", Channel.Web, "GBP", Operation.Of("op-1", command)));
        Assert.Equal(Money.Zero("GBP"), then.After.Details("cart")!.Total);
        Assert.Equal(CartStatus.Open, then.After.Status);
        then.And.When(state => Cart.Decide(state, command, "subject")).ThenRepeats(1);
        then.And.When(state => Cart.Decide(state, command with { Currency = "EUR" }, "subject")).ThenIsRefused(new OperationIdReused("op-1"));
    }

    [Fact]
    public void A_currency_must_exist() =>
        Given().When(state => Cart.Decide(state, new CreateCart("op", null, Channel.Web, "XXQ"), "subject")).ThenIsInvalid("currency");

    [Fact]
    public void A_line_takes_name_and_price_of_its_product()
    {
        var then = Open().When(state => Cart.Decide(state, "cart", Add("op-2", 3), Known(Mug)))
            .ThenHappens(new LineAdded(new CartLine("1", "mug", "A mug", true, 3, Mug.Price, Channel.App), Operation.Of("op-2", Add("op-2", 3))));
        Assert.Equal(new Money(14.97m, "GBP"), then.After.Details("cart")!.Total);
    }

    [Fact]
    public void The_same_sku_at_the_same_price_joins_its_line_and_at_another_price_does_not()
    {
        var one = Open().When(state => Cart.Decide(state, "cart", Add("op-2", 3), Known(Mug))).And;
        one.When(state => Cart.Decide(state, "cart", Add("op-3", 2), Known(Mug)))
            .ThenHappens(new LineChanged("1", 5, Channel.App, Operation.Of("op-3", Add("op-3", 2))));
        var dearer = one.When(state => Cart.Decide(state, "cart", Add("op-3", 2), Known(Mug with { Price = new Money(5.99m, "GBP") }))).After;
        Assert.Equal([3, 2], dearer.Lines.Select(line => line.Quantity));
    }

    [Fact]
    public void A_price_given_by_staff_may_be_below_the_minor_unit_and_the_line_is_rounded_half_away_from_zero()
    {
        var add = Add("op-2", 3) with { UnitPrice = new Money(0.0150m, "GBP") };
        var then = Open().When(state => Cart.Decide(state, "cart", add, Known(Mug)));
        Assert.Equal(0.05m, then.After.Lines[0].Total.Amount);
        Open().When(state => Cart.Decide(state, "cart", add with { UnitPrice = new Money(0.00001m, "GBP") }, Known(Mug))).ThenIsInvalid("unitPrice.amount");
        Open().When(state => Cart.Decide(state, "cart", add with { UnitPrice = new Money(-1m, "GBP") }, Known(Mug))).ThenIsInvalid("unitPrice.amount");
        Open().When(state => Cart.Decide(state, "cart", add with { UnitPrice = new Money(1m, "EUR") }, Known(Mug))).ThenIsInvalid("unitPrice.currency");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(1_000_001)]
    public void A_quantity_out_of_range_is_refused(int quantity) =>
        Open().When(state => Cart.Decide(state, "cart", Add("op", quantity), Known(Mug))).ThenIsInvalid("quantity");

    [Fact]
    public void An_unknown_product_or_another_currency_is_refused()
    {
        Open().When(state => Cart.Decide(state, "cart", Add("op", 1), Known())).ThenIsInvalid("sku");
        Open().When(state => Cart.Decide(state, "cart", Add("op", 1), Known(Mug with { Price = new Money(1, "EUR") }))).ThenIsInvalid("sku");
    }

    [Fact]
    public void A_cart_that_was_never_created_is_not_found() =>
        Given().When(state => Cart.Decide(state, "cart", Add("op", 1), Known(Mug))).ThenIsRefused(new NotFound("cart", "cart"));

    [Fact]
    public void A_line_is_changed_and_with_zero_removed()
    {
        var filled = Open().When(state => Cart.Decide(state, "cart", Add("op-2", 3), Known(Mug))).And;
        Assert.Equal(7, filled.When(state => Cart.Decide(state, "cart", Update("op-3", "1", 7))).After.Lines[0].Quantity);
        var emptied = filled.When(state => Cart.Decide(state, "cart", Update("op-3", "1", 0)));
        Assert.Empty(emptied.After.Lines);
        var refilled = emptied.And.When(state => Cart.Decide(state, "cart", Add("op-4", 1), Known(Mug))).After;
        Assert.Equal("2", refilled.Lines[0].Id);
        filled.When(state => Cart.Decide(state, "cart", Update("op-3", "9", 1))).ThenIsRefused(new NotFound("cart line", "9"));
        filled.When(state => Cart.Decide(state, "cart", Update("op-3", "1", -1))).ThenIsInvalid("quantity");
    }

    [Fact]
    public void A_repeated_addition_shows_the_version_that_it_answered_first()
    {
        var filled = Open().When(state => Cart.Decide(state, "cart", Add("op-2", 3), Known(Mug))).And
            .When(state => Cart.Decide(state, "cart", Update("op-3", "1", 7))).And;
        filled.When(state => Cart.Decide(state, "cart", Add("op-2", 3), Known(Mug))).ThenRepeats(2);
    }

    [Fact]
    public void While_an_order_is_made_the_cart_does_not_change_and_the_checkout_finds_its_order_again()
    {
        var checkout = new CheckoutCart("op-9", Channel.Web, Ship);
        var started = Filled().When(state => Cart.Decide(state, "cart", checkout, "order-1", Noon))
            .ThenHappens(new CheckoutStarted("order-1", Channel.Web, Ship, Noon, Operation.Of("op-9", checkout)));
        Assert.Equal(CartStatus.CheckingOut, started.After.Status);
        Assert.IsType<InvalidState>(started.And.When(state => Cart.Decide(state, "cart", Add("op-3", 1), Known(Mug))).Decision.Failure);
        started.And.When(state => Cart.Decide(state, "cart", checkout, "order-2", Noon)).ThenNothingHappens();
        Assert.Equal("order-1", started.After.Checkouts.Find("op-9")!.Value.OrderId);
        started.And.When(state => Cart.Decide(state, "cart", checkout with { Channel = Channel.Pos }, "order-2", Noon))
            .ThenIsRefused(new OperationIdReused("op-9"));
    }

    [Fact]
    public void A_failed_checkout_opens_the_cart_again_and_a_completed_one_closes_it()
    {
        var started = Filled().When(state => Cart.Decide(state, "cart", new CheckoutCart("op-9", Channel.Web, Ship), "order-1", Noon)).And;
        var failed = started.When(state => Cart.EndCheckout(state, "order-1", succeeded: false)).ThenHappens(new CheckoutFailed("order-1"));
        Assert.Equal(CartStatus.Open, failed.After.Status);
        failed.And.When(state => Cart.EndCheckout(state, "order-1", succeeded: true)).ThenNothingHappens();
        var completed = started.When(state => Cart.EndCheckout(state, "order-1", succeeded: true)).ThenHappens(new CheckoutCompleted("order-1"));
        Assert.Equal(CartStatus.Ordered, completed.After.Status);
        Assert.IsType<InvalidState>(
            completed.And.When(state => Cart.Decide(state, "cart", new CheckoutCart("op-10", Channel.Web, Ship), "order-2", Noon)).Decision.Failure);
    }

    [Fact]
    public void An_empty_cart_makes_no_order() =>
        Open().When(state => Cart.Decide(state, "cart", new CheckoutCart("op-9", Channel.Web, Ship), "order-1", Noon))
            .ThenIsRefused(new InvalidState("EMPTY", "The cart has no lines."));

    [Fact]
    public void A_cart_has_at_most_its_number_of_lines()
    {
        var events = Enumerable.Range(1, Cart.LinesMax).Select(i => (Cart.Event)new LineAdded(
            new CartLine($"{i}", $"sku-{i}", "x", true, 1, Mug.Price, Channel.Web), new Operation($"op-{i}", "x")));
        var full = EventSourcing.Given.History(Open().State, Cart.Evolve, [.. events]);
        full.When(state => Cart.Decide(state, "cart", Add("op", 1), Known(Mug))).ThenIsInvalid("cartId");
    }

    [Fact]
    public void A_snapshot_gives_the_same_cart_back()
    {
        var state = Filled().When(state => Cart.Decide(state, "cart", new CheckoutCart("op-9", Channel.Web, Ship), "order-1", Noon)).After;
        Assert.Equal(Snapshots.Write(state), Snapshots.Write(Snapshots.Reread(state)));
    }

    private static Given<Cart.State, Cart.Event> Given(params Cart.Event[] events) =>
        EventSourcing.Given.History(Cart.State.Initial, Cart.Evolve, events);

    private static Given<Cart.State, Cart.Event> Open() =>
        Given(new Created(null, "subject", Channel.Web, "GBP", new Operation("op-1", "x")));

    private static Given<Cart.State, Cart.Event> Filled() => Open().When(state => Cart.Decide(state, "cart", Add("op-2", 3), Known(Mug))).And;

    private static Dictionary<string, ProductDetails> Known(params ProductDetails[] products) => products.ToDictionary(product => product.Sku);

    private static AddCartLine Add(string operationId, int quantity) => new(operationId, "mug", quantity, Channel.App);

    private static UpdateCartLine Update(string operationId, string lineId, int quantity) => new(operationId, lineId, quantity, Channel.App);
}
