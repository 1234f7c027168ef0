using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>A compartment is kept for a parcel on its way, and another one when that breaks.</summary>
public sealed class LockerBankAssigningTests
{
    [Theory]
    [InlineData(CompartmentSize.S, "S1")]
    [InlineData(CompartmentSize.M, "M1")]
    [InlineData(CompartmentSize.L, "L1")]
    public void The_smallest_free_compartment_that_fits_is_kept(CompartmentSize size, string compartment)
    {
        var then = Given().When(state => state.Plan(Assign("o.1", size))).ThenHappens(Assigned("o.1", compartment, size));
        var kept = then.After.ToDetails(Bank).Compartments.Single(candidate => candidate.Id == compartment);
        Assert.Equal((CompartmentStatus.Assigned, "o", "o.1"), (kept.Status, kept.OrderId, kept.ParcelId));
    }

    [Fact]
    public void A_kept_compartment_is_nobody_elses() =>
        Given(Assigned("o.1", "S1")).When(state => state.Put(Deposit("o.2"))).ThenHappens(Deposited("o.2", "S2"));

    [Fact]
    public void The_parcel_is_put_where_it_is_kept_for()
    {
        var then = Given(Assigned("o.1", "M2", CompartmentSize.M)).When(state => state.Put(Deposit("o.1")));
        Assert.Equal("M2", Assert.IsType<ParcelDeposited>(Assert.Single(then.Decision.Events)).CompartmentId);
        Assert.Empty(then.After.Assigned);
    }

    [Fact]
    public void One_that_turns_out_bigger_goes_into_a_bigger_one_and_frees_what_was_kept()
    {
        var then = Given(Assigned("o.1", "S1")).When(state => state.Put(Deposit("o.1", CompartmentSize.L)))
            .ThenHappens(Deposited("o.1", "L1", CompartmentSize.L));
        Assert.Equal(CompartmentStatus.Free, then.After.ToDetails(Bank).Compartments[0].Status);
    }

    [Fact]
    public void Planned_again_it_is_the_same_compartment()
    {
        var again = Assign("o.1", operation: "again");
        var then = Given(Assigned("o.1", "S3")).When(state => state.Plan(again));
        Assert.Equal("S3", Assert.IsType<CompartmentAssigned>(Assert.Single(then.Decision.Events)).CompartmentId);
        Assert.Single(then.After.Assigned);
        then.And.When(state => state.Plan(again)).ThenRepeats(2);
    }

    [Fact]
    public void A_broken_compartment_is_planned_anew() =>
        Given(Assigned("o.1", "S1"), Assigned("o.2", "S2")).When(state => LockerBank.Decide(state, Break("S1"), Noon))
            .ThenHappens(Broken("S1"), new AssignmentMoved("o.1", "S3", Noon));

    [Fact]
    public void The_next_size_takes_it_when_its_own_is_full()
    {
        var bank = new Configured([new("a", CompartmentSize.S, false), new("b", CompartmentSize.L, false), new("c", CompartmentSize.M, false)]);
        Given(bank, Assigned("o.1", "a")).When(state => LockerBank.Decide(state, Break("a"), Noon))
            .ThenHappens(Broken("a"), new AssignmentMoved("o.1", "c", Noon));
    }

    [Fact]
    public void Without_a_free_one_nothing_is_kept_any_more()
    {
        var bank = new Configured([new("a", CompartmentSize.S, false)]);
        Given(bank, Assigned("o.1", "a")).When(state => LockerBank.Decide(state, Break("a"), Noon))
            .ThenHappens(Broken("a"), new AssignmentEnded("o.1", Noon, IsBroken: true))
            .And.When(state => state.Put(Deposit("o.1"))).ThenIsRefused(new NoFreeCompartment());
    }

    [Fact]
    public void A_bank_that_is_rebuilt_plans_anew_too()
    {
        var then = Given(Assigned("o.1", "S1")).When(state => state.Configure(
            new("S1", CompartmentSize.S, OutOfOrder: true), new("x", CompartmentSize.L)));
        Assert.Equal(new AssignmentMoved("o.1", "x", Noon), then.Decision.Events[1]);
    }

    [Fact]
    public void A_parcel_that_does_not_come_keeps_its_compartment_for_a_day()
    {
        var given = Given(Assigned("o.1", "S1"));
        Assert.Equal(Noon.AddHours(24), given.State.NextWake);
        given.When(state => LockerBank.Expire(state, Noon.AddHours(24).AddTicks(-1))).ThenNothingHappens();
        given.When(state => LockerBank.Expire(state, Noon.AddHours(24)))
            .ThenHappens(new AssignmentEnded("o.1", Noon.AddHours(24), IsBroken: false));
    }

    [Fact]
    public void A_door_that_stands_open_gets_no_parcel()
    {
        var open = new ReportDoor("door", "S1", DoorState.Opened);
        Given().When(state => LockerBank.Decide(state, open, Noon)).And
            .When(state => state.Put(Deposit("o.1"))).ThenHappens(Deposited("o.1", "S2"));
    }

    [Fact]
    public void A_door_that_does_not_open_for_the_parcel_sends_it_to_another_one_under_the_same_code()
    {
        var then = Given(Deposited("o.1", "S1")).When(state => LockerBank.Decide(state, Break("S1", parcelInside: false), Noon))
            .ThenHappens(Broken("S1", parcelInside: false), new ParcelMoved("o.1", "S2", Noon));
        Assert.Equal(CompartmentStatus.OutOfOrder, then.After.ToDetails(Bank).Compartments[0].Status);
        then.And.When(state => state.Type(CodeOf("o.1"))).ThenHappens(Opened("o.1"));
    }

    [Fact]
    public void When_no_other_is_free_the_courier_keeps_it_and_comes_again_with_the_same_code_and_deadline()
    {
        var then = Given(new Configured([new("a", CompartmentSize.S, false)]), Deposited("o.1", "a"))
            .When(state => LockerBank.Decide(state, Break("a", parcelInside: false), Noon))
            .ThenHappens(Broken("a", parcelInside: false), new ParcelKeptOut("o.1", Noon));
        var typed = then.And.When(state => state.Type(CodeOf("o.1")));
        Assert.Equal("OUT_OF_ORDER", Assert.IsType<InvalidState>(typed.Decision.Failure).State);
        Assert.Empty(typed.After.Guesses);

        var mended = then.And.When(state => LockerBank.Decide(state, new ReportCompartment("mend", "a", OutOfOrder: false, ParcelInside: true), Noon.AddHours(1)));
        var back = Deposit("o.1", operation: "second");
        var order = OrderFor("o.1", FulfillmentStatus.ReadyForPickup);
        var deposited = mended.And.When(state => state.Put(back, order, Noon.AddHours(2)));
        var happened = Assert.IsType<ParcelDeposited>(Assert.Single(deposited.Decision.Events));
        Assert.Equal((HashOf("o.1"), Deadline, "put-o.1"), (happened.CodeHash, happened.Deadline, happened.CodeOf));
        Assert.Equal(CodeOf("o.1"), Codes.CodeOf(deposited.After.FindParcel("o.1")!));
        Assert.Empty(deposited.After.KeptOut);
    }

    [Fact]
    public void A_parcel_that_was_opened_since_cannot_be_said_not_to_be_inside() =>
        Given(Deposited("o.1", "S1"), Opened("o.1")).When(state => LockerBank.Decide(state, Break("S1", parcelInside: false), Noon))
            .ThenIsInvalid("parcelInside");

    [Fact]
    public void Refusals_name_what_is_wrong()
    {
        Given().When(state => state.Plan(Assign("o.1", (CompartmentSize)7))).ThenIsInvalid("size");
        Given().When(state => state.Plan(Assign("o.1", operation: string.Empty))).ThenIsInvalid("operationId");
        Given(new Configured([new("a", CompartmentSize.S, false)])).When(state => state.Plan(Assign("o.1", CompartmentSize.M)))
            .ThenIsRefused(new NoFreeCompartment());
        Given().When(state => LockerBank.Decide(state, Break("X"), Noon)).ThenIsRefused(new NotFound("compartment", "X"));
        Given(Deposited("o.1", "S1")).When(state => LockerBank.Decide(state, new ReportCompartment("op", "S1", true, true, new string('x', 201)), Noon))
            .ThenIsInvalid("reason");
        Assert.Equal(
            "READY_FOR_PICKUP",
            Assert.IsType<InvalidState>(Given(Deposited("o.1", "S1")).When(state => state.Plan(Assign("o.1"))).Decision.Failure).State);
    }
}
