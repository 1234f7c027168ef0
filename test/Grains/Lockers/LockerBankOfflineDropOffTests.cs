using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Goods come back through a bank that has no line: what it may open, what is kept for it, and what it tells later.</summary>
public sealed class LockerBankOfflineDropOffTests
{
    private const string Rma = "o.r1";

    private static readonly DeviceKeys Keys = new(new byte[32], Bank);

    private static readonly LockerBank.State Signing =
        Applied(LockerBank.State.Initial, state => LockerBank.Decide(state, new RotateLockerSecret("secret", false), Noon));

    private static readonly LockerBank.State Kept = Applied(Signing, state => state.Keep(Reserve(Rma)));

    [Fact]
    public void The_signed_list_has_the_codes_of_reserved_drop_offs_until_their_end()
    {
        var issued = LockerBank.Grants(Kept, Keys, Codes, Noon)!;
        var grant = Assert.Single(issued.Grants);
        Assert.Equal((Rma, "S1", Noon.AddHours(24), true), (grant.ParcelId, grant.CompartmentId, grant.NotAfter, grant.IsDropOff));
        Assert.Equal(Keys.GrantOf(1, Rma, DropOffCodeOf(Rma)), grant.CodeMac);
        Assert.Equal(Keys.Sign(1, Noon, Noon.AddHours(24), [grant]), issued.Signature);
        Assert.NotEqual(Keys.Sign(1, Noon, Noon.AddHours(24), [grant with { IsDropOff = false }]), issued.Signature);
        Assert.Empty(LockerBank.Grants(Kept, Keys, Codes, Noon.AddHours(24))!.Grants);
        Assert.Empty(LockerBank.Grants(PutIn(Kept, Noon), Keys, Codes, Noon)!.Grants);
    }

    [Fact]
    public void A_compartment_is_kept_over_the_end_of_its_reservation_until_the_device_was_heard_and_had_time_to_tell()
    {
        var silent = Applied(Kept, state => LockerBank.Expire(state, Noon.AddDays(5)));
        Assert.NotNull(silent.FindAssignment(Rma));
        Assert.Equal("S2", Applied(silent, state => state.Put(Deposit("o.1"), Noon.AddDays(5))).FindParcel("o.1")!.CompartmentId);
        Assert.Equal("EXPIRED", Assert.IsType<InvalidState>(silent.Type(DropOffCodeOf(Rma), now: Noon.AddDays(5)).Failure).State);

        var heard = Heard(silent, Noon.AddDays(5));
        Assert.Equal(Noon.AddDays(5).AddMinutes(15), heard.NextWake);
        heard = Heard(heard, Noon.AddDays(5).AddMinutes(10));
        Assert.NotNull(Applied(heard, state => LockerBank.Expire(state, Noon.AddDays(5).AddMinutes(14))).FindAssignment(Rma));
        Assert.Null(Applied(heard, state => LockerBank.Expire(state, Noon.AddDays(5).AddMinutes(15))).FindAssignment(Rma));
    }

    [Fact]
    public void A_device_that_is_never_heard_again_keeps_nothing_longer_than_it_may_report()
    {
        Assert.Equal(Noon.AddDays(31), Kept.NextWake);
        Assert.Null(Applied(Kept, state => LockerBank.Expire(state, Noon.AddDays(31))).FindAssignment(Rma));
    }

    [Fact]
    public void What_was_put_in_offline_is_booked_once_however_late_and_often_it_is_told()
    {
        var later = Heard(Applied(Kept, state => LockerBank.Expire(state, Noon.AddDays(3))), Noon.AddDays(3));
        var put = PutIn(later, Noon.AddHours(23), now: Noon.AddDays(3));
        Assert.Equal((LockerBank.ParcelStage.Returning, Noon.AddHours(23)), (put.Loaded["S1"].Stage, put.Loaded["S1"].DepositedAt));
        Assert.Equal((LockerBank.OrderNews.DroppedOff, Noon.AddHours(23)), (Assert.Single(put.Untold).News, put.Untold[0].Since));

        // The same reports again, and under other keys, as of a device that lost its notes.
        Assert.Equal(put.Untold, PutIn(put, Noon.AddHours(23), now: Noon.AddDays(4)).Untold);
        Assert.Equal(
            "RETURNED_TO_SENDER",
            Assert.IsType<InvalidState>(Open(put, Noon.AddHours(23), Noon.AddDays(4), operation: "other").Failure).State);
        Assert.Single(Applied(put, state => Close(state, "S1", Noon.AddHours(23), Noon.AddDays(4), "other shut")).Untold);
    }

    [Theory]
    [InlineData(24, "EXPIRED")]
    [InlineData(48, "EXPIRED")]
    public void What_a_device_opened_after_the_end_was_not_to_be_opened(int hours, string state) =>
        Assert.Equal(state, Assert.IsType<InvalidState>(Open(Kept, Noon.AddHours(hours), Noon.AddDays(3)).Failure).State);

    [Fact]
    public void A_report_from_before_the_reservation_or_older_than_thirty_days_is_refused()
    {
        Assert.Equal("at", Assert.IsType<InvalidInput>(Open(Kept, Noon.AddMinutes(-1), Noon).Failure).Field);
        Assert.Equal("at", Assert.IsType<InvalidInput>(Open(Kept, Noon, Noon.AddDays(31)).Failure).Field);
    }

    [Fact]
    public void Goods_are_where_the_device_says_though_the_bank_thought_of_another_compartment_meanwhile()
    {
        // The bank hears that the first compartment broke, mends it, and gives it to a parcel on its way; the device had heard of none of it.
        var moved = Applied(Kept, state => LockerBank.Decide(state, Break("S1"), Noon.AddHours(1)));
        Assert.Equal("S2", moved.FindAssignment(Rma)!.CompartmentId);
        var mended = Applied(moved, state => LockerBank.Decide(state, new ReportCompartment("mend", "S1", OutOfOrder: false, ParcelInside: true), Noon.AddHours(2)));
        var given = Applied(mended, state => state.Plan(Assign("o.1")));
        Assert.Equal("S1", given.FindAssignment("o.1")!.CompartmentId);

        var put = PutIn(given, Noon.AddHours(3), now: Noon.AddHours(5));
        Assert.Equal((Rma, "S3"), (put.Loaded["S1"].Id, put.FindAssignment("o.1")!.CompartmentId));
        Assert.DoesNotContain(Rma, put.Assigned.Values.Select(kept => kept.ParcelId));
    }

    [Fact]
    public void A_bigger_compartment_is_reserved_under_the_same_code_which_is_what_an_older_list_knows()
    {
        var bigger = Applied(Kept, state => state.Keep(Reserve(Rma, CompartmentSize.M) with { OperationId = "bigger" }));
        Assert.Equal(("M1", Kept.FindAssignment(Rma)!.DropOff!.CodeHash), (bigger.FindAssignment(Rma)!.CompartmentId, bigger.FindAssignment(Rma)!.DropOff!.CodeHash));
        Assert.Equal(Codes.CodeOf(Kept.FindAssignment(Rma)!.DropOff!), Codes.CodeOf(bigger.FindAssignment(Rma)!.DropOff!));
        Assert.Equal(Rma, PutIn(bigger, Noon.AddHours(1), now: Noon.AddHours(2)).Loaded["S1"].Id);
    }

    [Fact]
    public void Nothing_is_booked_where_something_else_was_said_to_be_put_in()
    {
        var bigger = Applied(Kept, state => state.Keep(Reserve(Rma, CompartmentSize.M) with { OperationId = "bigger" }));
        var taken = Applied(bigger, state => state.Put(Deposit("o.1"), Noon.AddMinutes(1)));
        Assert.Equal("S1", taken.FindParcel("o.1")!.CompartmentId);
        Assert.Equal("LOADED", Assert.IsType<InvalidState>(Open(taken, Noon.AddHours(1), Noon.AddHours(2)).Failure).State);
    }

    [Fact]
    public void Online_a_code_opens_its_own_compartment_alone() =>
        Assert.IsType<WrongCode>(LockerBank.Open(
            Kept, LockerBank.Stamp("open", Hash, "S2"), Hash, Noon, "S2").Failure);

    private static string Hash => Codes.HashOf(DropOffCodeOf(Rma));

    private static LockerBank.State PutIn(LockerBank.State state, DateTimeOffset at, DateTimeOffset? now = null) =>
        Applied(Applied(state, before => Open(before, at, now ?? at)), open => Close(open, "S1", at, now ?? at));

    private static Decision<LockerBank.Event> Open(LockerBank.State state, DateTimeOffset at, DateTimeOffset now, string operation = "late") =>
        LockerBank.Open(state, LockerBank.Stamp(operation, Hash, "S1", at), Hash, now, "S1", at);

    private static Decision<LockerBank.Event> Close(
        LockerBank.State state, string compartment, DateTimeOffset at, DateTimeOffset now, string operation = "shut") =>
        LockerBank.Decide(state, new ReportDoor(operation, compartment, DoorState.Closed, CompartmentContent.NotEmpty, at), now);

    private static LockerBank.State Heard(LockerBank.State state, DateTimeOffset at) => LockerBank.Evolve(
        state, new LockerBank.Event.CallAdmitted($"nonce-{at.ToUnixTimeSeconds()}", 1, "request", at));

    private static LockerBank.State Applied(LockerBank.State state, Func<LockerBank.State, Decision<LockerBank.Event>> decide)
    {
        var decision = decide(state);
        Assert.Null(decision.Failure);
        return decision.Events.IsDefault ? state : decision.Events.Aggregate(state, LockerBank.Evolve);
    }
}
