using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Events;

/// <summary>What an order's first event says and no later one changes.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Number">For people.</param>
/// <param name="Currency">Of all its amounts.</param>
internal sealed record OrderFacts(string Id, string Number, string Currency)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">No order begins so.</exception>
    public static OrderFacts Of(string orderId, RecordedEvent first) => Order.Codec.Read(first) switch
    {
        Order.Event.Placed e => new OrderFacts(orderId, e.Number, e.Currency),
        Order.Event.SoldAtTill e => new OrderFacts(orderId, e.Number, e.Currency),
        _ => throw new InvalidDataException($"The order '{orderId}' begins with '{first.Type}'."),
    };
}
