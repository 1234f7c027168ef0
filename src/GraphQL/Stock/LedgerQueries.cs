using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about the ledger.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class LedgerQueries
{
    /// <summary>What happened to a stock item, the newest first: what moved, who did it, why. Needs the role Associate or Admin.</summary>
    /// <param name="sku">Which SKU.</param>
    /// <param name="locationId">Where.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="beforeVersion">Only changes before this version of the stock item, for the page after one that ended there.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<IReadOnlyList<StockChange>> GetStockChangesAsync(
        string sku, [GraphQLType<NonNullType<IdType>>] string locationId, int? first, int? beforeVersion, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.CorrectStock);
        if (first is < 1 or > Paging.FirstMax)
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, $"first must be from 1 to {Paging.FirstMax}, was {first}.");
        }

        if (StockItemCalls.Check(sku, locationId) is not null)
        {
            return [];
        }

        var changes = await grains.CallStockLedgerAsync(
            sku, locationId, grain => grain.HistoryAsync(beforeVersion, first ?? Paging.FirstDefault));
        return [.. changes.Select(change => new StockChange(change))];
    }
}
