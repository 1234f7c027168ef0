using System.Collections.Immutable;
using OrleansCommerce.Grains.Orders;
using static OrleansCommerce.Integration.Events.EventDecision;

namespace OrleansCommerce.Integration.Events;

/// <summary>What others are told of announced returns; a return itself is <c>return.received</c>.</summary>
internal static class ReturnDecisions
{
    /// <summary>One for each kind of event of announced returns.</summary>
    public static IReadOnlyList<EventDecision> All { get; } =
    [
        Public<Order.Event.ReturnRequested, ReturnRequested>("return.requested", static (e, of) => new(
            e.RequestId,
            e.Number,
            of.Key,
            of.Order!.Number,
            e.Method,
            e.LocationId,
            [.. e.Lines.Select(static line => new AnnouncedLine(line.OrderLineId, line.Quantity, line.Reason))],
            e.At)),
        Public<Order.Event.ReturnAuthorized, ReturnAuthorized>("return.authorized", static (e, of) => new(
            e.RequestId, of.Key, of.Order!.Number, e.Deadline, e.At)),
        NotPublic<Order.Event.ReturnLabelAnswered>("Whoever has the tracking number sees where its customer lives; who may asks the API for it."),
        Public<Order.Event.ReturnRejected, ReturnRequestStep>("return.rejected", static (e, of) => Step(e.RequestId, of, null, e.At)),
        Public<Order.Event.ReturnCancelled, ReturnRequestStep>("return.cancelled", static (e, of) => Step(e.RequestId, of, null, e.At)),
        Public<Order.Event.ReturnExpired, ReturnRequestStep>("return.expired", static (e, of) => Step(e.RequestId, of, null, e.At)),
        Public<Order.Event.ReturnTracked, ReturnTracked>("return.tracked", static (e, of) => new(
            e.RequestId, of.Key, of.Order!.Number, e.Status, e.OccurredAt, e.At)),
        Public<Order.Event.ReturnDroppedOff, ReturnRequestStep>("return.dropped_off", static (e, of) => Step(e.RequestId, of, e.LocationId, e.At)),
        Public<Order.Event.ReturnFetched, ReturnRequestStep>("return.fetched", static (e, of) => Step(e.RequestId, of, e.LocationId, e.At)),
        Public<Order.Event.ReturnArrived, ReturnRequestStep>("return.arrived", static (e, of) => Step(e.RequestId, of, e.LocationId, e.At)),
        Public<Order.Event.ReturnInspected, ReturnInspected>("return.inspected", static (e, of) => new(
            e.RequestId, of.Key, of.Order!.Number, e.LocationId, e.ReturnId, UnitsOf(e.Missing), UnitsOf(e.Unannounced), e.At)),
        Public<Order.Event.ReturnLost, ReturnLost>("return.lost", static (e, of) => new(e.RequestId, of.Key, of.Order!.Number, e.ReturnId, e.At)),
        Public<Order.Event.ReturnFound, ReturnFound>("return.found", static (e, of) => new(
            e.RequestId,
            of.Key,
            of.Order!.Number,
            e.LocationId,
            [.. e.Lines.Select(static line => new ReturnedLine(line.OrderLineId, line.Sku, line.Quantity, line.Disposition, null, line.Condition))],
            UnitsOf(e.Missing),
            e.At)),
        NotPublic<Order.Event.ReturnFoundBooked>("The stock tells it: stock.level_changed."),
        NotPublic<Order.Event.ReturnCountForgotten>("How often somebody is given back is the shop's own; the returns are public."),
    ];

    private static ReturnRequestStep Step(string requestId, EventOrigin of, string? locationId, DateTimeOffset at) =>
        new(requestId, of.Key, of.Order!.Number, locationId, at);

    private static ImmutableArray<LineUnits> UnitsOf(ImmutableArray<Order.LineUnits> lines) =>
        [.. lines.Select(static line => new LineUnits(line.OrderLineId, line.Quantity))];
}
