using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Changes to stock.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class StockMutations
{
    /// <summary>Goods arrive at a location. Needs the role Admin.</summary>
    /// <param name="input">What arrives, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReceiveStockPayload> ReceiveStockAsync(ReceiveStockInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ReceiveStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is { } failure)
        {
            return ReceiveStockPayload.Of(failure);
        }

        var command = new ReceiveStock(input.OperationId, input.Quantity, input.Reason, input.Reference);
        var answer = await grains.CallStockItemAsync(input.Sku, input.LocationId, grain => grain.ReceiveAsync(command));
        return answer.Succeeded
            ? new ReceiveStockPayload { StockItem = new StockItem(answer.Value) }
            : ReceiveStockPayload.Of(answer.Failure);
    }

    /// <summary>Sets the units that are kept back from every channel but the till. Needs the role Admin.</summary>
    /// <param name="input">How many, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<SetSafetyStockPayload> SetSafetyStockAsync(SetSafetyStockInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.SetSafetyStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is { } failure)
        {
            return SetSafetyStockPayload.Of(failure);
        }

        var command = new SetSafetyStock(input.OperationId, input.Quantity);
        var answer = await grains.CallStockItemAsync(input.Sku, input.LocationId, grain => grain.SetSafetyAsync(command));
        return answer.Succeeded
            ? new SetSafetyStockPayload { StockItem = new StockItem(answer.Value) }
            : SetSafetyStockPayload.Of(answer.Failure);
    }
}
