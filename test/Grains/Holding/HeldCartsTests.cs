using OrleansCommerce.Carts;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Holding;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Tests.Holding;

public sealed class HeldCartsTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;
    private static readonly LocationDetails Shop = new("shop", "The shop", LocationKind.Store, "GB", null, null);

    [Fact]
    public void A_cart_is_put_aside_with_label_who_and_when()
    {
        var command = new HoldCart("op", "c1", "Red coat");
        var then = Given().When(state => Hold(state, command, Noon))
            .ThenHappens(new HeldCarts.Event.Held(Operation.Of("op", command), "c1", "Red coat", "anna", Noon, Noon + HeldCarts.HoldPeriod));
        then.And.When(state => Hold(state, command, Noon.AddHours(1))).ThenRepeats(1);
        then.And.When(state => Hold(state, command with { Label = "Blue coat" }, Noon)).ThenIsRefused(new OperationIdReused("op"));
    }

    [Fact]
    public void Put_aside_again_it_has_the_new_label_and_is_there_once()
    {
        var then = Given().When(state => Hold(state, new HoldCart("op", "c1", "Red coat"), Noon)).And
            .When(state => Hold(state, new HoldCart("op-2", "c1", "Back at five"), Noon.AddHours(1)));
        Assert.Equal("Back at five", Assert.Single(then.After.LiveAt(Noon.AddHours(1))).Label);
    }

    [Fact]
    public void After_its_time_it_is_on_the_list_no_more_and_cannot_be_taken_up()
    {
        var held = Given().When(state => Hold(state, new HoldCart("op", "c1", "Red coat"), Noon)).And;
        var end = Noon + HeldCarts.HoldPeriod;
        Assert.Single(held.State.LiveAt(end.AddTicks(-1)));
        Assert.Empty(held.State.LiveAt(end));
        held.When(state => HeldCarts.Decide(state, new ResumeCart("up", "c1"), "ben", end)).ThenIsRefused(new NotFound("held cart", "c1"));
        Assert.Equal(["c2"], held.When(state => Hold(state, new HoldCart("op-2", "c2", "Hat"), end)).After.Carts.Select(cart => cart.CartId));
    }

    [Fact]
    public void Of_two_tills_one_takes_it_up()
    {
        var up = new ResumeCart("up", "c1");
        var taken = Given().When(state => Hold(state, new HoldCart("op", "c1", "Red coat"), Noon)).And
            .When(state => HeldCarts.Decide(state, up, "ben", Noon));
        Assert.Equal("Red coat", taken.After.LastResumed!.Label);
        taken.And.When(state => HeldCarts.Decide(state, up, "ben", Noon)).ThenRepeats(2);
        taken.And.When(state => HeldCarts.Decide(state, new ResumeCart("other", "c1"), "cy", Noon)).ThenIsRefused(new NotFound("held cart", "c1"));
    }

    [Fact]
    public void A_shop_puts_only_so_many_aside()
    {
        var full = Enumerable.Range(0, HeldCarts.CartsMax)
            .Aggregate(Given(), (given, i) => given.When(state => Hold(state, new HoldCart($"op-{i}", $"c{i}", "x"), Noon)).And);
        var more = full.When(state => Hold(state, new HoldCart("more", "more", "x"), Noon)).Decision;
        Assert.Equal("FULL", Assert.IsType<InvalidState>(more.Failure).State);
        Assert.Null(full.When(state => Hold(state, new HoldCart("again", "c1", "y"), Noon)).Decision.Failure);
        Assert.Null(full.When(state => Hold(state, new HoldCart("later", "more", "x"), Noon + HeldCarts.HoldPeriod)).Decision.Failure);
    }

    [Fact]
    public void What_cannot_be_put_aside_is_refused()
    {
        Given().When(state => Hold(state, new HoldCart("op", "c1", ""), Noon)).ThenIsInvalid("label");
        Given().When(state => Hold(state, new HoldCart("", "c1", "x"), Noon)).ThenIsInvalid("operationId");
        Given().When(state => HeldCarts.Decide(state, new HoldCart("op", "c1", "x"), "shop", Shop, null, "anna", Noon))
            .ThenIsRefused(new NotFound("cart", "c1"));
        var ordered = Given().When(state => HeldCarts.Decide(
            state, new HoldCart("op", "c1", "x"), "shop", Shop, Cart(CartStatus.Ordered), "anna", Noon)).Decision;
        Assert.Equal("ORDERED", Assert.IsType<InvalidState>(ordered.Failure).State);
    }

    private static Given<HeldCarts.State, HeldCarts.Event> Given() =>
        EventSourcing.Given.History<HeldCarts.State, HeldCarts.Event>(HeldCarts.State.Initial, HeldCarts.Evolve);

    private static Decision<HeldCarts.Event> Hold(HeldCarts.State state, HoldCart command, DateTimeOffset now) =>
        HeldCarts.Decide(state, command, "shop", Shop, Cart(CartStatus.Open), "anna", now);

    private static CartDetails Cart(CartStatus status) => new("c1", null, "owner", "GBP", status, null, [], 1);
}
