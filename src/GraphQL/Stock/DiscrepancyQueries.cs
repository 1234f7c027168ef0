using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about discrepancies.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class DiscrepancyQueries
{
    /// <summary>Shelves with fewer units than are promised from them, newest first. Needs the role Associate or Admin.</summary>
    /// <param name="locationId">Only at this location; at every one when left out.</param>
    /// <param name="sku">Only of this SKU; of every one when left out.</param>
    /// <param name="resolved">Only those that are resolved, or only those that are not; both when left out.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="stock">The list.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<StockDiscrepancyConnection> GetStockDiscrepanciesAsync(
        [GraphQLType<IdType>] string? locationId,
        string? sku,
        bool? resolved,
        int? first,
        string? after,
        [Service] IStockSearch stock,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.CorrectStock);
        return new StockDiscrepancyConnection(await Paging.AskAsync(
            first, after, page => stock.FindDiscrepanciesAsync(locationId, sku, resolved, page, cancellationToken)));
    }
}
