using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Receipts;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about receipts.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class ReceiptQueries
{
    /// <summary>One receipt; null when there is none, or it is somebody else's.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<Receipt?> GetReceiptAsync([GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseOrders);
        return ReceiptId.TryParse(id, out var number) && await grains.FindReceiptAsync(caller, number) is { } receipt
            ? new Receipt(receipt)
            : null;
    }

    /// <summary>Receipts of all stores and channels, newest sale first; a customer's own alone when the caller is a customer.</summary>
    /// <param name="search">Words, each of which a word of number, order number, store, SKUs or names begins with; all receipts when left out.</param>
    /// <param name="customerId">Only this customer's; everybody's when left out.</param>
    /// <param name="storeId">Only of this store, or `online`; of all when left out.</param>
    /// <param name="sku">Only with this SKU; with any when left out.</param>
    /// <param name="from">Only sold at this time or later; at any when left out.</param>
    /// <param name="to">Only sold before this time; at any when left out.</param>
    /// <param name="minAmount">Only of this total or more, where a credit note's is negative; of any when left out.</param>
    /// <param name="maxAmount">Only of this total or less; of any when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<ReceiptConnection> GetReceiptsAsync(
        string? search,
        [GraphQLType<IdType>] string? customerId,
        [GraphQLType<IdType>] string? storeId,
        string? sku,
        DateTimeOffset? from,
        DateTimeOffset? to,
        decimal? minAmount,
        decimal? maxAmount,
        int? first,
        string? after,
        [Service] IReceiptSearch list,
        CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseOrders);
        var filter = new ReceiptFilter(
            search, Access.CustomerFor(caller, customerId), storeId, sku, from, to, minAmount, maxAmount);
        return new ReceiptConnection(
            await Paging.AskAsync(first, after, page => list.FindReceiptsAsync(filter, page, cancellationToken)));
    }

    /// <summary>Days, months and years of receipts that are over, newest days first; for those who look after the shop. Needs the role Associate or Admin.</summary>
    /// <param name="storeId">Only of this store, or `online`; of all when left out.</param>
    /// <param name="period">Only this long; of any length when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<ClosingConnection> GetClosingsAsync(
        [GraphQLType<IdType>] string? storeId,
        ClosingPeriod? period,
        int? first,
        string? after,
        [Service] IReceiptSearch list,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.WatchShop);
        return new ClosingConnection(
            await Paging.AskAsync(first, after, page => list.FindClosingsAsync(storeId, period, page, cancellationToken)));
    }
}
