using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
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

    /// <summary>Whether this request was answered before; also refuses to place an order twice.</summary>
    /// <returns>Null when there is no order yet.</returns>
    public static Decision<Event>? RecallPlace(State state, PlaceOrder command)
    {
        if (state.Terms is null)
        {
            return null;
        }

        return state.Operations.Recall<Event>(Operation.Of(command.OperationId, command))
            ?? new InvalidState(SchemaName.Of(StatusOf(state)), "The order was placed already.");
    }

    /// <summary>The order is taken down, and its first plan is made, in one commit.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">What is ordered.</param>
    /// <param name="number">The order's number.</param>
    /// <param name="supply">What the locations show of the SKUs.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecidePlace(
        State state, PlaceOrder command, string number, IReadOnlyCollection<Supply> supply, DateTimeOffset now)
    {
        if (RecallPlace(state, command) is { } recalled)
        {
            return recalled;
        }

        if (Refusal(command) is { } invalid)
        {
            return invalid;
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
            [.. command.Lines.Select((line, index) => NewLine(index, line.Sku, line.Name, line.StockTracked, line.Quantity, line.UnitPrice))],
            now,
            now + PaymentPeriod);
        var begun = Evolve(state, placed);
        var missing = Missing(begun);
        return missing.IsEmpty
            ? Happen(state, now, [placed])
            : Happen(state, now, [placed, PlanOrGiveUp(begun, missing, supply)]);
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
