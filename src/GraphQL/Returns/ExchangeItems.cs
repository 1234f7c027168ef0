using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods that come back and others that are sold at the same till, in one.</summary>
public sealed record ExchangeItemsInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Of which order goods come back.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>The shop.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>What comes back: 1 to 2,000 lines.</summary>
    public required IReadOnlyList<ReturnLineInput> Back { get; init; }

    /// <summary>What is sold, in the currency of the order: 1 to 2,000 lines.</summary>
    public required IReadOnlyList<TillLineInput> Lines { get; init; }

    /// <summary>
    /// What the customer pays on top: 1 to 9, which add up to what the new goods cost more; cash when left out. Of a store credit the reference is
    /// its id: the exchange takes off it what it pays, or nothing when nothing comes of the exchange.
    /// </summary>
    public IReadOnlyList<TenderInput>? Tenders { get; init; }

    /// <summary>Where goes what the goods that come back are worth more.</summary>
    [System.ComponentModel.DefaultValue(RefundTarget.OriginalTenders)]
    public RefundTarget? RefundTo { get; init; }

    /// <summary>Whose the sale is; the order's customer when left out.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId { get; init; }

    /// <summary>The till that takes what is paid on top, or gives cash back: its session counts it. No session does when left out.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>Up to 200 characters, no personal data; none when left out.</summary>
    public string? Reason { get; init; }

    /// <summary>Takes back what the policy refuses; the caller is recorded as answering for it. Needs the role Admin. None when left out.</summary>
    public ReturnOverrideInput? Override { get; init; }
}

/// <summary>Both sides of the exchange.</summary>
public sealed record ExchangeItemsPayload
{
    /// <summary>The exchange; null when the mutation failed.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IExchangeItemsError>? Errors { get; init; }

    internal static ExchangeItemsPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IExchangeItemsError>(failure) };
}

/// <summary>Why nothing came back and nothing was sold.</summary>
[UnionType("ExchangeItemsError")]
public interface IExchangeItemsError;

/// <summary>Goods that came back and others that were sold for them.</summary>
public sealed class Exchange(ExchangeDetails details)
{
    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => details.Id;

    /// <summary>The return, among those of its order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string ReturnId => details.ReturnId;

    /// <summary>What the goods that came back were worth.</summary>
    public MoneyAmount Refund => new(details.Refund);

    /// <summary>What the others cost.</summary>
    public MoneyAmount SaleTotal => new(details.SaleTotal);

    /// <summary>What the customer paid on top.</summary>
    public MoneyAmount Paid => new(details.Paid);

    /// <summary>What the customer got back.</summary>
    public MoneyAmount GivenBack => new(details.GivenBack);

    /// <summary>The store credit that has what the customer got back; null when it went elsewhere, or was nothing.</summary>
    [GraphQLType<IdType>]
    public string? StoreCreditId => details.StoreCreditId;

    /// <summary>The order of which goods came back.</summary>
    public async Task<Order> GetOrderAsync(OrderLoader orders, CancellationToken cancellationToken) =>
        new((await orders.LoadAsync(details.OrderId, cancellationToken))!);

    /// <summary>The sale.</summary>
    public async Task<Order> GetSaleAsync(OrderLoader orders, CancellationToken cancellationToken) =>
        new((await orders.LoadAsync(details.SaleOrderId, cancellationToken))!);
}
