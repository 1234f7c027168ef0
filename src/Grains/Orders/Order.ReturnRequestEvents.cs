using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    private static State? EvolveReturnRequest(State next, Event happened) => happened switch
    {
        Event.ReturnRequested e => Note(
            next with
            {
                ActedAt = e.At,
                ReturnRequests = next.ReturnRequests.Add(
                    new ReturnRequest(e.RequestId, e.Number, e.Operation, e.Method, e.LocationId, e.Lines, e.RefundTo, e.At)
                    {
                        IsCounted = e.IsCounted,
                        Override = e.Override,
                        Service = e.Service,
                        WeightGrams = e.WeightGrams,
                    }),
            },
            e.Operation),
        Event.ReturnAuthorized e => Go(next, e.RequestId, e.Operation, e.At, request => request with
        {
            Deadline = e.Deadline,
            TransitDays = e.TransitDays,
            LostRefund = e.LostRefund,
            Label = request.Method == ReturnMethod.Parcel
                ? new Label(ReturnLabelKey(request.Id), e.Operation, request.Service, request.WeightGrams, e.At, Transfer.Started)
                : null,
        }),
        Event.ReturnLabelAnswered e => LabelAnswered(next, e),
        Event.ReturnRejected e => End(next, e.RequestId, e.Operation, e.At, ReturnRequestStatus.Rejected, e.Reason),
        Event.ReturnCancelled e => End(next, e.RequestId, e.Operation, e.At, ReturnRequestStatus.Cancelled),
        Event.ReturnExpired e => End(next, e.RequestId, operation: null, e.At, ReturnRequestStatus.Expired),
        Event.ReturnTracked e => Go(next, e.RequestId, e.Operation, e.At, request => request with
        {
            Ended = request.LostAt is null ? null : request.Ended,
            Tracked = With(request.Tracked, new Tracking(e.Status, e.OccurredAt, e.Reason)),
        }),
        Event.ReturnDroppedOff e => Go(next, e.RequestId, e.Operation, e.At, request => request with { Ended = null, DroppedOffAt = e.LocationId }),
        Event.ReturnFetched e => Go(next, e.RequestId, e.Operation, e.At, request => request with { FetchedAt = e.At }),
        Event.ReturnArrived e => Go(
            next, e.RequestId, e.Operation, e.At, request => request with { ReceivedAt = e.At, LocationId = e.LocationId }),
        Event.ReturnInspected e => Go(next, e.RequestId, e.Operation, e.At, request => request with
        {
            ReceivedAt = request.ReceivedAt ?? e.At,
            InspectedAt = e.At,
            LocationId = e.LocationId,
            ReturnId = e.ReturnId,
            Missing = e.Missing,
            Unannounced = e.Unannounced,
        }),
        Event.ReturnLost e => Go(next, e.RequestId, e.Operation, e.At, request => request with
        {
            Ended = ReturnRequestStatus.Lost,
            LostAt = e.At,
            ReturnId = e.ReturnId,
        }),
        Event.ReturnFound e => Go(next, e.RequestId, e.Operation, e.At, request => Found(request, e)),
        Event.ReturnFoundBooked e => FoundBooked(next, e),
        Event.ReturnCountForgotten e => Change(next, e.RequestId, (ReturnRequest request) => request with { IsCounted = false }),
        _ => null,
    };

    private static string ReturnLabelKey(string requestId) => LabelKey.Of(requestId, 1);

    private static State Go(State next, string requestId, Operation? operation, DateTimeOffset at, Func<ReturnRequest, ReturnRequest> change) =>
        Note(Change(next with { ActedAt = at }, requestId, change), operation);

    private static State End(State next, string requestId, Operation? operation, DateTimeOffset at, ReturnRequestStatus how, string? reason = null) =>
        Go(next, requestId, operation, at, request => WithUnusedLabel(request with { Ended = how, Reason = reason }, at));

    private static State Change(State state, string requestId, Func<ReturnRequest, ReturnRequest> change)
    {
        var request = state.ReturnRequests.Single(request => request.Id == requestId);
        return state with { ReturnRequests = state.ReturnRequests.Replace(request, change(request)) };
    }

    public abstract partial record Event
    {
        /// <summary>Goods are to come back.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="RequestId">See <see cref="ReturnRequestId"/>.</param>
        /// <param name="Number">For people.</param>
        /// <param name="Method">How.</param>
        /// <param name="LocationId">Where to.</param>
        /// <param name="Lines">What.</param>
        /// <param name="RefundTo">Where the refund is to go.</param>
        /// <param name="Service">Of the carrier.</param>
        /// <param name="WeightGrams">Of the parcel.</param>
        /// <param name="IsCounted">Whether its customer's count has it.</param>
        /// <param name="Override">Who answers for it; null when the policy allowed it.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.return-requested")]
        public sealed record ReturnRequested(
            Operation Operation,
            string RequestId,
            string Number,
            ReturnMethod Method,
            string LocationId,
            ImmutableArray<AnnouncedLine> Lines,
            RefundTarget RefundTo,
            string Service,
            int WeightGrams,
            bool IsCounted,
            ReturnOverride? Override,
            DateTimeOffset At) : Event;

        /// <summary>The shop agrees: the goods are to be sent until the deadline. For a parcel, its carrier is going to be asked for a label.</summary>
        [Alias("order.return-authorized")]
        public sealed record ReturnAuthorized(Operation Operation, string RequestId, DateTimeOffset Deadline, DateTimeOffset At) : Event
        {
            /// <summary>How many days after they were handed over the goods are lost when they are not there; never when null.</summary>
            public int? TransitDays { get; init; }

            /// <summary>Whether lost goods are refunded.</summary>
            public LostReturnRefund LostRefund { get; init; }
        }

        /// <summary>What the carrier said about the label of an announced return.</summary>
        /// <param name="RequestId">Which announced return.</param>
        /// <param name="IsGivenBack">Whether it was asked to take it back.</param>
        /// <param name="Answer">Pending: it is asked again with the same key.</param>
        /// <param name="Carrier">Its name, when the label was bought.</param>
        /// <param name="TrackingNumber">Its number, when the label was bought.</param>
        /// <param name="Url">Where the label lies, when it was bought.</param>
        /// <param name="Code">Why not, when it was declined.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.return-label-answered")]
        public sealed record ReturnLabelAnswered(
            string RequestId,
            bool IsGivenBack,
            Transfer Answer,
            string? Carrier,
            string? TrackingNumber,
            string? Url,
            string? Code,
            DateTimeOffset At) : Event;

        /// <summary>The shop will not have announced goods; their units are free for another return.</summary>
        [Alias("order.return-rejected")]
        public sealed record ReturnRejected(Operation Operation, string RequestId, string Reason, DateTimeOffset At) : Event;

        /// <summary>An announced return was called off; its units are free for another.</summary>
        [Alias("order.return-cancelled")]
        public sealed record ReturnCancelled(Operation Operation, string RequestId, DateTimeOffset At) : Event;

        /// <summary>Announced goods were not sent in time; their units are free for another return.</summary>
        [Alias("order.return-expired")]
        public sealed record ReturnExpired(string RequestId, DateTimeOffset At) : Event;

        /// <summary>Something happened to announced goods on their way.</summary>
        /// <param name="Operation">Of the request, or the carrier's notice.</param>
        /// <param name="RequestId">Which announced return.</param>
        /// <param name="Status">What.</param>
        /// <param name="OccurredAt">When it happened, UTC.</param>
        /// <param name="Reason">As given.</param>
        /// <param name="At">When it was told, UTC.</param>
        [Alias("order.return-tracked")]
        public sealed record ReturnTracked(
            Operation Operation, string RequestId, TrackingStatus Status, DateTimeOffset OccurredAt, string? Reason, DateTimeOffset At) : Event;

        /// <summary>Announced goods lie in a locker.</summary>
        [Alias("order.return-dropped-off")]
        public sealed record ReturnDroppedOff(Operation Operation, string RequestId, string LocationId, DateTimeOffset At) : Event;

        /// <summary>A courier took announced goods out of a locker.</summary>
        [Alias("order.return-fetched")]
        public sealed record ReturnFetched(Operation Operation, string RequestId, string LocationId, DateTimeOffset At) : Event;

        /// <summary>Announced goods are at a location.</summary>
        [Alias("order.return-arrived")]
        public sealed record ReturnArrived(Operation Operation, string RequestId, string LocationId, DateTimeOffset At) : Event;

        /// <summary>Announced goods were graded; the return that follows has their units.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="RequestId">Which announced return.</param>
        /// <param name="LocationId">Where.</param>
        /// <param name="ReturnId">The return; null when nothing came.</param>
        /// <param name="Missing">Announced units that were not there.</param>
        /// <param name="Unannounced">Units that were there and not announced.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.return-inspected")]
        public sealed record ReturnInspected(
            Operation Operation,
            string RequestId,
            string LocationId,
            string? ReturnId,
            ImmutableArray<LineUnits> Missing,
            ImmutableArray<LineUnits> Unannounced,
            DateTimeOffset At) : Event;

        /// <summary>Its customer's count has an announced return no more, of which nothing came.</summary>
        [Alias("order.return-count-forgotten")]
        public sealed record ReturnCountForgotten(string RequestId) : Event;
    }
}
