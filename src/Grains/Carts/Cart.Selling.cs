using OrleansCommerce.Carts;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Carts;

/// <summary>
/// A cart that is sold at a till. It is closed and its sale begins in one commit, and the sale is told to its order until that has it, so
/// the cart is bought once, whatever dies in between.
/// </summary>
public static partial class Cart
{
    /// <summary>The cart is sold, as the order with the id <paramref name="newOrderId"/>, if that order would take the sale.</summary>
    /// <param name="state">The cart.</param>
    /// <param name="cartId">Its id.</param>
    /// <param name="command">Where, and how it was paid.</param>
    /// <param name="newOrderId">The order's id, when this is a new sale.</param>
    /// <param name="shop">The location of the sale; null when it is not registered.</param>
    /// <param name="products">The products of the lines, by SKU, as far as they are registered.</param>
    /// <param name="rules">Whether the till needs an open session.</param>
    /// <param name="session">The till's newest session; null when there is none, or it does not matter.</param>
    /// <param name="by">Who sells.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideSell(
        State state,
        string cartId,
        SellCart command,
        string newOrderId,
        LocationDetails? shop,
        IReadOnlyDictionary<string, ProductDetails> products,
        TillRules rules,
        TillSessionDetails? session,
        string by,
        DateTimeOffset now)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (state.Checkouts.Find(operation.Id) is { } known)
        {
            return known.Fingerprint == operation.Fingerprint ? Decision<Event>.Nothing : new OperationIdReused(operation.Id);
        }

        if (Before(state, cartId, operation, invalid: null) is { } answered)
        {
            return answered;
        }

        if (state.Lines.IsEmpty)
        {
            return new InvalidState("EMPTY", "The cart has no lines.");
        }

        for (var i = 0; i < command.Reservations.Length; i++)
        {
            var lineId = command.Reservations[i].LineId;
            if (!state.Lines.Any(line => line.Id == lineId) || command.Reservations.Take(i).Any(other => other.LineId == lineId))
            {
                return new InvalidInput($"reservations[{i}].lineId", $"must be a line of the cart, each once; was '{lineId}'.");
            }
        }

        var terms = new TillSale(command.LocationId, command.TillId, command.Tenders, command.Reservations, by);
        var sale = SaleOf(state, cartId, command.OperationId, terms, now);
        if (rules.SessionRequired && Order.SessionRefusal(sale, session) is { } noSession)
        {
            return noSession;
        }

        return Order.DecideSell(Order.Nothing(newOrderId), sale, string.Empty, by, shop, products, now).Failure is { } refusal
            ? refusal
            : new Event.SaleStarted(newOrderId, terms, now, operation);
    }

    /// <summary>The sale that an order is told. It has the time at which the cart was sold, however much later it is told.</summary>
    public static SellAtTill SaleOf(State state, string cartId, string operationId, TillSale sale, DateTimeOffset at) => new(
        operationId,
        sale.LocationId,
        state.CustomerId,
        state.Currency,
        [
            .. state.Lines.Select(line => new TillLine(
                line.Sku,
                line.Quantity,
                line.UnitPrice,
                sale.Reservations.FirstOrDefault(reservation => reservation.LineId == line.Id)?.ReservationId,
                line.Parts)),
        ],
        at,
        sale.Tenders,
        sale.TillId,
        cartId,
        sale.By);
}
