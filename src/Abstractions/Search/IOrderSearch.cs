using OrleansCommerce.Orders;

namespace OrleansCommerce.Search;

/// <summary>The list of orders. Its freshness is that of <see cref="ICatalogSearch"/>.</summary>
public interface IOrderSearch
{
    /// <summary>Ids of orders that the filter lets through.</summary>
    /// <param name="filter">Which orders.</param>
    /// <param name="sort">In which order.</param>
    /// <param name="page">Where in the list: a cursor is one of the same sort.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Page<string>> FindOrdersAsync(OrderFilter filter, OrderSort sort, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>Which orders; what is null filters nothing.</summary>
/// <param name="Search">
/// Words, each of which number, id, customer id, a SKU, the name of goods, a receipt's number or the place of pickup contains, whatever
/// the case and the accents. The first ten count.
/// </param>
/// <param name="CustomerId">Whose.</param>
/// <param name="OwnerSubject">Only those that this subject placed or, when it is a customer, owns.</param>
/// <param name="Statuses">In one of these states; none of them filters nothing.</param>
/// <param name="Channel">Where it was placed.</param>
/// <param name="LocationId">With a parcel from it, to be fetched there, or sold there.</param>
/// <param name="Sku">With this SKU.</param>
/// <param name="Method">How the goods reach the customer.</param>
/// <param name="Payment">With a payment in this state.</param>
/// <param name="OnHold">Whether it waits for another payment because what was authorised lapsed.</param>
/// <param name="From">Placed at this time or later.</param>
/// <param name="To">Placed before this time.</param>
/// <param name="MinAmount">Of this total or more, in the order's own currency.</param>
/// <param name="MaxAmount">Of this total or less, in the order's own currency.</param>
/// <param name="PaymentReference">
/// Paid with this token, or with the reference that a till's terminal gave. It is looked for by its hash; a card number finds nothing.
/// </param>
/// <param name="CashOwed">Whether cash is owed to the customer, which a till is to hand out.</param>
public sealed record OrderFilter(
    string? Search = null,
    string? CustomerId = null,
    string? OwnerSubject = null,
    IReadOnlyCollection<OrderStatus>? Statuses = null,
    Channel? Channel = null,
    string? LocationId = null,
    string? Sku = null,
    DeliveryMethod? Method = null,
    PaymentState? Payment = null,
    bool? OnHold = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    decimal? MinAmount = null,
    decimal? MaxAmount = null,
    string? PaymentReference = null,
    bool? CashOwed = null);

/// <summary>In which order orders are listed. Orders of one time or total are listed by their ids.</summary>
public enum OrderSort
{
    /// <summary>By the time when they were placed, newest first.</summary>
    Newest,

    /// <summary>By the time when they were placed, oldest first.</summary>
    Oldest,

    /// <summary>By their totals, whatever the currency, highest first.</summary>
    HighestTotal,

    /// <summary>By their totals, whatever the currency, lowest first.</summary>
    LowestTotal,
}
