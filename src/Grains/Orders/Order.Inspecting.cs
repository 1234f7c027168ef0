using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Announced goods are graded, unit by unit, and refunded like those that come back at a counter. What is missing is named, and its units are
/// the customer's; what was not announced comes back as well, if the policy lets it.
/// </summary>
public static partial class Order
{
    /// <summary>Announced goods are graded.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">What is there.</param>
    /// <param name="location">Where; null when it is not registered.</param>
    /// <param name="rules">The policy, with the products' own terms: for units that were not announced.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideInspectReturn(
        State state, InspectReturn command, LocationDetails? location, ReturnRules rules, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId)
            ?? (command.Lines.IsEmpty ? null : LineCount(command.Lines.Length))
            ?? ReasonTooLong(command.Reason)
            ?? OverrideRefusal(command.Override)
            ?? GradeRefusal(command.Lines)) is { } invalid)
        {
            return invalid;
        }

        var found = Find(state, command.RequestId, Operation.Of(command.OperationId, command));
        if (found is not { Request: { } request })
        {
            return found.Answer!.Value;
        }

        if (request is { Ended: ReturnRequestStatus.Lost, InspectedAt: null, ReturnId: not null })
        {
            return BookFound(state, request, command, found.Operation, location, now);
        }

        if (request is not ({ IsOpen: true } or { Ended: ReturnRequestStatus.Expired or ReturnRequestStatus.Lost, InspectedAt: null }))
        {
            return Not(state, request, "Only goods of an announced return that is neither graded, rejected nor cancelled are graded; others come back with returnItems.");
        }

        var (lines, agreed, unannounced) = Compare(request, command.Lines);
        Event.Returned? returned = null;
        if (!lines.IsEmpty)
        {
            var back = new ReturnItems(
                command.OperationId, command.LocationId, lines, command.Reason, command.RefundTo ?? request.RefundTo, command.Override, TillId: command.TillId);
            (returned, var refusal) = Accept(state, back, found.Operation, location, rules, now, agreed, request);
            if (refusal is not null)
            {
                return refusal;
            }
        }
        else if (location is null)
        {
            return new NotFound("location", command.LocationId);
        }

        var inspected = new Event.ReturnInspected(
            found.Operation, request.Id, location!.Id, returned?.ReturnId, MissingOf(request, lines), unannounced, now);
        return Happen(state, now, returned is null ? [inspected] : [inspected, returned]);
    }

    /// <summary>What is counted before goods of an announced return are refunded; null when the decision refunds nothing.</summary>
    /// <remarks>What was announced was counted then: the same id, with what it is worth now. Only what was not announced can be too much.</remarks>
    public static (string ReturnId, Money Refund, ImmutableArray<string> Keys, bool IsAgreed)? CountableInspection(
        State state, InspectReturn command, Decision<Event> decision) =>
        Countable(state, decision) is { } counted
            ? (command.RequestId, counted.Refund, counted.Keys, decision.Events.OfType<Event.ReturnInspected>().Single().Unannounced.IsEmpty && !IsExpired(state, command.RequestId))
            : null;

    private static bool IsExpired(State state, string requestId) =>
        state.ReturnRequests.Exists(request => request.Id == requestId && request.Ended == ReturnRequestStatus.Expired);

    /// <summary>
    /// The lines with the reasons that were announced; those of which the policy was asked then; and the units that nobody announced. A return
    /// that was not sent in time announces nothing any more.
    /// </summary>
    private static (ImmutableArray<ReturnLine> Lines, HashSet<int> Agreed, ImmutableArray<LineUnits> Unannounced) Compare(
        ReturnRequest request, ImmutableArray<ReturnLine> there)
    {
        var left = request.Ended is null or ReturnRequestStatus.Lost ? Sum(request.Lines.Select(line => (line.OrderLineId, line.Quantity))) : [];
        var more = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = ImmutableArray.CreateBuilder<ReturnLine>(there.Length);
        var agreed = new HashSet<int>();
        for (var i = 0; i < there.Length; i++)
        {
            var (id, quantity) = (there[i].OrderLineId, there[i].Quantity);
            var announced = Math.Min(Math.Max(0, quantity), left.GetValueOrDefault(id));
            left[id] = left.GetValueOrDefault(id) - announced;
            if (announced == quantity)
            {
                agreed.Add(i);
            }
            else
            {
                more[id] = more.GetValueOrDefault(id) + quantity - announced;
            }

            lines.Add(there[i] with { Reason = there[i].Reason ?? request.Lines.FirstOrDefault(line => line.OrderLineId == id)?.Reason });
        }

        return (lines.MoveToImmutable(), agreed, [.. more.Select(line => new LineUnits(line.Key, line.Value))]);
    }

    private static ImmutableArray<LineUnits> MissingOf(ReturnRequest request, ImmutableArray<ReturnLine> there)
    {
        var here = Sum(there.Select(line => (line.OrderLineId, line.Quantity)));
        return
        [
            .. Sum(request.Lines.Select(line => (line.OrderLineId, line.Quantity)))
                .Select(line => new LineUnits(line.Key, line.Value - here.GetValueOrDefault(line.Key)))
                .Where(line => line.Quantity > 0),
        ];
    }
}
