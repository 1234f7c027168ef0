using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Grains.Transfers;
using OrleansCommerce.Stock;
using static OrleansCommerce.Grains.Transfers.Transfer.Event;

namespace OrleansCommerce.Grains.Tests.Transfers;

public sealed class TransferTests
{
    private static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;
    private static readonly DispatchTransfer Dispatch = new("d1", "w1", "shop", [new("mug", 5), new("lamp", 2)], "DN-7");

    [Fact]
    public void Goods_leave_are_on_the_way_and_are_there()
    {
        var sent = Done(Started(), Transfer.Phase.Sending);
        Assert.Equal(TransferStatus.Dispatching, Transfer.StatusOf(sent.State));
        var transit = Done(sent, Transfer.Phase.Announcing);
        Assert.Equal(TransferStatus.InTransit, Transfer.StatusOf(transit.State));
        Assert.Null(Transfer.NextWake(transit.State));

        var receive = new ReceiveTransfer("r1", [new("mug", 3, 1)]);
        var receiving = transit.When(state => Transfer.DecideReceive(state, receive, Noon));
        var received = Done(receiving.And, Transfer.Phase.Receiving);
        var details = Transfer.Details(received.State)!;
        Assert.Equal(TransferStatus.Received, details.Status);
        Assert.Equal([new("mug", 5, 3, 1, 1), new("lamp", 2, 0, 0, 2)], details.Lines.ToArray());
        received.When(state => Transfer.DecideReceive(state, receive, Noon)).ThenRepeats(received.State.Version);
        Assert.IsType<InvalidState>(received.When(state => Transfer.DecideReceive(state, receive with { OperationId = "r2" }, Noon)).Decision.Failure);
    }

    [Fact]
    public void Of_a_line_that_is_short_nothing_leaves_and_what_left_comes_back()
    {
        var given = Started().When(state => Transfer.DecideDone(state, Transfer.Phase.Sending, [0])).And
            .When(state => Transfer.DecideShort(state, 1, 1)).ThenHappens(new ShortageFound(1, 1)).And;
        Assert.Equal([0, 1], Assert.IsType<Transfer.Step.TakeBack>(Transfer.NextStep(given.State)).Lines);
        var rejected = Done(given, Transfer.Phase.TakingBack);
        Assert.Equal(new OutOfStock("lamp", 2, 1), Transfer.DispatchFailure(rejected.State));
        rejected.When(state => Transfer.DecideDispatch(state, Dispatch, null, Noon)).ThenRepeats(rejected.State.Version);
        Assert.Null(Transfer.NextStep(rejected.State));
    }

    [Fact]
    public void An_unfinished_step_is_looked_after() => Assert.Equal(Noon + Transfer.StepPatience, Transfer.NextWake(Started().State));

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Refused(Dispatch with { ToLocationId = "w1" }, "toLocationId");
        Refused(Dispatch with { Lines = [] }, "lines");
        Refused(Dispatch with { Lines = [new("mug", 0)] }, "lines[0].quantity");
        Refused(Dispatch with { Lines = [new("mug", 1), new("mug", 1)] }, "lines[1].sku");
        Refused(Dispatch with { OperationId = " " }, "operationId");

        static void Refused(DispatchTransfer command, string field) =>
            Given().When(state => Transfer.DecideDispatch(state, command, null, Noon)).ThenIsInvalid(field);
    }

    [Fact]
    public void No_more_comes_than_was_sent()
    {
        var transit = Done(Done(Started(), Transfer.Phase.Sending), Transfer.Phase.Announcing);
        Refused("lines[0].received", new TransferReceipt("mug", 4, 2));
        Refused("lines[0].received", new TransferReceipt("mug", -1, 2));
        Refused("lines[0].sku", new TransferReceipt("hat", 1, 0));
        Refused("lines[1].sku", new TransferReceipt("mug", 1, 0), new TransferReceipt("mug", 1, 0));

        void Refused(string field, params TransferReceipt[] lines) =>
            transit.When(state => Transfer.DecideReceive(state, new ReceiveTransfer("r1", [.. lines]), Noon)).ThenIsInvalid(field);
    }

    [Fact]
    public void Durable_names_only_ever_grow_in_number() => Assert.Equal(
        ["transfer.dispatch-started", "transfer.line-done", "transfer.receipt-started", "transfer.shortage-found"],
        Transfer.Codec.Names.Order(StringComparer.Ordinal));

    private static Given<Transfer.State, Transfer.Event> Given() =>
        EventSourcing.Given.History<Transfer.State, Transfer.Event>(Transfer.Nothing("t1"), Transfer.Evolve);

    private static Given<Transfer.State, Transfer.Event> Started() =>
        Given().When(state => Transfer.DecideDispatch(state, Dispatch, null, Noon)).And;

    private static Given<Transfer.State, Transfer.Event> Done(Given<Transfer.State, Transfer.Event> given, Transfer.Phase phase) =>
        given.When(state => Transfer.DecideDone(state, phase, [0, 1])).And;
}
