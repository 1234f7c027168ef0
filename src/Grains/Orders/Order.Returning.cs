using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>Goods come back.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">What comes back.</param>
    /// <param name="location">Where; null when it is not registered.</param>
    /// <param name="rules">The policy, with the products' own terms.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideReturn(
        State state, ReturnItems command, LocationDetails? location, ReturnRules rules, DateTimeOffset now)
    {
        if ((Limits.OperationId(command.OperationId)
            ?? LineCount(command.Lines.Length)
            ?? ReasonTooLong(command.Reason)
            ?? OverrideRefusal(command.Override)
            ?? GradeRefusal(command.Lines)) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        var (returned, refusal) = Accept(state, command, operation, location, rules, now);
        return refusal is not null ? refusal : Happen(state, now, [returned!]);
    }

    /// <summary>What a return brings about, or why it is refused.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">What comes back; its shape was checked.</param>
    /// <param name="operation">Of the request.</param>
    /// <param name="location">Where; null when it is not registered.</param>
    /// <param name="rules">The policy, with the products' own terms.</param>
    /// <param name="now">UTC.</param>
    /// <param name="agreed">The lines of which the policy was asked before, by index.</param>
    /// <param name="request">The announced return that has the units; null for one at a counter.</param>
    private static (Event.Returned? Returned, Failure? Refusal) Accept(
        State state,
        ReturnItems command,
        Operation operation,
        LocationDetails? location,
        ReturnRules rules,
        DateTimeOffset now,
        IReadOnlySet<int>? agreed = null,
        ReturnRequest? request = null)
    {
        if (state.Terms is null)
        {
            return (null, NoOrder(state));
        }

        if (location is null)
        {
            return (null, new NotFound("location", command.LocationId));
        }

        var status = StatusOf(state);
        if (state.Phase != Phase.Open || status == OrderStatus.AwaitingPayment)
        {
            return (null, new InvalidState(SchemaName.Of(status), "Only goods of a paid order can come back."));
        }

        var (lines, refusal) = Price(state, command.Lines, request?.Id);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        if (lines.Any(line => line is { StockTracked: true, Disposition: not Disposition.WriteOff })
            && !Location.HoldsStock(location, location.Id, out var unfit))
        {
            return (null, unfit);
        }

        if (command.Override is null && PolicyRefusal(state, command.Lines, rules, now, areSeen: true, agreed, request) is { } refused)
        {
            return (null, refused);
        }

        var refund = lines.Sum(line => line.Refund);
        if (command.ExpectedRefund is { } expected && expected != refund)
        {
            return (null, new InvalidState(SchemaName.Of(status), "Goods of this order came back meanwhile, and what these are worth has changed; please try again."));
        }

        if (command.Exchanged is not null && refund > state.Payments.Sum(payment => RefundableOf(state, payment)))
        {
            return (null, new InvalidState(SchemaName.Of(status), "The money for these goods was not taken yet: they can come back, and not be exchanged."));
        }

        return (
            new Event.Returned(
                operation,
                $"{state.Id}:return:{state.Returns.Count + 1}",
                command.LocationId,
                lines,
                refund,
                command.Reason,
                now,
                command.RefundTo ?? RefundTarget.OriginalTenders,
                command.Override,
                command.TillId)
            {
                KeepsLedger = location.Kind != LocationKind.LockerBank,
                Exchanged = Math.Min(command.Exchanged ?? 0, refund),
                RequestId = request?.Id,
            },
            null);
    }

    /// <summary>What a return would give back.</summary>
    public static Result<ReturnQuote> Quote(State state, Decision<Event> decision)
    {
        if (decision.Failure is { } failure)
        {
            return failure;
        }

        return decision.Events.OfType<Event.Returned>().FirstOrDefault() is not { } returned
            ? new InvalidState(SchemaName.Of(StatusOf(state)), "This operation was done before.")
            : new ReturnQuote(
                state.Terms!.CustomerId,
                new Money(returned.Refund, state.Terms.Currency),
                [.. returned.Lines.Select(line => LineDetails(state, line))]);
    }

    /// <summary>
    /// A line's refund is its share of the line's total. Shares are differences of rounded running sums, so whatever the
    /// portions in which a line comes back, the refunds add up to its total, to the penny.
    /// </summary>
    public static decimal Share(Line line, string currency, int returnedBefore, int returnedAfter)
    {
        return UpTo(returnedAfter) - UpTo(returnedBefore);

        decimal UpTo(int units) => new Money(line.Total * units / line.Quantity, currency).Rounded().Amount;
    }

    /// <summary>What units would give back, when there are so many, and no other announced return has them.</summary>
    private static (ImmutableArray<ReturnedLine> Lines, InvalidInput? Refusal) Price(
        State state, ImmutableArray<ReturnLine> wanted, string? requestId = null)
    {
        var orderLines = state.Terms!.Lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
        var announced = AnnouncedUnits(state, requestId);
        var fulfilled = FulfilledUnits(state, withTakenBack: true);
        var returned = new Dictionary<string, int>(state.ReturnedUnits, StringComparer.Ordinal);
        var lines = ImmutableArray.CreateBuilder<ReturnedLine>(wanted.Length);
        for (var i = 0; i < wanted.Length; i++)
        {
            var entry = wanted[i];
            if (!orderLines.TryGetValue(entry.OrderLineId, out var line))
            {
                return ([], new InvalidInput($"lines[{i}].orderLineId", $"the order has no line '{entry.OrderLineId}'."));
            }

            if (Limits.Quantity(entry.Quantity, $"lines[{i}].quantity") is { } invalid)
            {
                return ([], invalid);
            }

            var before = returned.GetValueOrDefault(line.Id);
            var claimed = announced.GetValueOrDefault(line.Id);
            var left = Math.Max(0, fulfilled.GetValueOrDefault(line.Id) - before - claimed);
            if (entry.Quantity > left)
            {
                var others = claimed == 0 ? string.Empty : $" {claimed} more are announced as {NumbersOf(state, line.Id, requestId)}: receive them as that, or cancel it.";
                return ([], new InvalidInput($"lines[{i}].quantity", $"at most {left} units can come back, was {entry.Quantity}.{others}"));
            }

            returned[line.Id] = before + entry.Quantity;
            var cancelled = state.CancelledUnits.GetValueOrDefault(line.Id);
            var refund = Share(line, state.Terms.Currency, cancelled + before, cancelled + before + entry.Quantity);
            lines.Add(new ReturnedLine(
                line.Id, line.Sku, line.StockTracked, entry.Quantity, entry.Disposition, refund, entry.Reason, entry.Note, entry.Condition));
        }

        return (lines.MoveToImmutable(), null);
    }
}
