using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>The most lines of an order, a till sale or a return: a big trade order has hundreds.</summary>
    public const int LineCountMax = 2_000;

    /// <summary>
    /// How long goods are kept for an order that nobody pays. Long enough for a bank's two-factor page and a second card, short
    /// enough that abandoned orders do not empty a shop.
    /// </summary>
    public static TimeSpan PaymentPeriod { get; } = TimeSpan.FromMinutes(30);

    /// <summary>How long goods are kept for who pays when fetching them: as long as a parcel waits in a store.</summary>
    public static TimeSpan PickupPaymentPeriod => StorePickupTime;

    /// <summary>What a request to place an order that exists is answered: its first answer, when it is the same request.</summary>
    public static Decision<Event> RecallPlace(State state, PlaceOrder command) =>
        state.Operations.Recall<Event>(Operation.Of(command.OperationId, command))
            ?? new InvalidState(SchemaName.Of(StatusOf(state)), "The order was placed already.");

    /// <summary>What the request that placed the order was answered.</summary>
    public static Decision<Event> RecallPlacement(State state) =>
        state.Terms is null ? NoOrder(state) : state.Operations.Recall<Event>(state.Terms.Operation) ?? Decision<Event>.Nothing;

    /// <summary>The order is taken down, and its first plan is made, in one commit.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">What is ordered.</param>
    /// <param name="number">The order's number.</param>
    /// <param name="pickup">The location of the delivery; null when there is none, or it is not registered.</param>
    /// <param name="supply">What the locations show of the SKUs.</param>
    /// <param name="now">UTC.</param>
    /// <param name="policy">What serving it costs.</param>
    public static Decision<Event> DecidePlace(
        State state,
        PlaceOrder command,
        string number,
        LocationDetails? pickup,
        IReadOnlyCollection<Supply> supply,
        DateTimeOffset now,
        SourcingPolicy? policy = null)
    {
        if (state.Terms is not null)
        {
            return RecallPlace(state, command);
        }

        if (Refusal(command) is { } invalid)
        {
            return invalid;
        }

        if (PickupRefusal(command.Delivery, pickup) is { } refusal)
        {
            return refusal;
        }

        var placed = new Event.Placed(
            Operation.Of(command.OperationId, command),
            number,
            command.CartId,
            command.CustomerId,
            command.OwnerSubject,
            command.Channel,
            command.Currency,
            command.Delivery,
            [.. command.Lines.Select((line, index) => NewLine(index, line.Sku, line.Name, line.StockTracked, line.Quantity, line.UnitPrice) with { KitSku = line.KitSku })],
            now,
            now + (command.PayAtPickup == true ? PickupPaymentPeriod : PaymentPeriod),
            command.PayAtPickup);
        var begun = Evolve(state, placed);
        var missing = Missing(begun);
        return missing.IsEmpty
            ? Happen(state, now, [placed])
            : Happen(state, now, [placed, PlanOrGiveUp(begun, missing, supply, policy, now)]);
    }

    /// <summary>What is wrong with an order to be placed; null when nothing is.</summary>
    public static InvalidInput? Refusal(PlaceOrder command)
    {
        if ((Limits.OperationId(command.OperationId) ?? LineCount(command.Lines.Length)) is { } invalid)
        {
            return invalid;
        }

        if (command.Delivery is { Method: DeliveryMethod.TakenAtTill })
        {
            return new InvalidInput("delivery.method", "goods that are taken along at the till are sold there.");
        }

        if (command.Delivery is { Method: DeliveryMethod.StorePickup or DeliveryMethod.LockerPickup, LocationId: null })
        {
            return new InvalidInput("delivery.locationId", "a pickup needs the store or locker bank.");
        }

        if (command.PayAtPickup == true && command.Delivery.Method != DeliveryMethod.StorePickup)
        {
            return new InvalidInput("payAtPickup", "is for goods that are fetched in a store.");
        }

        for (var i = 0; i < command.Lines.Length; i++)
        {
            var line = command.Lines[i];
            if ((Limits.Quantity(line.Quantity, $"lines[{i}].quantity")
                ?? Limits.Price(line.UnitPrice, command.Currency, Limits.UnitPriceDecimalsMax, $"lines[{i}].unitPrice")) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static Failure? PickupRefusal(Delivery delivery, LocationDetails? pickup) => delivery.Method switch
    {
        DeliveryMethod.Ship => null,
        _ when pickup is null => new NotFound("location", delivery.LocationId!),
        DeliveryMethod.StorePickup when pickup.Kind != LocationKind.Store =>
            new InvalidInput("delivery.locationId", $"'{pickup.Id}' is no store."),
        DeliveryMethod.LockerPickup when pickup.Kind != LocationKind.LockerBank =>
            new InvalidInput("delivery.locationId", $"'{pickup.Id}' is no locker bank."),
        _ => null,
    };

    private static Line NewLine(
        int index, string sku, string name, bool stockTracked, int quantity, Money unitPrice, string? reservationId = null) =>
        new(
            $"{index + 1}",
            sku,
            name,
            stockTracked,
            quantity,
            unitPrice.Amount,
            (unitPrice with { Amount = unitPrice.Amount * quantity }).Rounded().Amount,
            reservationId);

    private static InvalidInput? LineCount(int count) =>
        count is >= 1 and <= LineCountMax
            ? null
            : new InvalidInput("lines", $"must be from 1 to {LineCountMax} lines, was {count}.");
}
