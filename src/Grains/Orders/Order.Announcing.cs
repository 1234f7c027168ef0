using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>How an announced return begins, and how it ends without goods: rejected, called off, or never sent.</summary>
public static partial class Order
{
    /// <summary>The most announced returns of an order: who needs more has somebody look at it.</summary>
    public const int ReturnRequestCountMax = 100;

    /// <summary>The state of an order that has <see cref="ReturnRequestCountMax"/> of them.</summary>
    public const string ReturnRequestsFull = "RETURN_REQUESTS_FULL";

    /// <summary>Where announced goods go to: where the command says, or where the first of them left; null when none left anywhere.</summary>
    public static string? ReturnLocation(State state, RequestReturn command) => command.LocationId
        ?? state.Parcels
            .Find(parcel => parcel.IsAlive && parcel.Content.Lines.Any(line => command.Lines.Any(back => back.OrderLineId == line.OrderLineId)))
            ?.Content.LocationId;

    /// <summary>Goods are to come back. The policy is asked now, and not again when they come.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">What comes back, and how.</param>
    /// <param name="location">Of <see cref="ReturnLocation"/>; null when it is not registered.</param>
    /// <param name="rules">The policy, with the products' own terms.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideRequestReturn(
        State state, RequestReturn command, LocationDetails? location, ReturnRules rules, DateTimeOffset now)
    {
        if (Refusal(command) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Terms is null)
        {
            return NoOrder(state);
        }

        var status = StatusOf(state);
        if (state.Phase != Phase.Open || status == OrderStatus.AwaitingPayment)
        {
            return new InvalidState(SchemaName.Of(status), "Only goods of a paid order can come back.");
        }

        if (state.ReturnRequests.Count >= ReturnRequestCountMax)
        {
            return new InvalidState(ReturnRequestsFull, $"This order has {ReturnRequestCountMax} announced returns; no more are taken.");
        }

        ImmutableArray<ReturnLine> lines =
            [.. command.Lines.Select(line => new ReturnLine(line.OrderLineId, line.Quantity, Disposition.Quarantine, line.Reason, line.Note))];
        if (Price(state, lines).Refusal is { } refusal)
        {
            return refusal;
        }

        if (ReturnLocation(state, command) is not { } locationId)
        {
            return new InvalidInput("locationId", "must be named: none of these lines left a location.");
        }

        if (location is null)
        {
            return new NotFound("location", locationId);
        }

        if (location.Kind == LocationKind.LockerBank)
        {
            return new InvalidInput("locationId", $"'{location.Id}' is a locker bank: the location is the one that gets the goods in the end.");
        }

        if (command.Override is null && PolicyRefusal(state, lines, rules, now, areSeen: false) is { } refused)
        {
            return refused;
        }

        var number = state.ReturnRequests.Count + 1;
        var requestId = ReturnRequestId.Of(state.Id, number);
        var requested = new Event.ReturnRequested(
            operation,
            requestId,
            $"{state.Terms.Number}-R{number}",
            command.Method,
            location.Id,
            [.. command.Lines.Select(line => new AnnouncedLine(line.OrderLineId, line.Quantity, line.Reason, line.Note))],
            command.RefundTo ?? RefundTarget.OriginalTenders,
            command.Service,
            command.WeightGrams,
            IsCounted: rules.Policy.Limits.Limits(withoutReceipt: false),
            command.Override,
            now);
        return Happen(state, now, command.IsByStaff || !rules.Policy.ReviewsRequests
            ? [requested, Authorized(operation, requestId, rules.Policy, now)]
            : [requested]);
    }

    /// <summary>What is counted before a return is announced; null when it is refused anyway, or was done before.</summary>
    public static (string ReturnId, Money Refund, ImmutableArray<string> Keys)? Announceable(State state, RequestReturn command, Decision<Event> decision)
    {
        if (decision.Failure is not null || decision.Events.IsDefault || decision.Events.OfType<Event.ReturnRequested>().FirstOrDefault() is not { } requested)
        {
            return null;
        }

        var lines = Price(state, [.. command.Lines.Select(line => new ReturnLine(line.OrderLineId, line.Quantity, Disposition.Quarantine))]).Lines;
        return (requested.RequestId, new Money(lines.Sum(line => line.Refund), state.Terms!.Currency), LimitKeys(state));
    }

    /// <summary>The shop agrees.</summary>
    public static Decision<Event> DecideAuthorizeReturn(State state, AdvanceReturnRequest command, ReturnPolicy policy, DateTimeOffset now) =>
        Find(state, command, "authorize") switch
        {
            { Answer: { } answer } => answer,
            { Request: { IsOpen: true, Deadline: null, ReceivedAt: null } } found => Happen(
                state, now, [Authorized(found.Operation, command.RequestId, policy, now)]),
            var (_, request, _) => Not(state, request!, "Only an announced return that waits for the shop's agreement can be agreed to."),
        };

    /// <summary>The shop will not have the goods, announced or seen.</summary>
    public static Decision<Event> DecideRejectReturn(State state, AdvanceReturnRequest command, DateTimeOffset now) =>
        Limits.Text(command.Reason, "reason", ReasonLengthMax) is { } invalid
            ? invalid
            : Find(state, command, "reject") switch
            {
                { Answer: { } answer } => answer,
                { Request: { IsOpen: true } } found => Happen(
                    state, now, [new Event.ReturnRejected(found.Operation, command.RequestId, command.Reason!, now)]),
                var (_, request, _) => Not(state, request!, "Only an announced return that is neither graded nor over can be rejected."),
            };

    /// <summary>The customer keeps the goods.</summary>
    public static Decision<Event> DecideCancelReturnRequest(State state, AdvanceReturnRequest command, DateTimeOffset now) =>
        Find(state, command, "cancel") switch
        {
            { Answer: { } answer } => answer,
            { Request: { IsOpen: true, IsOnItsWay: false, ReceivedAt: null } } found => Happen(
                state, now, [new Event.ReturnCancelled(found.Operation, command.RequestId, now)]),
            var (_, request, _) => Not(state, request!, "Only an announced return whose goods were not sent can be cancelled."),
        };

    /// <summary>Returns that were agreed to and not sent in time.</summary>
    private static IEnumerable<Event> UnsentReturns(State state, DateTimeOffset now) => state.ReturnRequests
        .Where(request => IsUnsent(request) && request.Deadline <= now)
        .Select(request => new Event.ReturnExpired(request.Id, now));

    /// <summary>When returns end that are not sent.</summary>
    private static IEnumerable<DateTimeOffset> ReturnDeadlines(State state) =>
        state.ReturnRequests.Where(IsUnsent).Select(request => request.Deadline!.Value);

    private static bool IsUnsent(ReturnRequest request) => request is { IsOpen: true, IsOnItsWay: false, ReceivedAt: null, Deadline: not null };

    /// <summary>What holds for goods that are lost is what the customer was told then.</summary>
    private static Event.ReturnAuthorized Authorized(Operation operation, string requestId, ReturnPolicy policy, DateTimeOffset now) =>
        new(operation, requestId, now.AddDays(policy.RequestDays), now) { TransitDays = policy.TransitDays, LostRefund = policy.LostRefund };

    private static InvalidInput? Refusal(RequestReturn command)
    {
        var invalid = Limits.OperationId(command.OperationId)
            ?? LineCount(command.Lines.Length)
            ?? OverrideRefusal(command.Override)
            ?? LabelRefusal(command.Service, command.WeightGrams);
        for (var i = 0; invalid is null && i < command.Lines.Length; i++)
        {
            invalid = command.Lines[i].Note is { } note ? Limits.Text(note, $"lines[{i}].note", NoteLengthMax) : null;
        }

        return invalid;
    }

    /// <summary>The announced return of a command, or the command's answer. The commands look alike, so the step is a part of their fingerprint.</summary>
    private static FoundRequest Find(State state, AdvanceReturnRequest command, string step)
    {
        var operation = Operation.Of(command.OperationId, new { command, Step = step });
        return Limits.OperationId(command.OperationId) is { } invalid
            ? new FoundRequest(invalid, null, operation)
            : Find(state, command.RequestId, operation);
    }

    private static FoundRequest Find(State state, string requestId, Operation operation)
    {
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return new FoundRequest(recalled, null, operation);
        }

        return state.ReturnRequests.Find(candidate => candidate.Id == requestId) is { } request
            ? new FoundRequest(null, request, operation)
            : new FoundRequest(new NotFound("return request", requestId), null, operation);
    }

    private static InvalidState Not(State state, ReturnRequest request, string reason) => new(SchemaName.Of(StatusOf(state, request)), reason);

    private sealed record FoundRequest(Decision<Event>? Answer, ReturnRequest? Request, Operation Operation);
}
