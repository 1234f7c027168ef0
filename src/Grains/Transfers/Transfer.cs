using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Transfers;

/// <summary>
/// The rules of a transfer. Pure. The goods leave the first location's books line by line, all lines or none; then they are in transit
/// in the second one's; then they are there. Between any two of these steps a crash loses nothing: each is asked for again.
/// </summary>
public static partial class Transfer
{
    /// <summary>The most lines: a lorry of more has several delivery notes.</summary>
    public const int LineCountMax = 200;

    /// <summary>The longest reference, in characters.</summary>
    public const int ReferenceLengthMax = 100;

    /// <summary>After what time an unfinished step is looked after.</summary>
    public static TimeSpan StepPatience { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Goods are to leave.</summary>
    /// <param name="state">Of the transfer.</param>
    /// <param name="command">What, and from where to where.</param>
    /// <param name="refusal">What is wrong with the two locations; null when nothing is.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideDispatch(State state, DispatchTransfer command, Failure? refusal, DateTimeOffset now)
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

        if (state.Terms is not null)
        {
            return new OperationIdReused(command.OperationId);
        }

        if (refusal is not null)
        {
            return refusal;
        }

        return new Event.DispatchStarted(operation, command.FromLocationId, command.ToLocationId, command.Lines, command.Reference, now);
    }

    /// <summary>Goods are there.</summary>
    public static Decision<Event> DecideReceive(State state, ReceiveTransfer command, DateTimeOffset now)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Terms is not { } terms)
        {
            return new NotFound("transfer", state.Id);
        }

        if (state.Phase != Phase.InTransit)
        {
            return new InvalidState(SchemaName.Of(StatusOf(state)), "Only a transfer that is in transit can be received.");
        }

        var receipts = terms.Lines.Select(line => new TransferReceipt(line.Sku, 0, 0)).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var line = command.Lines[i];
            var index = terms.Lines.Select(sent => sent.Sku).ToImmutableArray().IndexOf(line.Sku);
            if (index < 0 || !seen.Add(line.Sku))
            {
                return new InvalidInput($"lines[{i}].sku", $"must be a SKU of the transfer, once: '{line.Sku}'.");
            }

            if (line.Received < 0 || line.Damaged < 0 || (long)line.Received + line.Damaged > terms.Lines[index].Quantity)
            {
                return new InvalidInput(
                    $"lines[{i}].received", $"received and damaged are 0 or more, and together at most {terms.Lines[index].Quantity}.");
            }

            receipts[index] = line;
        }

        return new Event.ReceiptStarted(operation, [.. receipts], now);
    }

    /// <summary>What is to be done now; null when the transfer waits for a command.</summary>
    public static Step? NextStep(State state) => state.Phase switch
    {
        Phase.Sending => new Step.Send(state.Open),
        Phase.TakingBack => new Step.TakeBack(state.Open),
        Phase.Announcing => new Step.Announce(state.Open),
        Phase.Receiving => new Step.Book(state.Open),
        _ => null,
    };

    /// <summary>Lines of the running step are done.</summary>
    /// <param name="state">Of the transfer.</param>
    /// <param name="phase">The phase that the step belongs to.</param>
    /// <param name="lines">Which lines.</param>
    public static Decision<Event> DecideDone(State state, Phase phase, IEnumerable<int> lines) => state.Phase == phase
        ? new Decision<Event>([.. lines.Where(state.Open.Contains).Select(line => new Event.LineDone(phase, line))])
        : Decision<Event>.Nothing;

    /// <summary>The first location does not have a line's units: what left comes back.</summary>
    public static Decision<Event> DecideShort(State state, int line, int available) => state.Phase == Phase.Sending
        ? new Event.ShortageFound(line, available)
        : Decision<Event>.Nothing;

    /// <summary>When the transfer wants to be woken if nothing happens to it.</summary>
    public static DateTimeOffset? NextWake(State state) => NextStep(state) is null ? null : state.ActedAt + StepPatience;

    private static InvalidInput? Refusal(DispatchTransfer command)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        if (command.FromLocationId == command.ToLocationId)
        {
            return new InvalidInput("toLocationId", "must be another location than fromLocationId.");
        }

        if (command.Lines.Length is < 1 or > LineCountMax)
        {
            return new InvalidInput("lines", $"must be from 1 to {LineCountMax} lines, was {command.Lines.Length}.");
        }

        if (command.Reference is not null && Limits.Text(command.Reference, "reference", ReferenceLengthMax) is { } reference)
        {
            return reference;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < command.Lines.Length; i++)
        {
            if (Limits.Quantity(command.Lines[i].Quantity, $"lines[{i}].quantity") is { } quantity)
            {
                return quantity;
            }

            if (!seen.Add(command.Lines[i].Sku))
            {
                return new InvalidInput($"lines[{i}].sku", $"'{command.Lines[i].Sku}' has a line already.");
            }
        }

        return null;
    }

    /// <summary>Something to ask of the stock items, for some lines. Asking twice is harmless: each request has an id of its own.</summary>
    public abstract record Step(ImmutableSortedSet<int> Lines)
    {
        /// <summary>The units leave the first location.</summary>
        public sealed record Send(ImmutableSortedSet<int> Lines) : Step(Lines);

        /// <summary>The units stay after all.</summary>
        public sealed record TakeBack(ImmutableSortedSet<int> Lines) : Step(Lines);

        /// <summary>The units are in transit to the second location.</summary>
        public sealed record Announce(ImmutableSortedSet<int> Lines) : Step(Lines);

        /// <summary>The units are there, or are not.</summary>
        public sealed record Book(ImmutableSortedSet<int> Lines) : Step(Lines);
    }
}
