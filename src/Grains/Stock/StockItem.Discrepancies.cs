using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

/// <summary>
/// What happens when the shelf has fewer units than are promised. The promises at risk are named, the youngest first: who came last
/// waits, or gets the units from elsewhere. Of two promises of one instant, a reservation is at risk before an order.
/// </summary>
public static partial class StockItem
{
    /// <summary>The longest resolution of a discrepancy, and reason of a movement, in characters.</summary>
    public const int ReasonLengthMax = 200;

    /// <summary>How many unresolved discrepancies an item keeps: who resolves none of so many looks at the newest.</summary>
    public const int OpenDiscrepanciesMax = 500;

    /// <summary>Somebody looked at the shelf.</summary>
    public static Decision<Event> Decide(State state, ResolveDiscrepancy command, DateTimeOffset now) =>
        Book(state, now, command.OperationId, command, Limits.Text(command.Resolution, "resolution", ReasonLengthMax), (current, operation) =>
            current.Ledger.Discrepancies.Find(known => known.Number == command.Number) switch
            {
                null => new NotFound("open discrepancy", $"{command.Number}"),
                { IsUntold: true } => new InvalidState("TELLING_ORDERS", "The orders at risk are being told; it can be resolved after that."),
                _ => new Event.DiscrepancyResolved(command.Number, command.Resolution, operation),
            });

    /// <summary>Orders that do not know yet that units promised to them are not there, the oldest discrepancy first.</summary>
    public static IEnumerable<(int Number, AtRisk Promise)> Untold(State state) =>
        from discrepancy in state.Ledger.Discrepancies
        from risk in discrepancy.Risks
        where risk.IsUntold
        select (discrepancy.Number, risk.Promise);

    /// <summary>The order knows.</summary>
    public static Decision<Event> Tell(State state, int number, string allocationId) =>
        state.Ledger.Discrepancies.Exists(known =>
            known.Number == number && known.Risks.Any(risk => risk.IsUntold && risk.Promise.PromiseId == allocationId))
            ? new Event.OrderTold(number, allocationId)
            : Decision<Event>.Nothing;

    /// <summary>Adds a discrepancy to events that took units from the shelf and left promises uncovered.</summary>
    private static ImmutableArray<Event> Uncovering(
        State before, ImmutableArray<Event> events, DiscrepancyCause cause, string reference, DateTimeOffset now)
    {
        var after = events.Aggregate(before, Evolve);
        var named = after.Ledger.Discrepancies.Sum(known => known.Risks.Sum(risk => NamedUnits(after, risk)));
        var uncovered = after.PromisedAt(now) - after.OnHand - (after.Ledger.Policy?.Allowance ?? 0) - named;
        if (uncovered <= 0)
        {
            return events;
        }

        var raised = new Event.DiscrepancyRaised(
            after.Ledger.DiscrepancyCount + 1, uncovered, cause, reference, FindAtRisk(after, uncovered, now), now);
        var oldest = after.Ledger.Discrepancies.FirstOrDefault();
        return after.Ledger.Discrepancies.Count >= OpenDiscrepanciesMax && !oldest!.IsUntold
            ? events.Add(new Event.DiscrepancyResolved(oldest.Number, "superseded", Operation: null)).Add(raised)
            : events.Add(raised);
    }

    private static ImmutableArray<AtRisk> FindAtRisk(State state, int uncovered, DateTimeOffset now)
    {
        var named = state.Ledger.Discrepancies
            .SelectMany(known => known.Risks)
            .ToLookup(risk => (risk.Promise.Kind, risk.Promise.PromiseId), risk => NamedUnits(state, risk));
        var atRisk = ImmutableArray.CreateBuilder<AtRisk>();
        foreach (var (promise, _) in YoungestFirst(state, now))
        {
            var open = promise.Quantity - named[(promise.Kind, promise.PromiseId)].Sum();
            if (open > 0 && uncovered > 0)
            {
                atRisk.Add(promise with { Quantity = Math.Min(open, uncovered) });
                uncovered -= atRisk[^1].Quantity;
            }
        }

        return atRisk.ToImmutable();
    }

    private static IEnumerable<(AtRisk Promise, DateTimeOffset Since)> YoungestFirst(State state, DateTimeOffset now)
    {
        var reservations = state.Holds
            .Where(held => held.Value.ExpiresAt > now)
            .Select(held => (
                Promise: new AtRisk(PromiseKind.Reservation, held.Key, null, held.Value.Quantity),
                Since: held.Value.ExpiresAt.AddSeconds(-held.Value.ExpiresInSeconds)));
        var allocations = state.Allocations
            .Select(promised => (
                Promise: new AtRisk(PromiseKind.Allocation, promised.Key, promised.Value.OrderId, promised.Value.Granted),
                Since: promised.Value.At ?? DateTimeOffset.MinValue));
        return reservations.Concat(allocations)
            .OrderByDescending(item => item.Since)
            .ThenBy(item => item.Promise.Kind)
            .ThenByDescending(item => item.Promise.PromiseId, StringComparer.Ordinal);
    }

    /// <summary>Units of a named promise that still stands: neither given up by its order nor ended.</summary>
    private static int NamedUnits(State state, Risk risk)
    {
        var promised = risk.Promise.Kind == PromiseKind.Allocation
            ? state.Allocations.GetValueOrDefault(risk.Promise.PromiseId).Granted
            : state.Holds.GetValueOrDefault(risk.Promise.PromiseId).Quantity;
        return risk.IsGivenUp ? 0 : Math.Min(promised, risk.Promise.Quantity);
    }

    private static Ledger Raised(Ledger ledger, Event.DiscrepancyRaised e) => ledger with
    {
        DiscrepancyCount = e.Number,
        Discrepancies = ledger.Discrepancies.Add(new Discrepancy(
            e.Number, e.At, [.. e.AtRisk.Select(promise => new Risk(promise, IsUntold: promise.Kind == PromiseKind.Allocation, IsGivenUp: false))])),
    };

    private static Ledger Told(Ledger ledger, Event.OrderTold e) => ledger with
    {
        Discrepancies = ledger.Discrepancies.ConvertAll(known => known.Number != e.Number
            ? known
            : known with { Risks = known.Risks.ConvertAll(risk => risk.Promise.PromiseId == e.AllocationId ? risk with { IsUntold = false } : risk) }),
    };

    private static Ledger GivenUp(Ledger ledger, string allocationId) => ledger.Discrepancies.IsEmpty ? ledger : ledger with
    {
        Discrepancies = ledger.Discrepancies.ConvertAll(known => known with
        {
            Risks = known.Risks.ConvertAll(risk =>
                risk.Promise is { Kind: PromiseKind.Allocation } promise && promise.PromiseId == allocationId ? risk with { IsGivenUp = true } : risk),
        }),
    };

    /// <summary>Fewer units on hand than are promised, until a person resolves it.</summary>
    /// <param name="Number">1 for the stock item's first.</param>
    /// <param name="RaisedAt">UTC.</param>
    /// <param name="Risks">The promises at risk, youngest first.</param>
    public sealed record Discrepancy(int Number, DateTimeOffset RaisedAt, ImmutableList<Risk> Risks)
    {
        /// <summary>Whether an order is still to be told.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public bool IsUntold => Risks.Exists(risk => risk.IsUntold);
    }

    /// <summary>A promise at risk.</summary>
    /// <param name="Promise">Which, and how many units.</param>
    /// <param name="IsUntold">Whether its order is still to be told.</param>
    /// <param name="IsGivenUp">Whether its order gave units of it up since.</param>
    public sealed record Risk(AtRisk Promise, bool IsUntold, bool IsGivenUp);

    public abstract partial record Event
    {
        /// <summary>The shelf has <paramref name="Shortfall"/> units fewer than are promised, beyond what was known before.</summary>
        /// <param name="Number">1 for the stock item's first.</param>
        /// <param name="Shortfall">Units.</param>
        /// <param name="Cause">What took the units.</param>
        /// <param name="Reference">The sale, count or movement.</param>
        /// <param name="AtRisk">The promises at risk, youngest first.</param>
        /// <param name="At">UTC.</param>
        [Alias("stock.discrepancy-raised")]
        public sealed record DiscrepancyRaised(
            int Number, int Shortfall, DiscrepancyCause Cause, string Reference, ImmutableArray<AtRisk> AtRisk, DateTimeOffset At) : Event;

        /// <summary>An order knows that units promised to it are not there.</summary>
        [Alias("stock.order-told")]
        public sealed record OrderTold(int Number, string AllocationId) : Event;

        /// <summary>Somebody looked at the shelf; without an operation, newer ones took its place.</summary>
        [Alias("stock.discrepancy-resolved")]
        public sealed record DiscrepancyResolved(int Number, string Resolution, Operation? Operation) : Event;
    }
}
