using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Payments;
using OrleansCommerce.Kits;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>
/// Lines are added to an order, all or nothing: their goods are promised first, then the difference is authorised, and only then are they in
/// the order. When a location or the provider says no, the promises are given up, and the order is what it was.
/// </summary>
public static partial class Order
{
    /// <summary>Lines that are to be added.</summary>
    /// <param name="Operation">Of the request.</param>
    /// <param name="Lines">With ids that follow the order's.</param>
    /// <param name="Token">Pays the difference.</param>
    /// <param name="Plans">How often a plan was made.</param>
    /// <param name="Requests">Allocations that were asked for.</param>
    /// <param name="PaymentKey">Of the payment of the difference; null until it is asked for.</param>
    public sealed record Edit(
        Operation Operation, ImmutableArray<Line> Lines, string? Token, int Plans, ImmutableArray<string> Requests, string? PaymentKey = null)
    {
        /// <summary>What they cost.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public decimal Total => Lines.Sum(line => line.Total);
    }

    /// <summary>Lines that could not be added for want of goods.</summary>
    public sealed record ShortEdit(string OperationId, Shortage Shortage);

    /// <summary>More is wanted.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">What.</param>
    /// <param name="products">The products of the lines and of their kits' parts, by SKU, as far as they are registered.</param>
    /// <param name="now">UTC.</param>
    /// <param name="kits">The kits among the lines, by SKU.</param>
    public static Decision<Event> DecideAddLines(
        State state,
        AddOrderLines command,
        IReadOnlyDictionary<string, ProductDetails> products,
        DateTimeOffset now,
        IReadOnlyDictionary<string, KitDetails>? kits = null)
    {
        if ((Limits.OperationId(command.OperationId) ?? LineCount(command.Lines.Length)
            ?? (command.PaymentToken is null ? null : Limits.Text(command.PaymentToken, "paymentToken", TokenLengthMax))) is { } invalid)
        {
            return invalid;
        }

        if (command.PaymentToken is { } token && CardNumber.IsIn(token))
        {
            return new PaymentDeclined(TokenNeeded);
        }

        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } recalled)
        {
            return recalled;
        }

        if (state.Terms is not { } terms)
        {
            return NoOrder(state);
        }

        if (EditRefusal(state) is { } refusal)
        {
            return refusal;
        }

        if (terms.Lines.Length + command.Lines.Length > LineCountMax)
        {
            return new InvalidInput("lines", $"an order has at most {LineCountMax} lines.");
        }

        var lines = ImmutableArray.CreateBuilder<Line>(command.Lines.Length);
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var (sku, quantity) = (command.Lines[i].Sku, command.Lines[i].Quantity);
            if (Limits.Quantity(quantity, $"lines[{i}].quantity") is { } wrong)
            {
                return wrong;
            }

            if (!products.TryGetValue(sku, out var product))
            {
                return new InvalidInput($"lines[{i}].sku", $"there is no product '{sku}'.");
            }

            if (product.Price.Currency != terms.Currency)
            {
                return new InvalidInput($"lines[{i}].sku", $"the price of '{sku}' is in {product.Price.Currency}, the order in {terms.Currency}.");
            }

            var wanted = new TillLine(sku, quantity, UnitPrice: null, ReservationId: null);
            if (KitRefusal(wanted, $"lines[{i}]", terms.Currency, products, kits) is { } unsellable)
            {
                return unsellable;
            }

            var index = terms.Lines.Length + lines.Count;
            if (SoldParts(wanted, products, kits) is { } parts)
            {
                lines.AddRange(KitLines(index, sku, quantity, product.Price, parts, products));
            }
            else
            {
                lines.Add(NewLine(index, sku, product.Name, product.StockTracked, quantity, product.Price));
            }
        }

        if (terms.Lines.Length + lines.Count > LineCountMax)
        {
            return new InvalidInput("lines", $"an order has at most {LineCountMax} lines, and the parts of a kit have lines of their own.");
        }

        var added = lines.ToImmutable();
        var isPaid = StatusOf(state) != OrderStatus.AwaitingPayment;
        return isPaid && command.PaymentToken is null && added.Sum(line => line.Total) > 0
            ? new InvalidInput("paymentToken", "the order is paid: what is added needs a payment of its own.")
            : isPaid && state.Payments.Count >= PaymentCountMax
            ? new InvalidState(SchemaName.Of(StatusOf(state)), $"An order has at most {PaymentCountMax} payments.")
            : Happen(state, now, [new Event.EditStarted(operation, added, isPaid ? command.PaymentToken : null, now)]);
    }

    /// <summary>The levels were read: asks for what is to be added, or gives the addition up.</summary>
    public static Decision<Event> DecidePlanEdit(
        State state, IReadOnlyCollection<Supply> supply, DateTimeOffset now, SourcingPolicy? policy = null)
    {
        if (state.Edit is not { } edit)
        {
            return Decision<Event>.Nothing;
        }

        var missing = MissingOf(state, edit);
        if (missing.IsEmpty)
        {
            return Decision<Event>.Nothing;
        }

        var picks = Sourcing.Plan(missing, supply, PickupStore(state), policy);
        var planned = Sum(picks.Select(pick => (pick.Sku, pick.Quantity)));
        foreach (var (sku, quantity) in missing)
        {
            var found = edit.Plans == PlansMax ? 0 : planned.GetValueOrDefault(sku);
            if (found < quantity)
            {
                var requested = Wanted(edit.Lines)[sku];
                return Happen(state, now, [new Event.EditFailed(new Shortage(sku, requested, requested - quantity + found), now)]);
            }
        }

        return Happen(state, now, [new Event.EditPlanned(Requests(state, picks, supply, policy, now))]);
    }

    /// <summary>The answer to a request to add lines: the state that it showed says whether goods or money were missing.</summary>
    public static Failure? EditFailure(State shown, string operationId) =>
        shown.ShortEdit is { Shortage: var shortage } known && known.OperationId == operationId
            ? new OutOfStock(shortage.Sku, shortage.Requested, shortage.Available)
            : PaymentFailure(shown, operationId);

    private static InvalidState? EditRefusal(State state)
    {
        var status = StatusOf(state);
        if (state.Phase != Phase.Open
            || state.Terms!.Delivery.Method == DeliveryMethod.TakenAtTill
            || status is not (OrderStatus.AwaitingPayment or OrderStatus.Confirmed))
        {
            return new InvalidState(SchemaName.Of(status), "Lines are added only to an order of which nothing has left.");
        }

        if (state.Parcels.Find(parcel => parcel.Status is not (FulfillmentStatus.Allocated or FulfillmentStatus.Cancelled)) is { } begun)
        {
            return new InvalidState(SchemaName.Of(begun.Status), $"Work on the parcel '{begun.Content.Id}' has begun: the order stays as it is.");
        }

        return state switch
        {
            { Edit: not null } => new InvalidState("EDIT_PENDING", "Other lines are being added to this order, and are not paid yet."),
            { Loss: not null } => new InvalidState(SchemaName.Of(status), "Units of this order are being sought at other locations; please try again."),
            _ when state.Undecided is not null => new InvalidState(SchemaName.Of(status), "A payment of this order is not decided yet."),
            _ when IsOnHold(state) => new InvalidState(SchemaName.Of(status), "The order waits for another payment first."),
            _ => null,
        };
    }

    private static ImmutableArray<Demand> MissingOf(State state, Edit edit)
    {
        var held = Sum(edit.Requests.Select(id => state.Allocations[id]).Select(allocation => (allocation.Plan.Sku, allocation.Granted ?? 0)));
        return
        [
            .. Wanted(edit.Lines)
                .Select(wanted => new Demand(wanted.Key, wanted.Value - held.GetValueOrDefault(wanted.Key)))
                .Where(demand => demand.Quantity > 0),
        ];
    }

    private static Step? EditStep(State state)
    {
        if (state.Edit is not { } edit)
        {
            return null;
        }

        var unanswered = edit.Requests.Select(id => state.Allocations[id]).Where(allocation => allocation.Granted is null)
            .Select(allocation => allocation.Plan).ToImmutableArray();
        if (!unanswered.IsEmpty)
        {
            return new Step.Allocate(unanswered);
        }

        var missing = MissingOf(state, edit);
        return missing.IsEmpty ? null : new Step.PlanEdit(missing);
    }

    /// <summary>Goods first, then money, then the order; a payment that is declined ends it.</summary>
    private static Event? EditConsequence(State state, DateTimeOffset now)
    {
        if (state is not { Phase: Phase.Open, Edit: { } edit }
            || edit.Requests.Any(id => state.Allocations[id].Granted is null)
            || !MissingOf(state, edit).IsEmpty)
        {
            return null;
        }

        if (edit.PaymentKey is null && edit.Token is { } token && edit.Total > 0)
        {
            return new Event.PaymentStarted(edit.Operation, $"{state.Id}:pay:{state.Payments.Count + 1}", edit.Total, token, now);
        }

        return state.Payments.Find(payment => payment.Key == edit.PaymentKey)?.Status switch
        {
            null or Transfer.Done => new Event.Edited(edit.Lines, ParcelsOf(state, edit)),
            Transfer.Declined => new Event.EditFailed(Shortage: null, now),
            _ => null,
        };
    }

    private static ImmutableArray<ParcelContent> ParcelsOf(State state, Edit edit)
    {
        var open = edit.Lines.Where(line => line.StockTracked).ToDictionary(line => line.Id, line => line.Quantity, StringComparer.Ordinal);
        var withLines = state with { Terms = state.Terms! with { Lines = state.Terms.Lines.AddRange(edit.Lines) } };
        return MakeParcels(
            withLines, edit.Requests.Select(id => state.Allocations[id]).Where(allocation => allocation.Granted > 0), open, state.Parcels.Count);
    }

    private static State? EvolveEdit(State next, Event happened) => happened switch
    {
        Event.EditStarted e => Note(
            next with { ActedAt = e.At, Edit = new Edit(e.Operation, e.Lines, e.Token, Plans: 0, Requests: []) }, e.Operation),
        Event.EditPlanned e => WithRequests(next, e.Steps) with
        {
            Edit = next.Edit! with { Plans = next.Edit.Plans + 1, Requests = [.. next.Edit.Requests, .. e.Steps.Select(step => step.AllocationId)] },
        },
        Event.EditFailed e => EditFailed(next, e),
        Event.Edited e => Note(
            next with
            {
                Edit = null,
                Terms = next.Terms! with { Lines = next.Terms.Lines.AddRange(e.Lines), Total = next.Terms.Total + e.Lines.Sum(line => line.Total) },
                Parcels = next.Parcels.AddRange(e.Fulfillments.Select(content => new Parcel(content, FulfillmentStatus.Allocated, Departure.Held))),
            },
            next.Edit!.Operation),
        _ => null,
    };

    /// <summary>What was promised for it is given up, like units that are not wanted any more.</summary>
    private static State EditFailed(State state, Event.EditFailed e)
    {
        var allocations = state.Allocations.ToBuilder();
        foreach (var id in state.Edit!.Requests)
        {
            allocations[id] = allocations[id] with { Lost = allocations[id].Granted ?? 0 };
        }

        return Note(
            state with
            {
                ActedAt = e.At,
                Edit = null,
                Allocations = allocations.ToImmutable(),
                ShortEdit = e.Shortage is null ? state.ShortEdit : new ShortEdit(state.Edit.Operation.Id, e.Shortage),
                TakingOut = state.Edit.Requests.Any(id => allocations[id].Lost > 0) ? state.Edit.Operation : state.TakingOut,
            },
            state.Edit.Operation);
    }

    public abstract partial record Event
    {
        /// <summary>Lines are to be added to the order.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="Lines">Which.</param>
        /// <param name="Token">Pays the difference; null when the order is not paid yet.</param>
        /// <param name="At">UTC.</param>
        [Alias("order.edit-started")]
        public sealed record EditStarted(Operation Operation, ImmutableArray<Line> Lines, string? Token, DateTimeOffset At) : Event;

        /// <summary>These locations are going to be asked for units of the lines that are to be added.</summary>
        [Alias("order.edit-planned")]
        public sealed record EditPlanned(ImmutableArray<PlannedAllocation> Steps) : Event;

        /// <summary>The lines are not added: nobody has the goods, or, without a shortage, the payment was declined.</summary>
        [Alias("order.edit-failed")]
        public sealed record EditFailed(Shortage? Shortage, DateTimeOffset At) : Event;

        /// <summary>The lines are in the order, in parcels of their own.</summary>
        [Alias("order.edited")]
        public sealed record Edited(ImmutableArray<Line> Lines, ImmutableArray<ParcelContent> Fulfillments) : Event;
    }
}
