using FsCheck;
using FsCheck.Fluent;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.StoreCredits;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.Tests.StoreCredits;

/// <summary>Money that a return gave as credit. Decider only.</summary>
public sealed class StoreCreditTests
{
    private const string Id = "r:credit";
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;

    [Fact]
    public void What_is_left_is_what_was_given_less_what_was_taken_off()
    {
        var state = Do(Issued(10m), Redeem("a", 4m), Redeem("b", 6m));
        Assert.Equal(0m, state.Balance);
        var details = state.Details()!;
        Assert.Equal(("anna", 10m, 0m), (details.CustomerId, details.Issued.Amount, details.Balance.Amount));
        Assert.Equal(["r:credit/1", "r:credit/2"], details.Redemptions.Select(redemption => redemption.Id));
    }

    [Fact]
    public void No_more_is_taken_off_than_is_left()
    {
        Assert.Equal("amount.amount", Assert.IsType<InvalidInput>(Refusal(Do(Issued(10m), Redeem("a", 4m)), Redeem("b", 6.01m))).Field);
        Assert.Equal("amount.currency", Assert.IsType<InvalidInput>(Refusal(Do(Issued(10m)), state =>
            StoreCredit.Decide(state, new RedeemStoreCredit("a", new Money(1m, "EUR"), "shop"), Noon))).Field);
        Assert.Equal("amount.amount", Assert.IsType<InvalidInput>(Refusal(Do(Issued(10m)), Redeem("b", 0m))).Field);
        Assert.Equal(new NotFound("store credit", Id), Refusal(Do(), Redeem("b", 1m)));
    }

    [Fact]
    public void Each_operation_counts_once()
    {
        var state = Do(Issued(10m), Issued(10m), Redeem("a", 4m), Redeem("a", 4m));
        Assert.Equal((10m, 6m), (state.Issued, state.Balance));
        Assert.Equal(new OperationIdReused("a"), Refusal(state, Redeem("a", 5m)));
    }

    [Fact]
    public void A_redemption_that_no_sale_used_is_given_back_once()
    {
        var state = Do(Issued(10m), Redeem("a", 4m), Reverse("x"));
        Assert.Equal(10m, state.Balance);
        Assert.Equal("REVERSED", Assert.IsType<InvalidState>(Refusal(state, Reverse("y"))).State);
        Assert.Equal("REVERSED", Assert.IsType<InvalidState>(Refusal(state, Use("o1"))).State);
        Assert.Equal(new NotFound("redemption", "r:credit/1"), Refusal(Do(Issued(1m)), Reverse("x")));
    }

    [Fact]
    public void One_sale_uses_a_redemption_and_then_it_is_not_given_back()
    {
        var state = Do(Issued(10m), Redeem("a", 4m), Use("o1"), Use("o1"));
        Assert.Equal("o1", state.Redemptions[0].OrderId);
        Assert.Equal("USED", Assert.IsType<InvalidState>(Refusal(state, Use("o2"))).State);
        Assert.Equal("USED", Assert.IsType<InvalidState>(Refusal(state, Reverse("x"))).State);
        Assert.Equal("amount", Assert.IsType<InvalidInput>(Refusal(Do(Issued(10m), Redeem("a", 5m)), Use("o1"))).Field);
    }

    [Fact]
    public void A_credit_has_an_end_of_operations()
    {
        var state = Do(Issued(10m)) with { OperationCount = StoreCredit.OperationsMax };
        Assert.Equal("FULL", Assert.IsType<InvalidState>(Refusal(state, Redeem("a", 1m))).State);
    }

    [Fact]
    public void Whatever_is_asked_and_however_often_the_balance_adds_up_and_is_never_negative() => Prop.ForAll(
        (from what in Gen.Choose(0, 3)
         from operation in Gen.Choose(1, 6)
         from pence in Gen.Choose(1, 900)
         select (what, operation, pence)).ListOf().ToArbitrary(),
        acts =>
        {
            var state = StoreCredit.Nothing(Id);
            var (given, taken) = (0m, 0m);
            foreach (var (what, operation, pence) in acts)
            {
                var decision = (what switch
                {
                    0 => Issued(pence / 100m, $"i{operation}"),
                    1 => Redeem($"r{operation}", pence / 100m),
                    2 => Reverse($"b{operation}", $"{Id}/{operation}"),
                    _ => Use($"o{operation}", $"{Id}/{operation}", state.Redemptions.ElementAtOrDefault(operation - 1)?.Amount ?? 1m),
                })(state);
                foreach (var happened in decision.Events.IsDefault ? [] : decision.Events)
                {
                    given += happened is StoreCredit.Event.Issued issued ? issued.Amount : 0;
                    taken += happened switch
                    {
                        StoreCredit.Event.Redeemed redeemed => redeemed.Amount,
                        StoreCredit.Event.RedemptionReversed reversed => -state.Redemptions.Single(redemption => redemption.Id == reversed.RedemptionId).Amount,
                        _ => 0,
                    };
                    state = StoreCredit.Evolve(state, happened);
                }
            }

            state = Snapshots.Reread(state);
            return state.Balance == given - taken && state.Balance >= 0 && state.Redemptions.All(redemption => redemption is not { IsReversed: true, OrderId: not null });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Durable_names_never_change() => Assert.Equal(
        ["store-credit.issued", "store-credit.redeemed", "store-credit.redemption-reversed", "store-credit.redemption-used"],
        StoreCredit.Codec.Names.Order(StringComparer.Ordinal));

    private static Func<StoreCredit.State, Decision<StoreCredit.Event>> Issued(decimal amount, string operation = "issue") =>
        state => StoreCredit.Decide(state, new IssueStoreCredit(operation, new Money(amount, "GBP"), "anna", "r"), Noon);

    private static Func<StoreCredit.State, Decision<StoreCredit.Event>> Redeem(string operation, decimal amount) =>
        state => StoreCredit.Decide(state, new RedeemStoreCredit(operation, new Money(amount, "GBP"), "shop"), Noon);

    private static Func<StoreCredit.State, Decision<StoreCredit.Event>> Reverse(string operation, string redemption = "r:credit/1") =>
        state => StoreCredit.Decide(state, new ReverseRedemption(operation, redemption), Noon);

    private static Func<StoreCredit.State, Decision<StoreCredit.Event>> Use(string order, string redemption = "r:credit/1", decimal amount = 4m) =>
        state => StoreCredit.Decide(state, new UseRedemption(redemption, order, new Money(amount, "GBP")));

    private static StoreCredit.State Do(params Func<StoreCredit.State, Decision<StoreCredit.Event>>[] acts) =>
        acts.Aggregate(StoreCredit.Nothing(Id), (state, act) => act(state).Events.Aggregate(state, StoreCredit.Evolve));

    private static Failure? Refusal(StoreCredit.State state, Func<StoreCredit.State, Decision<StoreCredit.Event>> act) => act(state).Failure;
}
