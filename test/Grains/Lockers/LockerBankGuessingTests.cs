using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Guessing at compartments' own keypads and all over the bank, and letting codes be typed again.</summary>
public sealed class LockerBankGuessingTests
{
    [Fact]
    public void The_fifth_wrong_code_at_a_compartment_locks_it_until_the_first_is_an_hour_old()
    {
        var (state, last) = Guess(LockerBank.State.Initial, 5, "S1", TimeSpan.FromMinutes(5));
        Assert.Equal(new OrleansCommerce.LockedOut(Noon.AddHours(1)), last);
        Assert.Equal(Noon.AddHours(1), state.ToDetails(Bank).Compartments[0].LockedOutUntil);
        Assert.Null(state.ToDetails(Bank).LockedOutUntil);
    }

    [Fact]
    public void A_locked_compartment_takes_not_even_its_own_code_and_the_panel_still_does()
    {
        var (state, _) = Guess(Given(Deposited("o.1", "S1")).State, 5, "S1", TimeSpan.Zero);
        Assert.Equal(new OrleansCommerce.LockedOut(Noon.AddHours(1)), state.Type(CodeOf("o.1"), keypad: "S1").Failure);
        Assert.IsType<Opened>(Assert.Single(state.Type(CodeOf("o.1")).Events));
    }

    [Fact]
    public void An_hour_later_one_more_guess_is_one_too_many_only_when_the_others_still_count()
    {
        var (state, _) = Guess(LockerBank.State.Initial, 5, "S1", TimeSpan.FromMinutes(10));
        Assert.Equal(new OrleansCommerce.LockedOut(Noon.AddMinutes(70)), Wrong(state, 6, "S1", Noon.AddHours(1)).Failure);
        Assert.Equal(new WrongCode(4), Wrong(state, 6, "S1", Noon.AddHours(2)).Failure);
    }

    [Fact]
    public void The_code_of_another_compartment_is_a_wrong_one() =>
        Assert.Equal(new WrongCode(4), Given(Deposited("o.1", "S1")).State.Type(CodeOf("o.1"), keypad: "S2").Failure);

    [Fact]
    public void Its_own_code_forgives_a_compartment_its_wrong_ones()
    {
        var (state, _) = Guess(Given(Deposited("o.1", "S1")).State, 4, "S1", TimeSpan.Zero);
        var opened = state.Type(CodeOf("o.1"), keypad: "S1").Events.Aggregate(state, LockerBank.Evolve);
        Assert.Equal(new WrongCode(4), Wrong(opened, 6, "S1", Noon).Failure);
    }

    [Fact]
    public void The_twentieth_wrong_code_in_an_hour_locks_the_whole_bank()
    {
        var state = Given(Deposited("o.1", "L1", CompartmentSize.L)).State;
        Failure? last = null;
        for (var i = 0; i < 5; i++)
        {
            (state, last) = Guess(state, 4, $"S{i + 1}", TimeSpan.Zero, i * 4, Noon.AddMinutes(i));
        }

        Assert.Equal(new OrleansCommerce.LockedOut(Noon.AddHours(1)), last);
        Assert.Equal(Noon.AddHours(1), state.ToDetails(Bank).LockedOutUntil);
        Assert.IsType<OrleansCommerce.LockedOut>(state.Type(CodeOf("o.1"), Noon.AddMinutes(59)).Failure);
        Assert.IsType<OrleansCommerce.LockedOut>(state.Type(CodeOf("o.1"), Noon.AddMinutes(59), keypad: "L1").Failure);
        Assert.Null(state.Type(CodeOf("o.1"), Noon.AddHours(1)).Failure);
    }

    [Fact]
    public void A_right_code_does_not_forgive_the_bank_its_wrong_ones()
    {
        var state = Given(Deposited("o.1", "S1")).State;
        Failure? last = null;
        for (var i = 0; i < 5; i++)
        {
            (state, last) = Guess(state, 4, keypad: null, TimeSpan.Zero, i * 4);
            state = state.Type(CodeOf("o.1"), operation: $"right-{i}").Events.Aggregate(state, LockerBank.Evolve);
        }

        Assert.Equal(new OrleansCommerce.LockedOut(Noon.AddHours(1)), last);
    }

    [Fact]
    public void The_attempts_that_are_left_are_the_fewer_of_both()
    {
        var state = LockerBank.State.Initial;
        for (var i = 0; i < 4; i++)
        {
            (state, _) = Guess(state, 4, $"S{i + 1}", TimeSpan.Zero, i * 4);
        }

        (state, _) = Guess(state, 1, "S5", TimeSpan.Zero, 16);
        Assert.Equal(new WrongCode(2), Wrong(state, 18, "S6", Noon).Failure);
    }

    [Fact]
    public void Staff_let_codes_be_typed_again()
    {
        var (state, _) = Guess(Given(Deposited("o.1", "S1")).State, 5, "S1", TimeSpan.Zero);
        var reset = new ResetLockout("reset", "S1");
        var then = new EventSourcing.Given<LockerBank.State, LockerBank.Event>(state, LockerBank.Evolve)
            .When(locked => LockerBank.Decide(locked, reset, Noon));
        Assert.Null(then.After.Type(CodeOf("o.1"), keypad: "S1").Failure);
        Assert.NotEmpty(then.After.Guesses);
        then.And.When(again => LockerBank.Decide(again, reset, Noon)).ThenRepeats(then.After.Version);

        var all = LockerBank.Decide(then.After, new ResetLockout("all", null), Noon).Events.Aggregate(then.After, LockerBank.Evolve);
        Assert.Empty(all.Guesses);
        Assert.Equal(new NotFound("compartment", "X"), LockerBank.Decide(state, new ResetLockout("op", "X"), Noon).Failure);
    }

    [Fact]
    public void A_repeat_of_the_guess_that_locked_out_is_told_the_same_end()
    {
        var (state, _) = Guess(LockerBank.State.Initial, 5, "S1", TimeSpan.Zero);
        Assert.Equal(new OrleansCommerce.LockedOut(Noon.AddHours(1)), Wrong(state, 5, "S1", Noon.AddHours(3)).Failure);
        Assert.True(Wrong(state, 5, "S1", Noon.AddHours(3)).Events.IsDefaultOrEmpty);
    }

    [Fact]
    public void A_keypad_that_does_not_exist_is_not_found() =>
        Assert.Equal(new NotFound("compartment", "X"), Given().State.Type("123456", keypad: "X").Failure);

    private static EventSourcedDecision Wrong(LockerBank.State state, int number, string? keypad, DateTimeOffset at)
    {
        var decision = state.Type(CodeOf("none"), at, $"wrong-{number}", keypad);
        return new EventSourcedDecision(decision.Failure, decision.Events);
    }

    private static (LockerBank.State State, Failure? Last) Guess(
        LockerBank.State state, int count, string? keypad, TimeSpan every, int before = 0, DateTimeOffset? from = null)
    {
        Failure? last = null;
        for (var i = 1; i <= count; i++)
        {
            var decision = Wrong(state, before + i, keypad, (from ?? Noon) + ((i - 1) * every));
            last = decision.Failure;
            state = decision.Events.Aggregate(state, LockerBank.Evolve);
        }

        return (state, last);
    }

    private sealed record EventSourcedDecision(Failure? Failure, System.Collections.Immutable.ImmutableArray<LockerBank.Event> Events);
}
