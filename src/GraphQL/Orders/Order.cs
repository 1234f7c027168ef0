using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>An order, from promise to return.</summary>
public sealed class Order(OrderDetails order) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(Order), order.Id).ToString();

    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => order.Id;

    /// <summary>The short number a person reads out, such as 2611-000042-7 (with a check digit).</summary>
    public string Number => order.Number;

    /// <summary>Whose; null for a guest or an anonymous till sale.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId => order.CustomerId;

    /// <summary>The cart that it was made of; null for a till sale of no cart.</summary>
    [GraphQLType<IdType>]
    public string? CartId => order.CartId;

    /// <summary>Where it was placed.</summary>
    public Channel Channel => order.Channel;

    /// <summary>Where it is in its life.</summary>
    public OrderStatus Status => order.Status;

    /// <summary>What was bought; at most 2,000.</summary>
    public IReadOnlyList<OrderLine> Lines { get; } = [.. order.Lines.Select(line => new OrderLine(line))];

    /// <summary>The parcels, cancelled ones too; at most one for each promise of a location.</summary>
    public IReadOnlyList<Fulfillment> Fulfillments { get; } = [.. order.Fulfillments.Select(parcel => new Fulfillment(parcel))];

    /// <summary>What came back of it, oldest first; at most one for each unit.</summary>
    public async Task<IReadOnlyList<OrderReturn>> GetReturnsAsync([Service] GrainCalls grains)
    {
        var returns = await grains.CallAsync((IOrderGrain grain) => grain.GetReturnsAsync(), order.Id);
        return [.. returns.Select(details => new OrderReturn(details))];
    }

    /// <summary>What of it was announced to come back, oldest first; at most 100.</summary>
    public async Task<IReadOnlyList<ReturnRequest>> GetReturnRequestsAsync([Service] GrainCalls grains)
    {
        var requests = await grains.CallAsync((IOrderGrain grain) => grain.GetReturnRequestsAsync(), order.Id);
        return [.. requests.Select(details => new ReturnRequest(details))];
    }

    /// <summary>The sum of the lines, without cancelled units.</summary>
    public MoneyAmount Total => new(order.Total);

    /// <summary>What the customer agreed to pay, captured or still set aside.</summary>
    public MoneyAmount Paid => new(order.Paid);

    /// <summary>Money of that given back, or let go before it was captured; never more than paid.</summary>
    public MoneyAmount Refunded => new(order.Refunded);

    /// <summary>
    /// What of the refunded money the customer is to be given in cash, and was not: it went back with nobody at a till. `payOutCash` hands it
    /// out. Null when nothing is owed.
    /// </summary>
    public MoneyAmount? CashOwed => order.CashOwed is { } owed ? new MoneyAmount(owed) : null;

    /// <summary>What payments set aside for this order, captured or not, without what lapsed.</summary>
    public MoneyAmount Authorized => Sum(payment => payment.Authorized.Amount - payment.Lapsed.Amount);

    /// <summary>What of it was taken: it is captured as goods leave.</summary>
    public MoneyAmount Captured => Sum(payment => payment.Captured.Amount);

    /// <summary>Whether it was paid, and waits for another payment because what was authorised lapsed: `payOrder` pays what is missing.</summary>
    public bool OnHold => order.OnHold;

    /// <summary>Attempts to pay and tenders of a till, oldest first; at most 20.</summary>
    public IReadOnlyList<Payment> Payments => order.Payments.IsDefault ? [] : [.. order.Payments.Select(payment => new Payment(payment))];

    /// <summary>Whether the payment provider still owes an answer.</summary>
    public bool PaymentPending => order.PaymentPending;

    /// <summary>The numbers of its receipts and credit notes, oldest first; at most one for each parcel, return and lost unit. A till shows the first with the sale, other orders get one a second after a parcel left.</summary>
    [GraphQLType<NonNullType<ListType<NonNullType<IdType>>>>]
    public IReadOnlyList<string> ReceiptIds => order.ReceiptIds.IsDefault ? [] : order.ReceiptIds;

    /// <summary>When it was placed.</summary>
    public DateTimeOffset PlacedAt => order.PlacedAt;

    /// <summary>Grows with every change.</summary>
    public int Version => checked((int)order.Version);

    private MoneyAmount Sum(Func<PaymentDetails, decimal> part) =>
        new(order.Total with { Amount = order.Payments.IsDefault ? 0 : order.Payments.Sum(part) });
}
