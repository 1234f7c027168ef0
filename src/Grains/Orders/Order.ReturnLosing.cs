using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Announced goods that a carrier lost: it says so, or somebody of the shop does, or they are not there so long after they were handed over.
/// Whether they are refunded was said when the shop agreed. Their units are written off, and when they do come, they are booked, and nothing
/// is refunded for them again.
/// </summary>
public static partial class Order
{
    /// <summary>The reason of what becomes of goods that were lost, refunded, and came after all.</summary>
    public const string FoundAgain = "found_again";

    /// <summary>Units of a lost return that came after all.</summary>
    /// <param name="OrderLineId">Of which line.</param>
    /// <param name="Sku">What.</param>
    /// <param name="StockTracked">Whether a stock has them.</param>
    /// <param name="Quantity">How many.</param>
    /// <param name="Disposition">What becomes of them.</param>
    /// <param name="Condition">How they are; null when nobody graded them.</param>
    /// <param name="Note">More about it, in words.</param>
    public sealed record FoundLine(
        string OrderLineId, string Sku, bool StockTracked, int Quantity, Disposition Disposition, ReturnCondition? Condition, string? Note)
    {
        /// <summary>Whether the books have them as written off, and they are not.</summary>
        internal bool IsToBook => StockTracked && Disposition != Disposition.WriteOff;
    }

    /// <summary>The location's stock has what was found of a lost return.</summary>
    public static Decision<Event> DecideFoundBooked(State state, string requestId, DateTimeOffset now) => Happen(
        state, now, state.ReturnRequests.Where(request => request.Id == requestId && request.FoundBy is not null).Select(_ => new Event.ReturnFoundBooked(requestId)));

    /// <summary>When announced goods are lost, since they are not there yet, UTC; null when never.</summary>
    /// <remarks>What a carrier says it brought here or to the customer, somebody has to look for.</remarks>
    private static DateTimeOffset? LostOn(ReturnRequest request) =>
        request is { IsOpen: true, ReceivedAt: null, TransitDays: { } days }
        && (request.Tracked.IsEmpty ? request.FetchedAt : request.Tracked[0].OccurredAt) is { } handedOverAt
        && (request.Tracked.IsEmpty || request.Tracked[^1].Status is not (TrackingStatus.Delivered or TrackingStatus.ReturnedToSender))
            ? handedOverAt.AddDays(days)
            : null;

    /// <summary>When returns are lost that are still not there.</summary>
    private static IEnumerable<DateTimeOffset> ReturnLossDues(State state) =>
        state.ReturnRequests.Select(LostOn).Where(due => due is not null).Select(due => due!.Value);

    /// <summary>Returns that are not there so long after they were handed over.</summary>
    private static List<Event> OverdueReturns(State state, DateTimeOffset now)
    {
        var happened = new List<Event>();
        foreach (var overdue in state.ReturnRequests.Where(request => LostOn(request) <= now))
        {
            foreach (var lost in Lose(state, overdue, operation: null, now))
            {
                happened.Add(lost);
                state = Evolve(state, lost);
            }
        }

        return happened;
    }

    /// <summary>Announced goods are lost; where they are refunded, the return that does it follows.</summary>
    private static IEnumerable<Event> Lose(State state, ReturnRequest request, Operation? operation, DateTimeOffset now)
    {
        var isOurs = request.DroppedOffAt is not null || request.Label is { Buying: Transfer.Done };
        if (request.LostRefund == LostReturnRefund.Never || (request.LostRefund == LostReturnRefund.OwnLabel && !isOurs))
        {
            yield return new Event.ReturnLost(operation, request.Id, ReturnId: null, now);
            yield break;
        }

        // The units are the request's own, so there are as many.
        var lines = Price(
            state,
            [.. request.Lines.Select(line => new ReturnLine(line.OrderLineId, line.Quantity, Disposition.WriteOff, line.Reason))],
            request.Id).Lines;
        var returnId = $"{state.Id}:return:{state.Returns.Count + 1}";
        yield return new Event.ReturnLost(operation, request.Id, returnId, now);
        yield return new Event.Returned(
            operation ?? Operation.Of($"lost:{request.Number}", request.Id),
            returnId,
            request.LocationId,
            lines,
            lines.Sum(line => line.Refund),
            LostByCarrier,
            now,
            request.RefundTo,
            request.Override)
        {
            KeepsLedger = true,
            RequestId = request.Id,
            OwesCash = true,
        };
    }

    /// <summary>Units of a lost return that was refunded are there after all: they are booked, and nothing else.</summary>
    private static Decision<Event> BookFound(
        State state, ReturnRequest request, InspectReturn command, Operation operation, LocationDetails? location, DateTimeOffset now)
    {
        if (!Location.HoldsStock(location, command.LocationId, out var unfit))
        {
            return unfit;
        }

        var left = Sum(request.Lines.Select(line => (line.OrderLineId, line.Quantity)));
        var found = ImmutableArray.CreateBuilder<FoundLine>(command.Lines.Length);
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var line = command.Lines[i];
            if (!left.TryGetValue(line.OrderLineId, out var units))
            {
                return new InvalidInput(
                    $"lines[{i}].orderLineId", $"'{line.OrderLineId}' is not in this return, which was refunded when it was lost; what else is there comes back with returnItems.");
            }

            if (Limits.Quantity(line.Quantity, $"lines[{i}].quantity") is { } invalid)
            {
                return invalid;
            }

            if (line.Quantity > units)
            {
                return new InvalidInput(
                    $"lines[{i}].quantity", $"at most {units} units of this return, which was refunded when it was lost, can be there, was {line.Quantity}; others come back with returnItems.");
            }

            left[line.OrderLineId] = units - line.Quantity;
            var ordered = state.Terms!.Lines.Single(candidate => candidate.Id == line.OrderLineId);
            found.Add(new FoundLine(line.OrderLineId, ordered.Sku, ordered.StockTracked, line.Quantity, line.Disposition, line.Condition, line.Note));
        }

        return Happen(
            state,
            now,
            [new Event.ReturnFound(operation, request.Id, location.Id, found.MoveToImmutable(), MissingOf(request, command.Lines), now)]);
    }

    private static ReturnRequest Found(ReturnRequest request, Event.ReturnFound e) => request with
    {
        ReceivedAt = request.ReceivedAt ?? e.At,
        InspectedAt = e.At,
        LocationId = e.LocationId,
        Missing = e.Missing,
        Found = e.Lines,
        FoundBy = e.Lines.Any(line => line.IsToBook) ? e.Operation : null,
    };

    private static State FoundBooked(State next, Event.ReturnFoundBooked e)
    {
        var request = next.ReturnRequests.Single(request => request.Id == e.RequestId);
        return Note(Change(next, e.RequestId, (ReturnRequest booked) => booked with { FoundBy = null }), request.FoundBy);
    }

    public abstract partial record Event
    {
        /// <summary>Announced goods are lost on their way. Where they are refunded, <see cref="Returned"/> follows.</summary>
        /// <param name="Operation">Of who said so; null when they are not there in time.</param>
        /// <param name="RequestId">Which announced return.</param>
        /// <param name="ReturnId">The return that refunds them; null when they are not refunded.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.return-lost")]
        public sealed record ReturnLost(Operation? Operation, string RequestId, string? ReturnId, DateTimeOffset At) : Event;

        /// <summary>Goods of a lost return that was refunded are there after all.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="RequestId">Which announced return.</param>
        /// <param name="LocationId">Where.</param>
        /// <param name="Lines">What.</param>
        /// <param name="Missing">Announced units that are still lost.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.return-found")]
        public sealed record ReturnFound(
            Operation Operation,
            string RequestId,
            string LocationId,
            ImmutableArray<FoundLine> Lines,
            ImmutableArray<LineUnits> Missing,
            DateTimeOffset At) : Event;

        /// <summary>The location's stock has what was found.</summary>
        [Alias("order.return-found-booked")]
        public sealed record ReturnFoundBooked(string RequestId) : Event;
    }
}
