using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Locations;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tests.Tills;

public sealed class TillSessionTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;
    private static readonly LocationDetails Shop = new("shop", "The shop", LocationKind.Store, "GB", null, null);
    private static readonly TillRules Rules = new(VarianceLimit: 5m, SessionRequired: false);

    [Fact]
    public void A_session_begins_with_its_float_by_who_opened_it()
    {
        var command = Open("op-1", 100m);
        var then = Given().When(state => TillSession.Decide(state, command, Shop, "anna", Noon))
            .ThenHappens(new TillSession.Event.Opened(Operation.Of("op-1", command), 1, "shop", "GBP", 100m, command.OpeningFloat.Denominations, "anna", Noon));
        Assert.Equal(100m, then.After.Open!.ExpectedCash);
        then.And.When(state => TillSession.Decide(state, command, Shop, "anna", Noon)).ThenRepeats(1);
        var second = then.And.When(state => TillSession.Decide(state, Open("op-2", 100m), Shop, "anna", Noon)).Decision;
        Assert.Equal("OPEN", Assert.IsType<InvalidState>(second.Failure).State);
    }

    [Fact]
    public void What_cannot_be_opened_is_refused()
    {
        Refused(Open("op", 100m), "location", null);
        Refused(Open("op", 100m), "locationId", Shop with { Kind = LocationKind.LockerBank });
        Refused(Open("op", -1m), "openingFloat.amount", Shop);
        Refused(Open("op", 0.001m), "openingFloat.amount", Shop);
        Refused(Open("op", null), "openingFloat.amount", Shop);
        Refused(Open("op", 1m) with { OpeningFloat = new CashCount("XXQ", 1m, []) }, "openingFloat.currency", Shop);
        Refused(Open("op", 11m, new Denomination(5m, 2)), "openingFloat.amount", Shop);
        Refused(Open("op", null, new Denomination(5m, 2), new Denomination(5m, 1)), "openingFloat.denominations[1].value", Shop);
        Refused(Open("op", null, new Denomination(5m, -1)), "openingFloat.denominations[0].count", Shop);
        Refused(Open("op", null, new Denomination(0m, 1)), "openingFloat.denominations[0].value", Shop);
        Refused(Open("", 1m), "operationId", Shop);
    }

    [Fact]
    public void Notes_and_coins_add_up_to_the_amount() =>
        Assert.Equal(27.50m, Opened(Open("op", null, new Denomination(20m, 1), new Denomination(5m, 1), new Denomination(0.5m, 5))).State.Open!.Float);

    [Fact]
    public void Expected_is_the_float_with_what_came_and_without_what_went()
    {
        var then = Opened()
            .When(state => TillSession.Decide(state, Sale("o1", cash: 30m, card: 20m), Noon)).And
            .When(state => TillSession.Decide(state, Sale("o2", gift: 5m), Noon)).And
            .When(state => TillSession.Decide(state, Refund("o1", 10m), Noon)).And
            .When(state => TillSession.Decide(state, Move("in", CashMovementKind.PayIn, 50m), "anna", Noon)).And
            .When(state => TillSession.Decide(state, Move("out", CashMovementKind.PayOut, 12.50m), "ben", Noon));

        var session = then.After.Open!;
        Assert.Equal(100m + 30m - 10m + 50m - 12.50m, session.ExpectedCash);
        Assert.Equal(new TillTotals("GBP", 2, 30m, 20m, 5m, 1, 10m), Assert.Single(session.Totals));
        Assert.Equal(["anna", "ben"], session.Movements.Select(movement => movement.By));
    }

    [Fact]
    public void Money_that_is_told_again_is_counted_once()
    {
        var once = Opened().When(state => TillSession.Decide(state, Sale("o1", cash: 30m), Noon)).And;
        once.When(state => TillSession.Decide(state, Sale("o1", cash: 30m), Noon.AddHours(1))).ThenNothingHappens();
        once.When(state => TillSession.Decide(state, Close("close", 130m), Rules, "anna", Noon)).And
            .When(state => TillSession.Decide(state, Sale("o1", cash: 30m), Noon.AddHours(2))).ThenNothingHappens();
    }

    [Fact]
    public void Another_currency_has_sums_of_its_own_and_is_not_expected_in_the_count()
    {
        var session = Opened().When(state => TillSession.Decide(state, Sale("o1", cash: 30m) with { Currency = "EUR" }, Noon)).After.Open!;
        Assert.Equal((100m, "EUR"), (session.ExpectedCash, Assert.Single(session.Totals).Currency));
    }

    [Fact]
    public void A_variance_beyond_the_limit_needs_a_reason()
    {
        var sold = Opened().When(state => TillSession.Decide(state, Sale("o1", cash: 30m), Noon)).And;
        sold.When(state => TillSession.Decide(state, Close("close", 124.99m), Rules, "anna", Noon)).ThenIsInvalid("reason");
        sold.When(state => TillSession.Decide(state, Close("close", 135.01m), Rules, "anna", Noon)).ThenIsInvalid("reason");
        var explained = Close("close", 124.99m) with { Reason = "A note was torn." };
        sold.When(state => TillSession.Decide(state, explained, Rules, "anna", Noon))
            .ThenHappens(new TillSession.Event.Closed(Operation.Of("close", explained), 1, 124.99m, [], 130m, -5.01m, "A note was torn.", "anna", Noon));
    }

    [Fact]
    public void A_small_variance_is_worked_out_and_goes_without_a_reason()
    {
        var closed = Opened().When(state => TillSession.Decide(state, Close("close", 95m), Rules, "anna", Noon));
        Assert.Equal(-5m, closed.After.Find(1)!.Closing!.Variance);
        Assert.Null(closed.After.Open);
        closed.And.When(state => TillSession.Decide(state, Close("close", 95m), Rules, "anna", Noon)).ThenRepeats(2);
        var again = closed.And.When(state => TillSession.Decide(state, Close("again", 95m), Rules, "anna", Noon)).Decision;
        Assert.Equal("CLOSED", Assert.IsType<InvalidState>(again.Failure).State);
        Assert.Equal(2, closed.And.When(state => TillSession.Decide(state, Open("next", 95m), Shop, "ben", Noon.AddHours(1))).After.Open!.Number);
    }

    [Fact]
    public void A_count_in_another_currency_is_refused() => Opened()
        .When(state => TillSession.Decide(state, Close("close", 95m) with { Counted = new CashCount("EUR", 95m, []) }, Rules, "anna", Noon))
        .ThenIsInvalid("counted.currency");

    [Fact]
    public void A_sale_told_late_is_in_its_own_session_beside_the_closing_and_not_in_the_open_one()
    {
        var next = Opened()
            .When(state => TillSession.Decide(state, Close("close", 104m), Rules, "anna", Noon.AddHours(8))).And
            .When(state => TillSession.Decide(state, Open("open-2", 50m), Shop, "anna", Noon.AddHours(9))).And;
        var late = next.When(state => TillSession.Decide(state, Sale("o1", cash: 4m, at: Noon.AddHours(2)), Noon.AddHours(10)));

        var told = Assert.IsType<TillSession.Event.MoneyRecorded>(Assert.Single(late.Decision.Events));
        Assert.Equal((1, true), (told.Session, told.IsLate));
        var first = late.After.Find(1)!;
        Assert.Equal((4m, 4m), (first.Closing!.Variance, Assert.Single(first.LateTotals).Cash));
        Assert.Empty(first.Totals);
        Assert.Equal(50m, late.After.Open!.ExpectedCash);
        late.And.When(state => TillSession.Decide(state, Sale("o1", cash: 4m, at: Noon.AddHours(2)), Noon.AddHours(11))).ThenNothingHappens();
    }

    [Fact]
    public void A_sale_between_sessions_or_before_the_first_is_kept_apart()
    {
        var before = Given().When(state => TillSession.Decide(state, Sale("o1", cash: 4m), Noon)).And
            .When(state => TillSession.Decide(state, Open("open", 100m), Shop, "anna", Noon.AddHours(1))).And
            .When(state => TillSession.Decide(state, Sale("o2", cash: 6m, at: Noon.AddMinutes(30)), Noon.AddHours(2)));
        Assert.Equal(10m, Assert.Single(before.After.Outside).Cash);
        Assert.Equal(100m, before.After.Open!.ExpectedCash);
    }

    [Fact]
    public void A_first_sale_that_seems_a_moment_older_than_the_session_is_in_it() => Assert.Equal(
        130m, Opened().When(state => TillSession.Decide(state, Sale("o1", cash: 30m, at: Noon.AddSeconds(-1)), Noon)).After.Open!.ExpectedCash);

    [Fact]
    public void Cash_moves_only_in_an_open_session_and_with_a_reason()
    {
        Given().When(state => TillSession.Decide(state, Move("in", CashMovementKind.PayIn, 50m), "anna", Noon))
            .ThenIsRefused(new InvalidState("CLOSED", "The till has no open session."));
        Opened().When(state => TillSession.Decide(state, Move("in", CashMovementKind.PayIn, 0m), "anna", Noon)).ThenIsInvalid("amount.amount");
        Opened().When(state => TillSession.Decide(state, Move("in", CashMovementKind.PayIn, 1m) with { Reason = " " }, "anna", Noon)).ThenIsInvalid("reason");
        Opened().When(state => TillSession.Decide(
            state, Move("in", CashMovementKind.PayIn, 1m) with { Amount = new Money(1m, "EUR") }, "anna", Noon)).ThenIsInvalid("amount.currency");
    }

    [Fact]
    public void A_session_takes_a_hundred_movements()
    {
        var full = Enumerable.Range(0, TillSession.MovementsMax).Aggregate(
            Opened(), (given, i) => given.When(state => TillSession.Decide(state, Move($"in-{i}", CashMovementKind.PayIn, 1m), "anna", Noon)).And);
        var more = full.When(state => TillSession.Decide(state, Move("more", CashMovementKind.PayIn, 1m), "anna", Noon)).Decision;
        Assert.IsType<InvalidState>(more.Failure);
    }

    [Fact]
    public void A_till_remembers_its_newest_sessions()
    {
        var given = Given();
        for (var i = 1; i <= TillSession.SessionsMax + 1; i++)
        {
            var at = Noon.AddHours(i);
            given = given.When(state => TillSession.Decide(state, Open($"open-{i}", 1m), Shop, "anna", at)).And
                .When(state => TillSession.Decide(state, Close($"close-{i}", 1m), Rules, "anna", at.AddMinutes(30))).And;
        }

        Assert.Null(given.State.Find(1));
        Assert.Equal((2, TillSession.SessionsMax + 1), (given.State.Sessions[0].Number, given.State.Find(number: null)!.Number));

        // A sale of a session that is forgotten is never lost.
        var late = given.When(state => TillSession.Decide(state, Sale("o1", cash: 4m, at: Noon.AddHours(1)), Noon.AddHours(1_000)));
        Assert.Equal(4m, Assert.Single(late.After.Outside).Cash);
    }

    [Fact]
    public void A_snapshot_gives_the_same_till_back()
    {
        var state = Opened(Open("op", null, new Denomination(20m, 5)))
            .When(state => TillSession.Decide(state, Sale("o1", cash: 30m), Noon)).And
            .When(state => TillSession.Decide(state, Move("in", CashMovementKind.PayIn, 50m), "anna", Noon)).And
            .When(state => TillSession.Decide(state, Close("close", 180m), Rules, "anna", Noon)).After;
        var reread = Snapshots.Reread(state);
        Assert.Equal(Snapshots.Write(state), Snapshots.Write(reread));
        Assert.Equal(180m, reread.Find(1)!.ExpectedCash);
    }

    [Fact]
    public void Durable_names_only_ever_grow_in_number() => Assert.Equal(
        ["till.cash-moved", "till.money-recorded", "till.session-closed", "till.session-opened"],
        TillSession.Codec.Names.Order(StringComparer.Ordinal));

    private static Given<TillSession.State, TillSession.Event> Given() =>
        EventSourcing.Given.History<TillSession.State, TillSession.Event>(TillSession.State.Initial, TillSession.Evolve);

    private static Given<TillSession.State, TillSession.Event> Opened(OpenTillSession? command = null) =>
        Given().When(state => TillSession.Decide(state, command ?? Open("open", 100m), Shop, "anna", Noon)).And;

    private static OpenTillSession Open(string operation, decimal? amount, params Denomination[] denominations) =>
        new(operation, "shop", new CashCount("GBP", amount, [.. denominations]));

    private static MoveTillCash Move(string operation, CashMovementKind kind, decimal amount) =>
        new(operation, kind, new Money(amount, "GBP"), "Change from the safe.");

    private static CloseTillSession Close(string operation, decimal counted) => new(operation, new CashCount("GBP", counted, []), null);

    private static RecordTillMoney Sale(string orderId, decimal cash = 0, decimal card = 0, decimal gift = 0, DateTimeOffset? at = null) =>
        new($"{orderId}:taken", orderId, "shop", TillMoneyKind.Sale, "GBP", cash, card, gift, at ?? Noon, at ?? Noon);

    private static RecordTillMoney Refund(string orderId, decimal cash) =>
        new($"{orderId}:refund:1", orderId, "shop", TillMoneyKind.Refund, "GBP", cash, 0, 0, Noon, Noon);

    private static void Refused(OpenTillSession command, string field, LocationDetails? location)
    {
        var failure = Given().When(state => TillSession.Decide(state, command, location, "anna", Noon)).Decision.Failure;
        Assert.Equal(field, failure is NotFound missing ? missing.What : Assert.IsType<InvalidInput>(failure).Field);
    }
}
