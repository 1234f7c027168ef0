using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Finds things by their global ids, with the rights that the field of each type asks for.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class NodeQueries
{
    /// <summary>The most ids of one request.</summary>
    private const int IdsMax = 200;

    /// <summary>The thing of a `nodeId`, as its own field gives it; null when there is none, or it is somebody else's.</summary>
    /// <param name="id">A `nodeId`.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="locations">Loads locations.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static Task<INode?> GetNodeAsync(
        [GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains, LocationLoader locations, CancellationToken cancellationToken) =>
        GlobalId.TryParse(id, out var global) ? FindAsync(global, grains, locations, cancellationToken) : Task.FromResult<INode?>(null);

    /// <summary>One for each id, in the order of the ids, as `node` gives it: null where it gives null.</summary>
    /// <param name="ids">1 to 200.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="locations">Loads locations.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<IReadOnlyList<INode?>> GetNodesAsync(
        [GraphQLType<NonNullType<ListType<NonNullType<IdType>>>>] IReadOnlyList<string> ids,
        [Service] GrainCalls grains,
        LocationLoader locations,
        CancellationToken cancellationToken) =>
        ids.Count is >= 1 and <= IdsMax
            ? await Task.WhenAll(ids.Select(id => GetNodeAsync(id, grains, locations, cancellationToken)))
            : throw FaultCodes.Exception(FaultCodes.BadUserInput, $"ids must be from 1 to {IdsMax}, were {ids.Count}.");

    private static async Task<INode?> FindAsync(GlobalId id, GrainCalls grains, LocationLoader locations, CancellationToken cancellationToken) =>
        id.Type switch
        {
            nameof(Cart) => await CartQueries.GetCartAsync(id.Key, grains),
            nameof(Kit) => await KitQueries.GetKitAsync(id.Key, grains),
            nameof(Location) => await LocationQueries.GetLocationAsync(id.Key, locations, cancellationToken),
            nameof(LockerBank) => await LockerQueries.GetLockerBankAsync(id.Key, grains),
            nameof(Order) => await OrderQueries.GetOrderAsync(id.Key, grains),
            nameof(Product) => await ProductQueries.GetProductAsync(id.Key, grains),
            nameof(Receipt) => await ReceiptQueries.GetReceiptAsync(id.Key, grains),
            nameof(ReturnRequest) => await ReturnQueries.GetReturnRequestAsync(id.Key, grains),
            nameof(StockItem) when StockItemKey.TryParse(id.Key, out var key) => await StockQueries.GetStockItemAsync(key.Sku, key.LocationId, grains),
            nameof(StoreCredit) => await StoreCreditQueries.GetStoreCreditAsync(id.Key, grains),
            nameof(Transfer) => await TransferQueries.GetTransferAsync(id.Key, grains),
            nameof(UnreceiptedReturn) => await ReturnQueries.GetUnreceiptedReturnAsync(id.Key, grains),
            _ => null,
        };
}
