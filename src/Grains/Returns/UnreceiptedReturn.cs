using System.Collections.Immutable;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.Returns;

/// <summary>
/// The rules of a return for which no purchase can be shown: it is accepted once, the stock gets its units in the state of their
/// disposition, it is paid in cash or as store credit, and it has a credit note.
/// Pure: what is known of the location and the products is passed in.
/// </summary>
public static partial class UnreceiptedReturn
{
    /// <summary>The most lines: as many as an order can have.</summary>
    public const int LinesMax = 2_000;

    /// <summary>The longest reason, in characters: a sentence, no story.</summary>
    public const int ReasonLengthMax = 200;

    /// <summary>How long after the acceptance a restock that was cut off goes on.</summary>
    public static TimeSpan ResumeAfter { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait after a stock item could not be reached.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(30);

    /// <summary>What needs no one else to be asked.</summary>
    /// <returns>A refusal, or null.</returns>
    public static InvalidInput? Validate(AcceptUnreceiptedReturn command)
    {
        if (Limits.OperationId(command.OperationId) is { } badOperation)
        {
            return badOperation;
        }

        if (!Currencies.IsKnown(command.Currency))
        {
            return new InvalidInput("currency", $"'{command.Currency}' is no ISO 4217 currency.");
        }

        if (command.Reason is { Length: > ReasonLengthMax })
        {
            return new InvalidInput("reason", $"must have at most {ReasonLengthMax} characters, had {command.Reason.Length}.");
        }

        if (command.Lines.IsDefaultOrEmpty || command.Lines.Length > LinesMax)
        {
            return new InvalidInput("lines", $"must be from 1 to {LinesMax:N0}, were {(command.Lines.IsDefault ? 0 : command.Lines.Length)}.");
        }

        if (Orders.Order.OverrideRefusal(command.Override) is { } badOverride)
        {
            return badOverride;
        }

        return command.Lines
            .Select((line, i) => Validate(line, command.Currency, $"lines[{i}]"))
            .FirstOrDefault(invalid => invalid is not null);
    }

    /// <summary>Goods come back.</summary>
    /// <param name="state">The return.</param>
    /// <param name="returnId">Its id.</param>
    /// <param name="command">What comes back.</param>
    /// <param name="location">Where; null when it is not registered.</param>
    /// <param name="products">Those of the lines' SKUs that are registered.</param>
    /// <param name="now">UTC.</param>
    /// <param name="policy">For products that have no terms of their own; that of nothing set when null.</param>
    public static Decision<Event> Decide(
        State state,
        string returnId,
        AcceptUnreceiptedReturn command,
        LocationDetails? location,
        IReadOnlyDictionary<string, ProductDetails> products,
        DateTimeOffset now,
        ReturnPolicy? policy = null)
    {
        if (Validate(command) is { } invalid)
        {
            return invalid;
        }

        if (Recall(state, command) is { } known)
        {
            return known;
        }

        if (location is null)
        {
            return new NotFound("location", command.LocationId);
        }

        if (location.Kind == LocationKind.LockerBank)
        {
            return new InvalidInput("locationId", $"'{location.Id}' is a locker bank: it takes nothing back.");
        }

        for (var i = 0; i < command.Lines.Length; i++)
        {
            if (!products.ContainsKey(command.Lines[i].Sku))
            {
                return new InvalidInput($"lines[{i}].sku", $"there is no product '{command.Lines[i].Sku}'.");
            }
        }

        if (command.Override is null && PolicyRefusal(command, new ReturnRules(policy ?? ReturnPolicy.Default, products), now) is { } refused)
        {
            return refused;
        }

        return new Event.Accepted(
            location.Id,
            command.CustomerId,
            command.Currency,
            [.. command.Lines.Select(line => new Line(
                line.Sku, line.Quantity, line.UnitPrice.Amount, line.Disposition, products[line.Sku].StockTracked, products[line.Sku].Name, products[line.Sku].TaxCategory, line.Reason, line.Note, line.Condition))],
            RefundOf(command.Lines),
            command.ApprovedBy,
            command.Reason,
            now,
            Operation.Of(command.OperationId, command),
            command.AsStoreCredit == true ? StoreCreditId.Of(returnId) : null,
            command.Override)
        {
            KeepsLedger = true,
            TillId = command.TillId,
        };
    }

    /// <summary>What is known of the request before anyone else is asked. The input must be valid.</summary>
    /// <returns>Null when nothing was accepted; a repeat, or a refusal: a return is accepted once.</returns>
    public static Decision<Event>? Recall(State state, AcceptUnreceiptedReturn command)
    {
        if (state.Accepted is not { } accepted)
        {
            return null;
        }

        // What the answer shows never changes after the acceptance.
        return accepted.Operation == Operation.Of(command.OperationId, command)
            ? Decision<Event>.Repeat(state.Version)
            : new OperationIdReused(command.OperationId);
    }

    /// <summary>The store credit has what was promised.</summary>
    public static Decision<Event> DecideCredited(State state) => state.CreditDue is null ? Decision<Event>.Nothing : new Event.CreditIssued();

    /// <summary>Stock items answered to some lines; those that are settled already are no news.</summary>
    public static Decision<Event> Settle(State state, IEnumerable<(int Line, Failure? Refusal)> answers) =>
        new([.. answers
            .Where(answer => state.ToRestock.Contains(answer.Line))
            .Select(answer => answer.Refusal is { } refusal
                ? (Event)new Event.RestockRefused(answer.Line, refusal.Message)
                : new Event.Restocked(answer.Line))]);

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Accepted accepted => next with { Accepted = accepted, ToRestock = UnitsToTell(accepted) },
            Event.CreditIssued => next with { IsCredited = true },
            Event.TillTold => next with { IsTold = true },
            Event.Restocked restocked => next with { ToRestock = next.ToRestock.Remove(restocked.Line) },
            Event.ReceiptIssued issued => next with { ReceiptId = issued.ReceiptId },
            Event.RestockRefused refused => next with { ToRestock = next.ToRestock.Remove(refused.Line) },
            _ => throw new InvalidOperationException($"The event {happened.GetType().Name} is not known to a return without a receipt."),
        };
    }

    private static InvalidInput? Validate(UnreceiptedReturnLine line, string currency, string field)
    {
        if (string.IsNullOrEmpty(line.Sku))
        {
            return new InvalidInput($"{field}.sku", "must not be empty.");
        }

        return Limits.Quantity(line.Quantity, $"{field}.quantity")
            ?? Limits.Price(line.UnitPrice, currency, Limits.UnitPriceDecimalsMax, $"{field}.unitPrice")
            ?? (line.Note is null ? null : Limits.Text(line.Note, $"{field}.note", Orders.Order.NoteLengthMax))
            ?? (Enum.IsDefined(line.Disposition) ? null : new InvalidInput($"{field}.disposition", "must be RESTOCK, WRITE_OFF, QUARANTINE or DAMAGED."))
            ?? (line.Disposition != Disposition.Restock || ReturnGrading.MayRestock(line.Condition)
                ? null
                : new InvalidInput($"{field}.disposition", $"units that are {line.Condition} do not go back on the shelf before somebody looked at them."));
    }

    /// <summary>Each line is rounded by itself, as it was when it was sold.</summary>
    private static decimal RefundOf(ImmutableArray<UnreceiptedReturnLine> lines) =>
        lines.Sum(line => (line.UnitPrice with { Amount = line.UnitPrice.Amount * line.Quantity }).Rounded().Amount);

    private static ImmutableSortedSet<int> UnitsToTell(Event.Accepted accepted) =>
        [.. Enumerable.Range(0, accepted.Lines.Length).Where(i =>
            accepted.Lines[i].StockTracked && (accepted.KeepsLedger || accepted.Lines[i].Disposition == Disposition.Restock))];
}
