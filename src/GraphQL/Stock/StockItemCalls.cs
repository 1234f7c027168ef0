using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Finds the stock item that an input names.</summary>
internal static class StockItemCalls
{
    /// <summary>A refusal unless SKU and location can name a stock item.</summary>
    public static Failure? Check(string sku, string locationId) =>
        Ids.CheckSku(sku, "sku") ?? (Failure?)(Ids.IsLocation(locationId) ? null : new NotFound("location", locationId));

    /// <summary>Calls the stock item of a SKU at a location; both have been checked.</summary>
    public static Task<TAnswer> CallStockItemAsync<TAnswer>(
        this GrainCalls grains, string sku, string locationId, Func<IStockItemGrain, Task<TAnswer>> call) =>
        grains.CallAsync(call, new StockItemKey(locationId, sku).ToString());

    /// <summary>Calls the ledger of a SKU at a location; both have been checked.</summary>
    public static Task<TAnswer> CallStockLedgerAsync<TAnswer>(
        this GrainCalls grains, string sku, string locationId, Func<IStockLedgerGrain, Task<TAnswer>> call) =>
        grains.CallAsync(call, new StockItemKey(locationId, sku).ToString());
}
