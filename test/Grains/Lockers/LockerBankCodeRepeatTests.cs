using OrleansCommerce.Grains.Lockers;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>A code is typed, and the request comes again.</summary>
public sealed class LockerBankCodeRepeatTests
{
    private static readonly string Wrong = CodeOf("none");

    [Fact]
    public void A_repeated_wrong_code_counts_once()
    {
        var after = Given(Deposited("o.1", "S1"), Refused(4))
            .When(state => state.Type(Wrong)).ThenIsRefused(new WrongCode(4)).And
            .When(state => state.Type(Wrong, Noon.AddMinutes(5))).ThenIsRefused(new WrongCode(4)).After;
        Assert.Equal(Noon, Assert.Single(after.WrongCodes));
    }

    [Fact]
    public void Its_answer_stays_when_more_were_typed_since() =>
        Given(Deposited("o.1", "S1"), Refused(4), Refused(3, operation: "next"), Opened("o.1", "then"))
            .When(state => state.Type(Wrong)).ThenIsRefused(new WrongCode(4));

    [Fact]
    public void What_had_not_the_form_of_a_code_counts_once_too() =>
        Given(Refused(4, code: "12345a")).When(state => state.Type("12345a")).ThenIsRefused(new WrongCode(4));

    [Fact]
    public void A_repeated_lock_out_ends_when_the_first_did()
    {
        var until = Noon.AddMinutes(15);
        var locked = Given(Deposited("o.1", "S1"), Refused(0), Locked(until));
        locked.When(state => state.Type(Wrong, Noon.AddMinutes(1))).ThenIsRefused(new LockedOut(until));
        locked.When(state => state.Type(Wrong, until.AddMinutes(1))).ThenIsRefused(new LockedOut(until)).And
            .When(state => state.Type(Wrong, until.AddMinutes(1), "another"))
            .ThenIsRefused(new WrongCode(4), Refused(4, until.AddMinutes(1), "another"));
    }

    [Fact]
    public void A_repeated_right_code_shows_its_first_answer_after_the_pickup() =>
        Given(Deposited("o.1", "S1"), Opened("o.1"), PickedUp("o.1", "S1"))
            .When(state => state.Type(CodeOf("o.1"))).ThenRepeats(2);

    [Fact]
    public void It_does_so_while_the_bank_is_locked_and_forgives_nothing() =>
        Given(Deposited("o.1", "S1"), Opened("o.1"), Refused(operation: "wrong"), Locked(Noon.AddMinutes(15), "locked"))
            .When(state => state.Type(CodeOf("o.1"))).ThenRepeats(2);

    [Fact]
    public void Another_code_under_the_operation_id_of_an_opening_is_refused() =>
        Given(Deposited("o.1", "S1"), Opened("o.1"))
            .When(state => state.Type(Wrong)).ThenIsRefused(new OperationIdReused("open"));

    [Fact]
    public void The_right_code_under_the_operation_id_of_a_wrong_one_is_refused() =>
        Given(Deposited("o.1", "S1"), Refused())
            .When(state => state.Type(CodeOf("o.1"))).ThenIsRefused(new OperationIdReused("open"));

    [Fact]
    public void A_code_under_the_operation_id_of_a_deposit_is_refused() =>
        Given(Deposited("o.1", "S1"))
            .When(state => state.Type(CodeOf("o.1"), operation: "put-o.1")).ThenIsRefused(new OperationIdReused("put-o.1"));

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void An_operation_id_has_1_to_100_characters(int length) =>
        Given(Deposited("o.1", "S1")).When(state => state.Type(CodeOf("o.1"), operation: new string('x', length))).ThenIsInvalid("operationId");

    [Fact]
    public void Only_so_many_refusals_are_remembered()
    {
        const int Count = 4 * LockerBank.RefusalsMin;
        var state = Given([.. Enumerable.Range(0, Count).Select(nth => Refused(operation: $"wrong-{nth}"))]).State;
        Assert.InRange(state.Refusals.Count, LockerBank.RefusalsMin, Count / 2);
        Assert.Null(state.Refusals.Find("wrong-0"));
        Assert.NotNull(state.Refusals.Find($"wrong-{Count - LockerBank.RefusalsMin}"));
    }

    [Fact]
    public void What_is_written_of_a_code_does_not_tell_it()
    {
        // Under another installation's secret the same request has another stamp: without the secret no guess can be checked.
        var elsewhere = new PickupCodes(new byte[] { 1 }, Bank);
        Assert.NotEqual(Stamp("open", Wrong), LockerBank.Stamp("open", elsewhere.HashOf(Wrong)));
    }
}
