using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Lockers.Locker;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Customers put goods in that come back, and couriers take them out.</summary>
public sealed class LockerBankDropOffTests : IDisposable
{
    private const string Rma = "o.r1";

    private readonly OrderBook _orders = new();
    private readonly IsolatedHost _host;

    public LockerBankDropOffTests()
    {
        _host = new IsolatedHost([typeof(LockerBankGrain), typeof(OrderStandIn), typeof(LocationStandIn)], _orders);
        _orders.Requests[Rma] = RequestFor(Rma);
    }

    private ILockerBankGrain Bank => _host.Grain<ILockerBankGrain>(Locker.Bank);

    public void Dispose() => _host.Dispose();

    [Fact]
    public void The_smallest_compartment_that_fits_is_kept_until_a_day_or_the_deadline_is_over()
    {
        var kept = Applied(LockerBank.State.Initial, state => state.Keep(Reserve(Rma, CompartmentSize.M)));
        Assert.Equal(("M1", Noon.AddHours(24)), (kept.FindAssignment(Rma)!.CompartmentId, kept.FindAssignment(Rma)!.Until));
        Assert.Equal(CompartmentStatus.Assigned, kept.StatusOf(kept.FindCompartment("M1")!));
        Assert.Equal(Noon.AddHours(24), kept.NextWake);

        var soon = Applied(LockerBank.State.Initial, state => state.Keep(Reserve(Rma), request: RequestFor(Rma, deadline: Noon.AddHours(2))));
        Assert.Equal(Noon.AddHours(2), soon.FindAssignment(Rma)!.Until);
        Assert.Null(Applied(soon, state => LockerBank.Expire(state, Noon.AddHours(2))).FindAssignment(Rma));

        var full = Applied(LockerBank.State.Initial, state => state.Configure(new CompartmentLayout("S1", CompartmentSize.S)));
        Assert.IsType<NoFreeCompartment>(full.Keep(Reserve(Rma, CompartmentSize.L)).Failure);
        Assert.IsType<NoFreeCompartment>(Applied(full, state => state.Plan(Assign("o.1"))).Keep(Reserve(Rma)).Failure);
    }

    [Fact]
    public void Only_what_was_agreed_to_and_comes_through_a_locker_is_put_in()
    {
        Assert.Equal("REQUESTED", State(RequestFor(Rma, ReturnRequestStatus.Requested)));
        Assert.Equal("IN_TRANSIT", State(RequestFor(Rma, ReturnRequestStatus.InTransit)));
        Assert.Equal("AUTHORIZED", State(RequestFor(Rma, method: ReturnMethod.Parcel)));
        Assert.Equal("AUTHORIZED", State(RequestFor(Rma, deadline: Noon)));
        Assert.Equal(
            new NotFound("return request", Rma), LockerBank.Decide(LockerBank.State.Initial, Reserve(Rma), request: null, _ => "hash", Noon).Failure);

        static string State(ReturnRequestDetails request) =>
            Assert.IsType<InvalidState>(LockerBank.State.Initial.Keep(Reserve(Rma), request: request).Failure).State;
    }

    [Fact]
    public void The_code_opens_until_the_goods_are_in_and_then_nobody_but_a_courier_gets_them()
    {
        var kept = Applied(LockerBank.State.Initial, state => state.Keep(Reserve(Rma)));
        Assert.Equal(new WrongCode(4), kept.Type(CodeOf("none")).Failure);
        var open = Applied(kept, state => state.Type(DropOffCodeOf(Rma)));
        var shut = Applied(open, state => Close(state, CompartmentContent.Empty, "d1"));
        Assert.NotNull(shut.FindAssignment(Rma));
        Assert.IsType<InvalidState>(LockerBank.Decide(shut, new ConfirmDropOff("in", "S1", null), Noon).Failure);

        var again = Applied(shut, state => state.Type(DropOffCodeOf(Rma), operation: "open again"));
        var put = Applied(again, state => Close(state, CompartmentContent.NotEmpty, "d2"));
        Assert.Equal(CompartmentStatus.Loaded, put.StatusOf(put.FindCompartment("S1")!));
        Assert.Equal("RETURNED_TO_SENDER", Assert.IsType<InvalidState>(put.Type(DropOffCodeOf(Rma), operation: "third").Failure).State);
        Assert.Equal(LockerBank.OrderNews.DroppedOff, Assert.Single(put.Untold).News);

        var fetched = Applied(Applied(put, state => LockerBank.Decide(state, new OpenForRetrieval("get", "S1"), Noon)), state => Close(state, CompartmentContent.Empty, "d3"));
        Assert.Empty(fetched.Loaded);
        Assert.Equal([LockerBank.OrderNews.DroppedOff, LockerBank.OrderNews.ReturnFetched], fetched.Untold.Select(telling => telling.News));
    }

    [Fact]
    public void When_its_compartment_breaks_the_same_code_opens_another_and_a_late_report_is_judged_by_its_time()
    {
        var kept = Applied(LockerBank.State.Initial, state => state.Keep(Reserve(Rma)));
        var moved = Applied(kept, state => LockerBank.Decide(state, Break("S1"), Noon));
        Assert.Equal("S2", moved.FindAssignment(Rma)!.CompartmentId);
        var open = Applied(moved, state => state.Type(DropOffCodeOf(Rma), now: Noon.AddHours(23)));

        // The device is offline between the opening and the closing, over the end of the reservation.
        var later = Applied(open, state => LockerBank.Expire(state, Noon.AddHours(30)));
        var put = Applied(later, state => LockerBank.Decide(
            state, new ReportDoor("late", "S2", DoorState.Closed, CompartmentContent.NotEmpty, Noon.AddHours(23).AddMinutes(1)), Noon.AddHours(31)));
        Assert.Equal(LockerBank.ParcelStage.Returning, put.Loaded["S2"].Stage);
        Assert.Equal("EXPIRED", Assert.IsType<InvalidState>(moved.Type(DropOffCodeOf(Rma), now: Noon.AddHours(24)).Failure).State);
        Assert.Null(Applied(moved, state => LockerBank.Expire(state, Noon.AddHours(24))).FindAssignment(Rma));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_order_hears_of_it_once_whatever_is_cut_off(bool unreachable, bool answerLost)
    {
        var answer = (await Bank.ReserveDropOffAsync(Reserve(Rma))).Value!;
        Assert.Equal((DropOffCodeOf(Rma), "S1"), (answer.Code, answer.Assignment.CompartmentId));
        Assert.Equal(answer, (await Bank.ReserveDropOffAsync(Reserve(Rma))).Value);
        var opened = (await Bank.OpenForPickupAsync(new OpenForPickup("open", answer.Qr))).Value!;
        Assert.True(opened.IsReturn);

        (_orders.Unreachable, _orders.AnswerLost) = (unreachable, answerLost);
        var report = new ReportDoor("shut", "S1", DoorState.Closed, CompartmentContent.NotEmpty);
        await Record.ExceptionAsync(() => Bank.ReportDoorAsync(report));
        (_orders.Unreachable, _orders.AnswerLost) = (false, false);
        _host.Restart();
        Assert.Null(await Bank.WakeAsync());
        Assert.Equal(FulfillmentStatus.ReturnedToSender, (await Bank.ReportDoorAsync(report)).Value!.Parcel!.Status);
        Assert.Single(_orders.Returned);
        Assert.Equal((ReturnRequestStatus.InTransit, Locker.Bank), (_orders.Requests[Rma].Status, _orders.Requests[Rma].DroppedOffAt));

        Assert.True((await Bank.OpenForRetrievalAsync(new OpenForRetrieval("get", "S1"))).Succeeded);
        Assert.True((await Bank.ConfirmRetrievalAsync(new ConfirmRetrieval("got", "S1"))).Succeeded);
        await Bank.WakeAsync();
        Assert.Equal(2, _orders.Returned.Count);
    }

    [Fact]
    public async Task Goods_of_a_return_that_ended_meanwhile_are_taken_out_and_no_order_hears_of_them()
    {
        var answer = (await Bank.ReserveDropOffAsync(Reserve(Rma))).Value!;
        await Bank.OpenForPickupAsync(new OpenForPickup("open", answer.Code));
        _orders.Refusal = new InvalidState("CANCELLED", "no");
        Assert.Equal("S1", (await Bank.ConfirmDropOffAsync(new ConfirmDropOff("in", "S1", null))).Value!.CompartmentId);
        Assert.Equal(FulfillmentStatus.Cancelled, (await Bank.GetAsync())!.Compartments.Single(compartment => compartment.Id == "S1").ParcelStatus);
        Assert.True((await Bank.OpenForRetrievalAsync(new OpenForRetrieval("get", "S1"))).Succeeded);
        Assert.True((await Bank.ConfirmRetrievalAsync(new ConfirmRetrieval("got", "S1"))).Succeeded);
        Assert.Null(await Bank.WakeAsync());
        Assert.Empty(_orders.Returned);
    }

    private static Decision<LockerBank.Event> Close(LockerBank.State state, CompartmentContent content, string operation) =>
        LockerBank.Decide(state, new ReportDoor(operation, "S1", DoorState.Closed, content), Noon);

    private static LockerBank.State Applied(LockerBank.State state, Func<LockerBank.State, Decision<LockerBank.Event>> decide)
    {
        var decision = decide(state);
        Assert.Null(decision.Failure);
        return decision.Events.Aggregate(state, LockerBank.Evolve);
    }
}
