using System.Collections.Immutable;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Kits;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

public static partial class Order
{
    /// <summary>How far a till's clock may run ahead of ours.</summary>
    public static TimeSpan ClockDifferenceMax { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How late a sale may be told: a till that was offline for longer is broken, and its sales are entered by a person.</summary>
    public static TimeSpan TillOfflineMax { get; } = TimeSpan.FromDays(90);

    /// <summary>What a sale into an order that exists is answered: its first answer, when it is the same sale.</summary>
    public static Decision<Event> RecallSale(State state, SellAtTill command) =>
        state.Operations.Recall<Event>(OperationOf(command)) ?? new OperationIdReused(command.OperationId);

    /// <summary>Goods and money change hands. What lies on the counter is sold, whatever the books of the stock say.</summary>
    /// <param name="state">Of the order.</param>
    /// <param name="command">The sale.</param>
    /// <param name="number">The order's number.</param>
    /// <param name="ownerSubject">Who sells.</param>
    /// <param name="shop">The location of the sale; null when it is not registered.</param>
    /// <param name="products">The products of the lines and of their kits' parts, by SKU, as far as they are registered.</param>
    /// <param name="now">UTC.</param>
    /// <param name="kits">The kits among the lines, by SKU.</param>
    public static Decision<Event> DecideSell(
        State state,
        SellAtTill command,
        string number,
        string ownerSubject,
        LocationDetails? shop,
        IReadOnlyDictionary<string, ProductDetails> products,
        DateTimeOffset now,
        IReadOnlyDictionary<string, KitDetails>? kits = null)
    {
        if (state.Terms is not null)
        {
            return RecallSale(state, command);
        }

        if (Refusal(command) is { } invalid)
        {
            return invalid;
        }

        if (!Location.HasTill(shop, command.LocationId, out var unfit))
        {
            return unfit;
        }

        if (command.SoldAt is { } soldAt && (soldAt > now + ClockDifferenceMax || soldAt < now - TillOfflineMax))
        {
            return new InvalidInput("soldAt", $"must be at most {TillOfflineMax.Days} days ago, and not in the future.");
        }

        var lines = ImmutableArray.CreateBuilder<Line>(command.Lines.Length);
        for (var i = 0; i < command.Lines.Length; i++)
        {
            var sold = command.Lines[i];
            if (!products.TryGetValue(sold.Sku, out var product))
            {
                return new InvalidInput($"lines[{i}].sku", $"there is no product '{sold.Sku}'.");
            }

            if (sold.UnitPrice is null && product.Price.Currency != command.Currency)
            {
                return new InvalidInput(
                    $"lines[{i}].unitPrice", $"the price of '{sold.Sku}' is in {product.Price.Currency}; give one in {command.Currency}.");
            }

            if (KitRefusal(sold, $"lines[{i}]", command.Currency, products, kits) is { } unsellable)
            {
                return unsellable;
            }

            var price = sold.UnitPrice ?? product.Price;
            if (SoldParts(sold, products, kits) is { } parts)
            {
                lines.AddRange(KitLines(lines.Count, sold.Sku, sold.Quantity, price, parts, products));
                continue;
            }

            var line = NewLine(lines.Count, sold.Sku, product.Name, product.StockTracked, sold.Quantity, price, sold.ReservationId);
            lines.Add(line with { TaxCategory = product.TaxCategory });
        }

        if (LineCount(lines.Count) is { } tooManyLines)
        {
            return tooManyLines;
        }

        var goods = lines.ToImmutable();
        return command.Tenders is { } tenders && TenderRefusal(tenders, command.Currency, goods.Sum(line => line.Total)) is { } wrong
            ? wrong
            : new Event.SoldAtTill(
                OperationOf(command),
                number,
                command.LocationId,
                command.CustomerId,
                ownerSubject,
                command.Currency,
                goods,
                command.SoldAt ?? now,
                Taken(command.Tenders),
                now,
                command.TillId,
                command.CartId);
    }

    /// <summary>What a sale would cost, with lines that would cost the same later.</summary>
    /// <param name="command">The sale.</param>
    /// <param name="decision">On it.</param>
    /// <param name="products">As for the decision.</param>
    /// <param name="kits">As for the decision.</param>
    public static Result<SaleQuote> Quote(
        SellAtTill command, Decision<Event> decision, IReadOnlyDictionary<string, ProductDetails> products, IReadOnlyDictionary<string, KitDetails>? kits)
    {
        if (decision.Failure is { } failure)
        {
            return failure;
        }

        var lines = decision.Events.OfType<Event.SoldAtTill>().Single().Lines;
        return new SaleQuote(
            new Money(lines.Sum(line => line.Total), command.Currency),
            [
                .. command.Lines.Select(line => line with
                {
                    UnitPrice = line.UnitPrice ?? products[line.Sku].Price,
                    Parts = SoldParts(line, products, kits),
                }),
            ]);
    }

    /// <summary>A till that got no answer tells the same sale again later, then with its own time: that is no other input.</summary>
    private static Operation OperationOf(SellAtTill command) => Operation.Of(command.OperationId, command with { SoldAt = null });

    /// <summary>What is wrong with a till sale, as far as it can be seen without its products; null when nothing is.</summary>
    public static InvalidInput? Refusal(SellAtTill command)
    {
        if ((Limits.OperationId(command.OperationId) ?? LineCount(command.Lines.Length)) is { } invalid)
        {
            return invalid;
        }

        if (!Currencies.IsKnown(command.Currency))
        {
            return new InvalidInput("currency", $"'{command.Currency}' is no ISO 4217 currency.");
        }

        for (var i = 0; i < command.Lines.Length; i++)
        {
            var line = command.Lines[i];
            if (Limits.Quantity(line.Quantity, $"lines[{i}].quantity") is { } wrong)
            {
                return wrong;
            }

            if (line.UnitPrice is { } price
                && Limits.Price(price, command.Currency, Limits.UnitPriceDecimalsMax, $"lines[{i}].unitPrice") is { } wrongPrice)
            {
                return wrongPrice;
            }
        }

        return null;
    }
}
