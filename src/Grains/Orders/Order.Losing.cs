using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// A carrier lost a parcel. Somebody decides: its units are sought again, like those of a promise that was lost, or refunded, like goods that
/// came back and are written off. Either way its location's books say that they are gone for good, and the customer pays for no unit twice.
/// </summary>
public static partial class Order
{
    /// <summary>The reason of what becomes of a parcel that its carrier lost.</summary>
    public const string LostByCarrier = "lost_by_carrier";

    /// <summary>The reason of what becomes of a parcel that came back to its sender.</summary>
    public const string ReturnedToSender = "returned_to_sender";

    /// <summary>Somebody decides what is done about a lost parcel.</summary>
    public static Decision<Event> DecideResolveLost(State state, ResolveLostParcel command, DateTimeOffset now)
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

        if (state.Parcels.Find(parcel => parcel.Content.Id == command.FulfillmentId) is not { } parcel)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        if (state.Phase != Phase.Open || parcel.Status != FulfillmentStatus.Lost || parcel.IsOver)
        {
            return new InvalidState(SchemaName.Of(parcel.Status), "Only a lost parcel of which that was not decided yet can be sent again or refunded.");
        }

        if (state.Loss is not null)
        {
            return new InvalidState(SchemaName.Of(StatusOf(state)), "Units of this order are being sought at other locations; please try again.");
        }

        var resolved = new Event.ParcelLossResolved(operation, command.FulfillmentId, command.Resolution, now);
        return Happen(state, now, command.Resolution == LossResolution.Reship ? [resolved] : [resolved, WrittenOffReturn(state, parcel, operation, now)]);
    }

    /// <summary>The location's stock knows that the parcel's units are lost.</summary>
    public static Decision<Event> DecideWrittenOff(State state, string fulfillmentId, DateTimeOffset now) =>
        Happen(state, now, state.Parcels
            .Where(parcel => parcel.Content.Id == fulfillmentId && parcel is { Resolution: not null, IsWrittenOff: false })
            .Select(_ => new Event.LossWrittenOff(fulfillmentId)));

    /// <summary>What left with a parcel, by SKU: each is written off under a reference of its own.</summary>
    public static IEnumerable<(string Sku, int Quantity)> UnitsOf(ParcelContent parcel) =>
        Sum(parcel.Lines.Select(line => (line.Sku, line.Quantity))).OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => (unit.Key, unit.Value));

    private static Event.Returned WrittenOffReturn(State state, Parcel parcel, Operation operation, DateTimeOffset now)
    {
        var lines = Sum(parcel.Content.Lines.Select(line => (line.OrderLineId, line.Quantity))).Select(units =>
        {
            var line = state.Terms!.Lines.Single(candidate => candidate.Id == units.Key);
            var before = GivenBackUnits(state, line.Id);
            return new ReturnedLine(
                line.Id, line.Sku, line.StockTracked, units.Value, Disposition.WriteOff, Share(line, state.Terms.Currency, before, before + units.Value));
        }).ToImmutableArray();
        return new Event.Returned(
            operation,
            $"{state.Id}:return:{state.Returns.Count + 1}",
            parcel.Content.LocationId,
            lines,
            lines.Sum(line => line.Refund),
            LostByCarrier,
            now)
        {
            OwesCash = true,
        };
    }

    /// <summary>The units are sought SKU by SKU, at every location: the one that sent them may have more.</summary>
    private static State LossResolved(State state, Event.ParcelLossResolved e)
    {
        var parcel = state.Parcels.Single(parcel => parcel.Content.Id == e.FulfillmentId);
        var resolved = state with
        {
            ActedAt = e.At,
            Parcels = state.Parcels.Replace(parcel, parcel with { Resolution = e.Resolution, Operation = e.Operation }),
        };
        if (e.Resolution == LossResolution.Reship)
        {
            var losses = parcel.Content.Lines.GroupBy(line => line.Sku, StringComparer.Ordinal).OrderBy(lines => lines.Key, StringComparer.Ordinal)
                .Select(lines => new Loss(
                    $"{e.FulfillmentId}/lost/{lines.Key}", lines.Key, string.Empty, [.. lines], Plans: 0, Requests: [], e.Operation, LostByCarrier)
                {
                    ParcelId = e.FulfillmentId,
                })
                .ToImmutableList();
            resolved = resolved with { Loss = losses[0], FurtherLosses = losses.RemoveAt(0) };
        }

        return Note(resolved, e.Operation);
    }

    private static State WrittenOff(State state, Event.LossWrittenOff e)
    {
        var written = Change(state, e.FulfillmentId, (Parcel parcel) => parcel with { IsWrittenOff = true });
        return Note(written, written.Parcels.Single(parcel => parcel.Content.Id == e.FulfillmentId).Operation);
    }

    public abstract partial record Event
    {
        /// <summary>It was decided what is done about a lost parcel. Where its units are refunded, <see cref="Returned"/> follows.</summary>
        [Alias("order.parcel-loss-resolved")]
        public sealed record ParcelLossResolved(Operation Operation, string FulfillmentId, LossResolution Resolution, DateTimeOffset At) : Event;

        /// <summary>The location's books say that the parcel's units are gone for good.</summary>
        [Alias("order.loss-written-off")]
        public sealed record LossWrittenOff(string FulfillmentId) : Event;
    }
}
