using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>What people do about discrepancies.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class DiscrepancyMutations
{
    /// <summary>Ends a discrepancy: somebody looked at the shelf. It changes no quantity. Needs the role Associate or Admin.</summary>
    /// <param name="input">Which one, and what was found.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ResolveDiscrepancyPayload> ResolveDiscrepancyAsync(ResolveDiscrepancyInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.CorrectStock);
        if (!DiscrepancyId.TryParse(input.DiscrepancyId, out var id) || StockItemCalls.Check(id.Item.Sku, id.Item.LocationId) is not null)
        {
            return ResolveDiscrepancyPayload.Of(new NotFound("open discrepancy", input.DiscrepancyId));
        }

        var command = new ResolveDiscrepancy(input.OperationId, id.Number, input.Resolution);
        var answer = await grains.CallStockLedgerAsync(id.Item.Sku, id.Item.LocationId, grain => grain.ResolveDiscrepancyAsync(command));
        return answer.Succeeded
            ? new ResolveDiscrepancyPayload { StockItem = new StockItem(answer.Value) }
            : ResolveDiscrepancyPayload.Of(answer.Failure);
    }
}
