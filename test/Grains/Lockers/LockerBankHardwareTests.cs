using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Doors that move, couriers who take out what was not fetched, and devices that tell later what happened while they were offline.</summary>
public sealed class LockerBankHardwareTests
{
    [Fact]
    public void A_compartment_tells_what_may_be_done_with_its_parcel_and_whether_a_courier_opened_it()
    {
        var expired = Given(Deposited("o.1", "S1"), new ParcelExpired("o.1", Deadline));
        var before = expired.State.ToDetails(Bank).Compartments[0];
        Assert.Equal(Loaded("S1", "o.1") with { ParcelStatus = FulfillmentStatus.Expired }, before);

        var opened = expired.When(state => LockerBank.Decide(state, new OpenForRetrieval("open", "S1"), Deadline));
        Assert.Equal(before with { OpenForRetrieval = true }, opened.After.ToDetails(Bank).Compartments[0]);

        var taken = opened.And.When(state => LockerBank.Decide(state, new ConfirmRetrieval("take", "S1"), Deadline));
        Assert.Equal(new CompartmentDetails("S1", CompartmentSize.S, CompartmentStatus.Free, null), taken.After.ToDetails(Bank).Compartments[0]);
    }

    [Fact]
    public void Closed_on_an_empty_compartment_it_was_the_pickup()
    {
        var close = Close("S1", CompartmentContent.Empty);
        var then = Given(Deposited("o.1", "S1"), Opened("o.1")).When(state => LockerBank.Decide(state, close, Noon))
            .ThenHappens(Reported(close), new PickedUp("o.1", Noon, Stamp(close)));
        Assert.Equal("o.1", LockerBank.FindPickup(then.After, "door")!.Parcel.Id);
        then.And.When(state => LockerBank.Decide(state, close, Noon.AddDays(40))).ThenRepeats(4);
    }

    [Fact]
    public void Closed_on_a_parcel_it_has_to_be_opened_anew()
    {
        var close = Close("S1", CompartmentContent.NotEmpty);
        var then = Given(Deposited("o.1", "S1"), Opened("o.1")).When(state => LockerBank.Decide(state, close, Noon)).ThenHappens(Reported(close));
        Assert.IsType<InvalidState>(LockerBank.Decide(then.After, Confirm("S1"), Noon).Failure);
        var opened = then.And.When(state => state.Type(CodeOf("o.1"), operation: "second"));
        Assert.Null(LockerBank.Decide(opened.After, Confirm("S1"), Noon).Failure);
    }

    [Fact]
    public void Closed_without_a_sensor_it_says_nothing_of_the_parcel()
    {
        var then = Given(Deposited("o.1", "S1"), Opened("o.1")).When(state => LockerBank.Decide(state, Close("S1", content: null), Noon));
        Assert.True(then.After.FindParcel("o.1")!.Opened);
    }

    [Fact]
    public void A_parcel_that_nobody_opened_is_not_picked_up_because_a_sensor_says_so() =>
        Given(Deposited("o.1", "S1")).When(state => LockerBank.Decide(state, Close("S1", CompartmentContent.Empty), Noon))
            .ThenHappens(Reported(Close("S1", CompartmentContent.Empty)));

    [Fact]
    public void An_open_door_is_shown_until_it_is_closed()
    {
        var then = Given().When(state => LockerBank.Decide(state, new ReportDoor("a", "S1", DoorState.Opened), Noon));
        Assert.Equal(Noon, then.After.ToDetails(Bank).Compartments[0].DoorOpenSince);
        var closed = then.And.When(state => LockerBank.Decide(state, Close("S1", null), Noon.AddMinutes(1)));
        Assert.Null(closed.After.ToDetails(Bank).Compartments[0].DoorOpenSince);
    }

    [Fact]
    public void A_report_that_comes_after_its_successor_changes_nothing()
    {
        var then = Given().When(state => LockerBank.Decide(state, Close("S1", null), Noon)).And
            .When(state => LockerBank.Decide(state, new ReportDoor("late", "S1", DoorState.Opened, null, Noon.AddMinutes(-1)), Noon));
        Assert.Single(then.Decision.Events);
        Assert.Null(then.After.ToDetails(Bank).Compartments[0].DoorOpenSince);
    }

    [Fact]
    public void What_was_not_fetched_a_courier_takes_out_and_the_compartment_is_free()
    {
        var open = new OpenForRetrieval("get", "S1");
        var then = Given(Deposited("o.1", "S1"), new ParcelExpired("o.1", Deadline)).When(state => LockerBank.Decide(state, open, Deadline))
            .ThenHappens(new RetrievalOpened("o.1", Deadline, Operation.Of("get", open)));
        var confirm = new ConfirmRetrieval("got", "S1");
        var taken = then.And.When(state => LockerBank.Decide(state, confirm, Deadline))
            .ThenHappens(new ParcelRetrieved("o.1", Deadline, Operation.Of("got", confirm)));
        Assert.Equal(CompartmentStatus.Free, taken.After.ToDetails(Bank).Compartments[0].Status);
        Assert.Equal("o.1", taken.After.LastRetrieved!.Id);
        Assert.Empty(taken.After.KeptOut);
        taken.And.When(state => LockerBank.Decide(state, confirm, Deadline)).ThenRepeats(4);
    }

    [Fact]
    public void The_sensor_sees_the_retrieval_too()
    {
        var open = new OpenForRetrieval("get", "S1");
        var close = Close("S1", CompartmentContent.Empty);
        Given(Deposited("o.1", "S1"), new ParcelExpired("o.1", Deadline)).When(state => LockerBank.Decide(state, open, Deadline)).And
            .When(state => LockerBank.Decide(state, close, Deadline))
            .ThenHappens(Reported(close, Deadline), new ParcelRetrieved("o.1", Deadline, Stamp(close)));
    }

    [Fact]
    public void At_the_deadline_a_courier_need_not_wait_for_the_wake_up()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => LockerBank.Decide(state, new OpenForRetrieval("get", "S1"), Deadline));
        Assert.Equal([typeof(ParcelExpired), typeof(RetrievalOpened)], then.Decision.Events.Select(happened => happened.GetType()));
    }

    [Fact]
    public void A_parcel_that_waits_for_its_customer_is_not_taken_out()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => LockerBank.Decide(state, new OpenForRetrieval("get", "S1"), Deadline.AddTicks(-1)));
        Assert.Equal("READY_FOR_PICKUP", Assert.IsType<InvalidState>(then.Decision.Failure).State);
    }

    [Fact]
    public void Behind_a_broken_door_it_is_and_comes_back_under_its_code()
    {
        var then = Given(Deposited("o.1", "S1"), Broken("S1")).When(state => LockerBank.Decide(state, new OpenForRetrieval("get", "S1"), Noon)).And
            .When(state => LockerBank.Decide(state, new ConfirmRetrieval("got", "S1"), Noon));
        Assert.Equal(HashOf("o.1"), then.After.KeptOut["o.1"].CodeHash);
        Assert.Equal(CompartmentStatus.OutOfOrder, then.After.ToDetails(Bank).Compartments[0].Status);
        Assert.Equal(Deadline, then.After.NextWake!.Value > Deadline ? then.After.NextWake : Deadline);
        then.And.When(state => LockerBank.Expire(state, Deadline)).ThenHappens(new ParcelExpired("o.1", Deadline));
    }

    [Fact]
    public void A_retrieval_needs_a_parcel_and_an_open_door()
    {
        Assert.Equal(
            "FREE", Assert.IsType<InvalidState>(LockerBank.Decide(Given().State, new OpenForRetrieval("get", "S1"), Noon).Failure).State);
        Assert.Equal(
            "LOADED",
            Assert.IsType<InvalidState>(LockerBank.Decide(Given(Deposited("o.1", "S1")).State, new ConfirmRetrieval("got", "S1"), Noon).Failure).State);
        Assert.Equal(new NotFound("compartment", "X"), LockerBank.Decide(Given().State, new OpenForRetrieval("get", "X"), Noon).Failure);
        Assert.Equal(new NotFound("compartment", "X"), LockerBank.Decide(Given().State, new ConfirmRetrieval("got", "X"), Noon).Failure);
    }

    [Fact]
    public void A_code_that_was_typed_offline_in_time_holds_though_the_parcel_expired_since()
    {
        var typed = Deadline.AddHours(-1);
        var now = Deadline.AddHours(5);
        var then = Given(Deposited("o.1", "S1"), new ParcelExpired("o.1", Deadline)).When(state => state.Type(CodeOf("o.1"), now, typedAt: typed));
        Assert.Equal(typed, Assert.IsType<Opened>(Assert.Single(then.Decision.Events)).At);

        var confirm = Confirm("S1") with { At = typed.AddMinutes(1) };
        var picked = then.And.When(state => LockerBank.Decide(state, confirm, now));
        Assert.Equal(typed.AddMinutes(1), Assert.IsType<PickedUp>(Assert.Single(picked.Decision.Events)).At);
        picked.And.When(state => LockerBank.Decide(state, confirm, now.AddDays(60))).ThenRepeats(4);
    }

    [Fact]
    public void Typed_offline_after_the_deadline_it_does_not() =>
        Assert.Equal(
            "EXPIRED",
            Assert.IsType<InvalidState>(Given(Deposited("o.1", "S1")).State.Type(CodeOf("o.1"), Deadline.AddHours(2), typedAt: Deadline).Failure).State);

    [Fact]
    public void A_lockout_keeps_no_door_shut_that_was_opened_offline_before_anyone_knew() =>
        Given(Deposited("o.1", "S1"), Locked(Noon.AddMinutes(15), "before"))
            .When(state => state.Type(CodeOf("o.1"), Noon.AddMinutes(5), typedAt: Noon.AddMinutes(2)))
            .ThenHappens(new Opened("o.1", Noon.AddMinutes(2), LockerBank.Stamp("open", HashOf("o.1"), null, Noon.AddMinutes(2))));

    [Fact]
    public void Wrong_codes_typed_offline_count_with_their_own_time()
    {
        var then = Given().When(state => state.Type(CodeOf("none"), Noon.AddMinutes(20), typedAt: Noon));
        Assert.Equal(Noon, Assert.IsType<CodeRefused>(Assert.Single(then.Decision.Events)).At);
        Assert.Equal(new WrongCode(4), then.After.Type(CodeOf("none"), Noon.AddMinutes(20), "next").Failure);
    }

    [Fact]
    public void A_report_of_before_the_parcel_was_there_is_not_about_it()
    {
        Given(Deposited("o.1", "S1")).When(state => state.Type(CodeOf("o.1"), Noon.AddHours(1), typedAt: Noon.AddMinutes(-1))).ThenIsInvalid("at");
        var opened = Given(Deposited("o.1", "S1"), Opened("o.1"));
        Assert.IsType<InvalidState>(LockerBank.Decide(opened.State, Confirm("S1") with { At = Noon.AddMinutes(-1) }, Noon).Failure);
        Assert.Single(LockerBank.Decide(opened.State, Close("S1", CompartmentContent.Empty) with { At = Noon.AddMinutes(-1) }, Noon).Events);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_devices_clock_may_be_five_minutes_ahead_and_what_it_tells_happened_by_now(int minutes, bool allowed)
    {
        var close = Close("S1", null) with { At = Noon.AddMinutes(minutes) };
        var then = Given().When(state => LockerBank.Decide(state, close, Noon));
        Assert.Equal(allowed ? null : "at", (then.Decision.Failure as InvalidInput)?.Field);
        Assert.Equal(allowed ? Noon : (DateTimeOffset?)null, then.Decision.Events.IsDefaultOrEmpty ? null : ((DoorReported)then.Decision.Events[0]).At);
    }

    [Fact]
    public void Thirty_days_is_late_enough()
    {
        Given().When(state => LockerBank.Decide(state, Close("S1", null) with { At = Noon.AddDays(-31) }, Noon)).ThenIsInvalid("at");
        Given().When(state => LockerBank.Decide(state, Confirm("S1") with { At = Noon.AddDays(-31) }, Noon)).ThenIsInvalid("at");
        Given().When(state => LockerBank.Decide(state, new ConfirmRetrieval("x", "S1", Noon.AddDays(-31)), Noon)).ThenIsInvalid("at");
        Given().When(state => state.Type("123456", typedAt: Noon.AddDays(-31))).ThenIsInvalid("at");
    }

    [Fact]
    public void What_an_open_door_hides_is_not_told()
    {
        Given().When(state => LockerBank.Decide(state, new ReportDoor("x", "S1", DoorState.Opened, CompartmentContent.Empty), Noon)).ThenIsInvalid("content");
        Given().When(state => LockerBank.Decide(state, new ReportDoor("x", "S1", (DoorState)5), Noon)).ThenIsInvalid("door");
        Given().When(state => LockerBank.Decide(state, Close("X", null), Noon)).ThenIsRefused(new NotFound("compartment", "X"));
    }

    private static ReportDoor Close(string compartment, CompartmentContent? content) => new("door", compartment, DoorState.Closed, content);

    private static Operation Stamp(ReportDoor command) => Operation.Of(command.OperationId, command);

    private static DoorReported Reported(ReportDoor command, DateTimeOffset? at = null) =>
        new(command.CompartmentId, command.Door, command.Content, at ?? Noon, Stamp(command));
}
