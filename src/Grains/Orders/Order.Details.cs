using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>Where an order is in its life: follows from its phase, its money and its parcels.</summary>
    public static OrderStatus StatusOf(State state) => state.Phase switch
    {
        Phase.None or Phase.Allocating or Phase.Rejecting => OrderStatus.Placed,
        Phase.Rejected => OrderStatus.Rejected,
        Phase.Cancelled => OrderStatus.Cancelled,
        _ when IsOwing(state) => OrderStatus.AwaitingPayment,
        _ when state.Parcels.Exists(parcel => parcel.IsTakenBack || parcel.Resolution is not null)
            && state.Parcels.TrueForAll(parcel => parcel.IsOver) && state.Loss is null => OrderStatus.Cancelled,
        _ when state.Parcels.TrueForAll(parcel => parcel.IsFulfilled || parcel.IsOver) && state.Loss is null => OrderStatus.Fulfilled,
        _ when state.Parcels.Exists(parcel => parcel.IsFulfilled) => OrderStatus.PartiallyFulfilled,
        _ => OrderStatus.Confirmed,
    };

    /// <summary>The order as callers see it; null when there is none.</summary>
    public static OrderDetails? Details(State state)
    {
        if (state.Terms is not { } terms)
        {
            return null;
        }

        var fulfilled = FulfilledUnits(state);
        return new OrderDetails(
            state.Id,
            terms.Number,
            terms.CustomerId,
            terms.OwnerSubject,
            terms.CartId,
            terms.Channel,
            StatusOf(state),
            terms.Delivery,
            [
                .. terms.Lines.Select(line => new OrderLineDetails(
                    line.Id,
                    line.Sku,
                    line.Name,
                    line.Quantity,
                    In(line.UnitPrice),
                    In(line.Total),
                    fulfilled.GetValueOrDefault(line.Id),
                    state.ReturnedUnits.GetValueOrDefault(line.Id),
                    state.CancelledUnits.GetValueOrDefault(line.Id),
                    line.KitSku)),
            ],
            [
                .. state.Parcels.Select(parcel => new FulfillmentDetails(
                    parcel.Content.Id,
                    parcel.Content.LocationId,
                    parcel.Content.Method,
                    parcel.Status,
                    [.. parcel.Content.Lines.Select(line => new FulfillmentLineDetails(line.OrderLineId, line.Sku, line.Quantity))],
                    parcel.Content.PromisedAt,
                    parcel.Pickup?.Until,
                    DetailsOf(parcel.Label),
                    [.. parcel.Tracked.Select(happened => new TrackingDetails(happened.Status, happened.OccurredAt, happened.Reason))],
                    parcel.Resolution,
                    parcel.Replaces,
                    parcel.SplitFrom)),
            ],
            In(state.Total),
            In(state.Paid),
            In(state.Refunded),
            state.Undecided is not null,
            terms.PlacedAt,
            state.Version,
            IsOnHold(state),
            [.. state.Payments.Select(payment => DetailsOf(state, payment))],
            [.. state.Receipts.Select(receipt => receipt.Id)],
            CashOwed(state) is > 0 and var owed ? In(owed) : null);

        Money In(decimal amount) => new(amount, terms.Currency);
    }

    /// <summary>What was let go or given back does not make an order that ends one to be paid.</summary>
    private static bool IsOwing(State state) => (state.Phase == Phase.Open ? Settled(state) : state.Paid) < state.Total;

    /// <summary>The return that an operation made, and the order after it.</summary>
    public static OrderReturnAnswer ReturnAnswer(State shown, string operationId)
    {
        var goods = shown.Returns.Single(goods => goods.Operation.Id == operationId);
        return new OrderReturnAnswer(goods.Id, new Money(goods.Amount, shown.Terms!.Currency), Details(shown)!, CreditOf(shown, goods));
    }

    /// <summary>Why the order never came about; null when it did.</summary>
    public static Failure? PlacementFailure(State shown) =>
        shown is { Phase: Phase.Rejected, Shortage: { } shortage }
            ? new OutOfStock(shortage.Sku, shortage.Requested, shortage.Available)
            : null;

    /// <summary>Units that the customer has, by order line. What is not stock tracked is rendered once it is paid.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="withTakenBack">Whether units of parcels that were taken back, or lost and refunded, are among them: those are among the returned ones too.</param>
    private static Dictionary<string, int> FulfilledUnits(State state, bool withTakenBack = false)
    {
        var units = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in state.Parcels.Where(parcel => parcel.IsFulfilled || (withTakenBack && (parcel.IsTakenBack || parcel.Resolution == LossResolution.Refund))).SelectMany(parcel => parcel.Content.Lines))
        {
            units[line.OrderLineId] = units.GetValueOrDefault(line.OrderLineId) + line.Quantity;
        }

        if (state.Phase == Phase.Open && state.Payments.Where(payment => payment.Status == Transfer.Done).Sum(payment => payment.Amount) >= state.Total)
        {
            foreach (var line in state.Terms!.Lines.Where(line => !line.StockTracked))
            {
                units[line.Id] = line.Quantity - state.CancelledUnits.GetValueOrDefault(line.Id);
            }
        }

        return units;
    }
}
