using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
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

        if (state.Terms is null)
        {
            return NoOrder(state);
        }

        if (location is null)
        {
            return new NotFound("location", command.LocationId);
        }

        var status = StatusOf(state);
        if (state.Phase != Phase.Open || status == OrderStatus.AwaitingPayment)
        {
            return new InvalidState(SchemaName.Of(status), "Only goods of a paid order can come back.");
        }

        var (lines, refusal) = Price(state, command.Lines);
        if (refusal is not null)
        {
            return refusal;
        }

        if (location.Kind == LocationKind.LockerBank && lines.Any(line => line is { StockTracked: true, Disposition: not Disposition.WriteOff }))
        {
            return new InvalidInput("locationId", $"'{location.Id}' is a locker bank: it holds no stock of its own.");
        }

        if (command.Override is null && PolicyRefusal(state, command.Lines, rules, now) is { } refused)
        {
            return refused;
        }

        var refund = lines.Sum(line => line.Refund);
        if (command.ExpectedRefund is { } expected && expected != refund)
        {
            return new InvalidState(SchemaName.Of(status), "Goods of this order came back meanwhile, and what these are worth has changed; please try again.");
        }

        if (command.Exchanged is not null && refund > state.Payments.Sum(payment => RefundableOf(state, payment)))
        {
            return new InvalidState(SchemaName.Of(status), "The money for these goods was not taken yet: they can come back, and not be exchanged.");
        }

        var returnId = $"{state.Id}:return:{state.Returns.Count + 1}";
        var returned = new Event.Returned(
            operation,
            returnId,
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
        };
        return Happen(state, now, [returned]);
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

    private static (ImmutableArray<ReturnedLine> Lines, InvalidInput? Refusal) Price(State state, ImmutableArray<ReturnLine> wanted)
    {
        var orderLines = state.Terms!.Lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
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
            var left = fulfilled.GetValueOrDefault(line.Id) - before;
            if (entry.Quantity > left)
            {
                return ([], new InvalidInput($"lines[{i}].quantity", $"at most {left} units can come back, was {entry.Quantity}."));
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
