using System.Collections.Immutable;
using System.Globalization;
using OrleansCommerce.Carts;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Kits;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Carts;

/// <summary>The rules of a cart. Pure.</summary>
public static partial class Cart
{
    /// <summary>The most lines: the longest invoice of a wholesale customer that we know of has some 1,100.</summary>
    public const int LinesMax = 2_000;

    /// <summary>How long a checkout may stand still before the cart goes on with it by itself, in seconds.</summary>
    public const int CheckoutResumeSeconds = 10;

    /// <summary>A cart begins.</summary>
    public static Decision<Event> Decide(State state, CreateCart command, string ownerSubject)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } known)
        {
            return known;
        }

        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        if (!Currencies.IsKnown(command.Currency))
        {
            return new InvalidInput("currency", $"'{command.Currency}' is no ISO 4217 currency.");
        }

        return state.Exists
            ? new OperationIdReused(command.OperationId)
            : new Event.Created(command.CustomerId, ownerSubject, command.Channel, command.Currency, operation);
    }

    /// <summary>Units are added; the same SKU at the same price joins one line.</summary>
    /// <param name="state">The cart.</param>
    /// <param name="cartId">Its id.</param>
    /// <param name="command">What to add.</param>
    /// <param name="products">The product and, when it is a kit, those of its parts, by SKU, as far as they are registered.</param>
    /// <param name="kit">What it is made of; null when it is no kit.</param>
    public static Decision<Event> Decide(
        State state, string cartId, AddCartLine command, IReadOnlyDictionary<string, ProductDetails> products, KitDetails? kit = null)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (Before(state, cartId, operation, Limits.Quantity(command.Quantity)) is { } answered)
        {
            return answered;
        }

        if (!products.TryGetValue(command.Sku, out var product))
        {
            return new InvalidInput("sku", $"there is no product '{command.Sku}'.");
        }

        if (product.Price.Currency != state.Currency && command.UnitPrice is null)
        {
            return new InvalidInput("sku", $"'{command.Sku}' is priced in {product.Price.Currency}, the cart is in {state.Currency}.");
        }

        if (command.UnitPrice is { } given && Limits.Price(given, state.Currency, Limits.UnitPriceDecimalsMax, "unitPrice") is { } badPrice)
        {
            return badPrice;
        }

        if (kit is not null && KitSelling.Refusal(kit, products, state.Currency, "sku") is { } unsellable)
        {
            return unsellable;
        }

        var price = command.UnitPrice ?? product.Price;
        var parts = kit is null ? (ImmutableArray<SoldKitPart>?)null : KitSelling.PartsOf(kit, products);
        var line = state.Lines.FirstOrDefault(line => line.Sku == command.Sku && line.UnitPrice == price && AreSame(line.Parts, parts));
        if (QuantityRefusal((line?.Quantity ?? 0) + command.Quantity, parts) is { } tooMany)
        {
            return tooMany;
        }

        if (line is not null)
        {
            return new Event.LineChanged(line.Id, line.Quantity + command.Quantity, command.Channel, operation);
        }

        if (state.Lines.Length >= LinesMax)
        {
            return new InvalidInput("cartId", $"a cart has at most {LinesMax} lines.");
        }

        var lineId = (state.LinesEver + 1).ToString(CultureInfo.InvariantCulture);
        return new Event.LineAdded(
            new CartLine(lineId, command.Sku, product.Name, product.StockTracked, command.Quantity, price, command.Channel, parts), operation);
    }

    /// <summary>A line's units change; 0 removes it.</summary>
    public static Decision<Event> Decide(State state, string cartId, UpdateCartLine command)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (Before(state, cartId, operation, Limits.Quantity(command.Quantity, min: 0)) is { } answered)
        {
            return answered;
        }

        if (state.Lines.FirstOrDefault(line => line.Id == command.LineId) is not { } line)
        {
            return new NotFound("cart line", command.LineId);
        }

        if (command.Quantity > 0 && QuantityRefusal(command.Quantity, line.Parts) is { } tooMany)
        {
            return tooMany;
        }

        return command.Quantity == 0
            ? new Event.LineRemoved(command.LineId, command.Channel, operation)
            : new Event.LineChanged(command.LineId, command.Quantity, command.Channel, operation);
    }

    /// <summary>The cart is to become an order with the id <paramref name="newOrderId"/>.</summary>
    /// <param name="state">The cart.</param>
    /// <param name="cartId">Its id.</param>
    /// <param name="command">How to deliver.</param>
    /// <param name="newOrderId">The order's id, when this is a new checkout.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Decide(State state, string cartId, CheckoutCart command, string newOrderId, DateTimeOffset now)
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

        return state.Lines.IsEmpty
            ? new InvalidState("EMPTY", "The cart has no lines.")
            : new Event.CheckoutStarted(newOrderId, command.Channel, command.Delivery, now, operation, command.PayAtPickup);
    }

    /// <summary>The order has its goods, or came to nothing. Again is no change.</summary>
    public static Decision<Event> EndCheckout(State state, string orderId, bool succeeded)
    {
        if (state.Checkout is not { IsCompleted: false } checkout || checkout.OrderId != orderId)
        {
            return Decision<Event>.Nothing;
        }

        return succeeded ? new Event.CheckoutCompleted(orderId) : new Event.CheckoutFailed(orderId);
    }

    /// <summary>The order that a checkout asks for.</summary>
    public static PlaceOrder OrderOf(State state, string cartId, Checkout checkout) => new(
        checkout.OperationId,
        cartId,
        state.CustomerId,
        state.OwnerSubject,
        checkout.Channel,
        state.Currency,
        checkout.Delivery,
        [.. state.Lines.SelectMany(OrderLinesOf)],
        checkout.PayAtPickup);

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Created e => Note(
                next with { CustomerId = e.CustomerId, OwnerSubject = e.OwnerSubject, Currency = e.Currency }, e.Operation),
            Event.LineAdded e => Note(next with { Lines = next.Lines.Add(e.Line), LinesEver = next.LinesEver + 1 }, e.Operation),
            Event.LineChanged e => Note(next with { Lines = Replace(next.Lines, e.LineId, e.Quantity) }, e.Operation),
            Event.LineRemoved e => Note(next with { Lines = next.Lines.RemoveAll(line => line.Id == e.LineId) }, e.Operation),
            Event.CheckoutStarted e => next with
            {
                Checkout = new Checkout(e.OrderId, e.Channel, e.Delivery, e.At, e.Operation.Id, IsCompleted: false) { PayAtPickup = e.PayAtPickup },
                Checkouts = next.Checkouts.Note(
                    e.Operation.Id, new CheckoutEntry(e.Operation.Fingerprint, e.OrderId), OperationLog.CountMin),
            },
            Event.SaleStarted e => next with
            {
                Checkout = new Checkout(
                    e.OrderId, Channel.Pos, new Delivery(DeliveryMethod.TakenAtTill, e.Sale.LocationId, AddressId: null), e.At, e.Operation.Id, IsCompleted: false)
                {
                    Sale = e.Sale,
                },
                Checkouts = next.Checkouts.Note(
                    e.Operation.Id, new CheckoutEntry(e.Operation.Fingerprint, e.OrderId), OperationLog.CountMin),
            },
            Event.CheckoutCompleted => next with { Checkout = next.Checkout! with { IsCompleted = true } },
            Event.CheckoutFailed => next with { Checkout = null },
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    /// <summary>The units that a line wants from the shelves: its own, or its parts'.</summary>
    public static IEnumerable<OrderLineInput> OrderLinesOf(CartLine line) => line.Parts is { } parts
        ? KitSelling.Share(line.UnitPrice, line.Quantity, parts)
            .Select(share => new OrderLineInput(share.Sku, share.Name, StockTracked: true, share.Quantity, share.UnitPrice, line.Sku))
        : [new OrderLineInput(line.Sku, line.Name, line.StockTracked, line.Quantity, line.UnitPrice)];

    private static Decision<Event>? Before(State state, string cartId, Operation operation, InvalidInput? invalid)
    {
        if (state.Operations.Recall<Event>(operation) is { } known)
        {
            return known;
        }

        if (state.Checkouts.Find(operation.Id) is not null)
        {
            return new OperationIdReused(operation.Id);
        }

        if (!state.Exists)
        {
            return new NotFound("cart", cartId);
        }

        if ((Limits.OperationId(operation.Id) ?? invalid) is { } refusal)
        {
            return refusal;
        }

        return state.Status switch
        {
            CartStatus.Open => (Decision<Event>?)null,
            CartStatus.CheckingOut => new InvalidState("CHECKING_OUT", "An order is being made of this cart."),
            _ => new InvalidState("ORDERED", "An order was made of this cart; it does not change any more."),
        };
    }

    private static InvalidInput? QuantityRefusal(int quantity, ImmutableArray<SoldKitPart>? parts) =>
        Limits.Quantity(quantity) ?? (parts is { } all ? KitSelling.TooMany(quantity, all, "quantity") : null);

    private static bool AreSame(ImmutableArray<SoldKitPart>? some, ImmutableArray<SoldKitPart>? others) =>
        some is { } left && others is { } right ? left.AsSpan().SequenceEqual(right.AsSpan()) : some is null && others is null;

    private static State Note(State state, Operation operation) =>
        state with { Operations = state.Operations.Note(operation, state.Version) };

    private static ImmutableArray<CartLine> Replace(ImmutableArray<CartLine> lines, string lineId, int quantity)
    {
        var index = lines.IndexOf(lines.First(line => line.Id == lineId));
        return lines.SetItem(index, lines[index] with { Quantity = quantity });
    }
}
