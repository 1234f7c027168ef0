using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Grains.Tests.EventSourcing;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>A code is typed.</summary>
public sealed class LockerBankCodeTests
{
    /// <summary>Parcel o.1 has another code; the one of parcel <c>none</c> is nobody's here.</summary>
    private static readonly string Wrong = CodeOf("none");

    [Fact]
    public void The_right_code_opens() =>
        Given(Deposited("o.1", "S1"), Deposited("o.2", "S2"))
            .When(state => state.Type(CodeOf("o.2"))).ThenHappens(Opened("o.2"));

    [Fact]
    public void It_opens_again_until_the_pickup_is_confirmed() =>
        Given(Deposited("o.1", "S1"), Opened("o.1", "first"), Opened("o.1", "second"))
            .When(state => state.Type(CodeOf("o.1"))).ThenHappens(Opened("o.1"));

    [Fact]
    public void It_is_wrong_once_the_pickup_was_confirmed() =>
        Given(Deposited("o.1", "S1"), Opened("o.1", "first"), PickedUp("o.1", "S1"))
            .When(state => state.Type(CodeOf("o.1"))).ThenIsRefused(new WrongCode(4), Refused(code: CodeOf("o.1")));

    [Fact]
    public void A_wrong_code_is_counted() =>
        Given(Deposited("o.1", "S1")).When(state => state.Type(Wrong)).ThenIsRefused(new WrongCode(4), Refused());

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData(" 12345")]
    [InlineData("１２３４５６")]
    public void What_has_not_six_digits_counts_as_wrong(string code) =>
        Given(Deposited("o.1", "S1")).When(state => state.Type(code)).ThenIsRefused(new WrongCode(4), Refused(code: code));

    [Fact]
    public void A_code_is_wrong_at_an_empty_bank_too() =>
        Given().When(state => state.Type("123456")).ThenIsRefused(new WrongCode(4), Refused(code: "123456"));

    [Fact]
    public void The_fifth_wrong_code_locks_the_bank_for_a_quarter_of_an_hour() =>
        AfterWrongCodes(4).When(state => state.Type(Wrong)).ThenIsRefused(
            new OrleansCommerce.LockedOut(Noon.AddMinutes(15)), Refused(left: 0), Locked(Noon.AddMinutes(15)));

    [Fact]
    public void The_fourth_leaves_one() =>
        AfterWrongCodes(3).When(state => state.Type(Wrong)).ThenIsRefused(new WrongCode(1), Refused(left: 1));

    [Fact]
    public void A_locked_bank_takes_not_even_the_right_code_and_writes_nothing() =>
        Given(Deposited("o.1", "S1"), Locked(Noon.AddMinutes(15), "before"))
            .When(state => state.Type(CodeOf("o.1"), Noon.AddMinutes(15).AddTicks(-1)))
            .ThenIsRefused(new OrleansCommerce.LockedOut(Noon.AddMinutes(15)));

    [Fact]
    public void It_takes_codes_again_when_the_time_is_over() =>
        Given(Deposited("o.1", "S1"), Locked(Noon, "before"))
            .When(state => state.Type(CodeOf("o.1"))).ThenHappens(Opened("o.1"));

    [Fact]
    public void After_a_lockout_counting_begins_afresh() =>
        AfterWrongCodes(4).When(state => state.Type(Wrong)).And
            .When(state => state.Type(Wrong, Noon.AddMinutes(15), "after"))
            .ThenIsRefused(new WrongCode(4), Refused(4, Noon.AddMinutes(15), "after"));

    [Fact]
    public void The_right_code_forgives_the_wrong_ones() =>
        AfterWrongCodes(4).When(state => state.Type(CodeOf("o.1"))).And
            .When(state => state.Type(Wrong, operation: "after")).ThenIsRefused(new WrongCode(4), Refused(operation: "after"));

    [Fact]
    public void A_wrong_code_counts_for_a_quarter_of_an_hour_and_no_longer()
    {
        var later = Noon.AddMinutes(15);
        AfterWrongCodes(4).When(state => state.Type(Wrong, later)).ThenIsRefused(new WrongCode(4), Refused(4, later));
        AfterWrongCodes(3).When(state => state.Type(Wrong, later.AddTicks(-1)))
            .ThenIsRefused(new WrongCode(1), Refused(1, later.AddTicks(-1)));
    }

    [Fact]
    public void At_the_deadline_the_code_expires_whether_or_not_anyone_noticed_before()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => state.Type(CodeOf("o.1"), Deadline));
        Assert.Equal("EXPIRED", Assert.IsType<InvalidState>(then.Decision.Failure).State);
        Assert.Equal(new ParcelExpired("o.1", Deadline), Assert.Single(then.Decision.Events));
    }

    [Fact]
    public void A_moment_before_it_opens() =>
        Given(Deposited("o.1", "S1")).When(state => state.Type(CodeOf("o.1"), Deadline.AddTicks(-1)))
            .ThenHappens(Opened("o.1") with { At = Deadline.AddTicks(-1) });

    [Fact]
    public void The_code_of_an_expired_parcel_says_so_and_is_no_wrong_code()
    {
        var then = Given(Deposited("o.1", "S1"), new ParcelExpired("o.1", Deadline)).When(state => state.Type(CodeOf("o.1"), Deadline));
        Assert.Equal("EXPIRED", Assert.IsType<InvalidState>(then.Decision.Failure).State);
        Assert.True(then.Decision.Events.IsDefaultOrEmpty);
    }

    [Fact]
    public void The_code_of_a_cancelled_order_opens_nothing()
    {
        var then = Given(Deposited("o.1", "S1"), new OrderRefused("o.1", LockerBank.OrderNews.Ready, "cancelled"))
            .When(state => state.Type(CodeOf("o.1")));
        Assert.Equal("CANCELLED", Assert.IsType<InvalidState>(then.Decision.Failure).State);
        Assert.True(then.Decision.Events.IsDefaultOrEmpty);
    }

    private static Given<LockerBank.State, LockerBank.Event> AfterWrongCodes(int count) =>
        Given([Deposited("o.1", "S1"), .. Enumerable.Range(1, count).Select(nth => Refused(5 - nth, operation: $"wrong-{nth}"))]);
}
