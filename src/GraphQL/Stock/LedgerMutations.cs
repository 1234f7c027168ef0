using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Counts, movements, and what may be promised.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class LedgerMutations
{
    /// <summary>Books a count of sellable units, when the books are as the counter knew them. Needs the role Associate or Admin.</summary>
    /// <param name="input">What, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<CountStockPayload> CountStockAsync(CountStockInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.CorrectStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is { } failure)
        {
            return CountStockPayload.Of(failure);
        }

        var command = new CountStock(
            input.OperationId,
            input.Quantity,
            input.ExpectedOnHand,
            input.ExpectedVersion,
            input.Reason,
            input.Reference,
            input.CountedAt?.ToUniversalTime());
        var answer = await grains.CallStockLedgerAsync(input.Sku, input.LocationId, grain => grain.CountAsync(command));
        return answer.Succeeded
            ? new CountStockPayload { StockItem = new StockItem(answer.Value) }
            : CountStockPayload.Of(answer.Failure);
    }

    /// <summary>Moves units between two states of the ledger. Needs the role Associate or Admin.</summary>
    /// <param name="input">What, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<MoveStockPayload> MoveStockAsync(MoveStockInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.CorrectStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is { } failure)
        {
            return MoveStockPayload.Of(failure);
        }

        var command = new MoveStock(input.OperationId, input.From, input.To, input.Quantity, input.Reason, input.Reference);
        var answer = await grains.CallStockLedgerAsync(input.Sku, input.LocationId, grain => grain.MoveAsync(command));
        return answer.Succeeded
            ? new MoveStockPayload { StockItem = new StockItem(answer.Value) }
            : MoveStockPayload.Of(answer.Failure);
    }

    /// <summary>Sets whether more may be promised than is on hand. Needs the role Admin.</summary>
    /// <param name="input">What, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<SetStockPolicyPayload> SetStockPolicyAsync(SetStockPolicyInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.SetSafetyStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is { } failure)
        {
            return SetStockPolicyPayload.Of(failure);
        }

        var command = new SetStockPolicy(input.OperationId, input.Rule, input.Limit ?? 0, input.ReleaseAt?.ToUniversalTime());
        var answer = await grains.CallStockLedgerAsync(input.Sku, input.LocationId, grain => grain.SetPolicyAsync(command));
        return answer.Succeeded
            ? new SetStockPolicyPayload { StockItem = new StockItem(answer.Value) }
            : SetStockPolicyPayload.Of(answer.Failure);
    }

    /// <summary>Sets the units of a shelf that a channel may not have. Needs the role Admin.</summary>
    /// <param name="input">What, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<SetChannelBufferPayload> SetChannelBufferAsync(SetChannelBufferInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.SetSafetyStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is { } failure)
        {
            return SetChannelBufferPayload.Of(failure);
        }

        var command = new SetChannelBuffer(input.OperationId, input.Channel, input.Quantity);
        var answer = await grains.CallStockLedgerAsync(input.Sku, input.LocationId, grain => grain.SetBufferAsync(command));
        return answer.Succeeded
            ? new SetChannelBufferPayload { StockItem = new StockItem(answer.Value) }
            : SetChannelBufferPayload.Of(answer.Failure);
    }
}
