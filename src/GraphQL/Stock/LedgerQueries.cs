using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about the ledger.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class LedgerQueries
{
    /// <summary>What happened to a stock item, the newest first: what moved, who did it, why. Needs the role Associate or Admin.</summary>
    /// <param name="sku">Which SKU.</param>
    /// <param name="locationId">Where.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<StockChangeConnection> GetStockChangesAsync(
        string sku, [GraphQLType<NonNullType<IdType>>] string locationId, int? first, string? after, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.CorrectStock);
        return new StockChangeConnection(await Paging.AskAsync(first, after, page => FindAsync(grains, sku, locationId, page)));
    }

    private static async Task<Page<Stock.StockChange>> FindAsync(GrainCalls grains, string sku, string locationId, PageRequest page)
    {
        long? before = page.After is { } after ? StockChangeCursor.Parse(after).Version : null;
        if (StockItemCalls.Check(sku, locationId) is not null)
        {
            return StockChangeConnection.PageOf([], version: 0);
        }

        var changes = await grains.CallStockLedgerAsync(sku, locationId, grain => grain.HistoryAsync(before, page.First));
        var levels = await grains.CallStockItemAsync(sku, locationId, grain => grain.GetAsync());
        return StockChangeConnection.PageOf(changes, levels?.Version ?? 0);
    }
}
