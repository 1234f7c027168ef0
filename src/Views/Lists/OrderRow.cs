using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Views.Search;

namespace OrleansCommerce.Views.Lists;

/// <summary>An order in the list of orders.</summary>
internal sealed record OrderRow(
    string Id,
    string? CustomerId,
    string OwnerSubject,
    long PlacedAt,
    string Status,
    string Channel,
    string Method,
    long Total,
    int OnHold,
    string? PickupId,
    string Locations,
    string Skus,
    string Payments,
    string Paid,
    string Words,
    long CashOwed)
{
    /// <summary>The row of an order that is known.</summary>
    /// <exception cref="InvalidDataException">It does not begin as orders begin.</exception>
    public static OrderRow Of(Order.State state)
    {
        var order = Order.Details(state)
            ?? throw new InvalidDataException($"The order '{state.Id}' does not begin as orders do, and the list of orders has no rule for that.");
        string[] skus = [.. order.Lines.Select(static line => line.Sku).Distinct(StringComparer.Ordinal)];
        return new OrderRow(
            order.Id,
            order.CustomerId,
            order.OwnerSubject,
            ViewTime.ToMicroseconds(order.PlacedAt),
            order.Status.ToString(),
            order.Channel.ToString(),
            order.Delivery.Method.ToString(),
            ViewMoney.ToTenThousandths(order.Total.Amount),
            order.OnHold ? 1 : 0,
            order.Delivery.LocationId,
            Marks(order.Fulfillments.Select(static parcel => parcel.LocationId).Append(order.Delivery.LocationId)),
            Marks(skus),
            Marks(order.Payments.Select(static payment => payment.State.ToString())),
            Marks(state.Payments.Where(static payment => payment.Status == Order.Transfer.Done).Select(static payment => PaymentReferenceKey.Of(payment.Token))),
            SearchWords.Plain(SearchText.Of(
            [
                order.Number,
                order.Id,
                order.CustomerId ?? string.Empty,
                order.Delivery.LocationId ?? string.Empty,
                .. skus,
                .. order.Lines.Select(static line => line.Name).Distinct(StringComparer.Ordinal),
                .. order.ReceiptIds,
            ])),
            ViewMoney.ToTenThousandths(Order.CashOwed(state)));
    }

    private static string Marks(IEnumerable<string?> values) =>
        string.Concat(values.OfType<string>().Distinct(StringComparer.Ordinal).Select(OrderList.Mark));
}
