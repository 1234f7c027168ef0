using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods between locations.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class TransferMutations
{
    /// <summary>Goods leave for another location, all lines or none; what is promised stays. Needs the role Associate or Admin.</summary>
    /// <param name="input">What, and from where to where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<DispatchTransferPayload> DispatchTransferAsync(DispatchTransferInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.CorrectStock);
        if (Check(input) is { } failure)
        {
            return DispatchTransferPayload.Of(failure);
        }

        var command = new DispatchTransfer(
            input.OperationId,
            input.FromLocationId,
            input.ToLocationId,
            [.. input.Lines.Select(line => new TransferUnits(line.Sku, line.Quantity))],
            input.Reference);
        var transferId = DerivedId.Of("transfer", caller, input.OperationId);
        var answer = await grains.CallAsync((ITransferGrain grain) => grain.DispatchAsync(command), transferId);
        return answer.Succeeded
            ? new DispatchTransferPayload { Transfer = new Transfer(answer.Value) }
            : DispatchTransferPayload.Of(answer.Failure);
    }

    /// <summary>Goods of a transfer are there, and the transfer is over. Needs the role Associate or Admin.</summary>
    /// <param name="input">What came.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReceiveTransferPayload> ReceiveTransferAsync(ReceiveTransferInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.CorrectStock);
        if (!Ids.IsOpaque(input.TransferId))
        {
            return ReceiveTransferPayload.Of(new NotFound("transfer", input.TransferId));
        }

        var command = new ReceiveTransfer(
            input.OperationId, [.. input.Lines.Select(line => new TransferReceipt(line.Sku, line.Received, line.Damaged ?? 0))]);
        var answer = await grains.CallAsync((ITransferGrain grain) => grain.ReceiveAsync(command), input.TransferId);
        return answer.Succeeded
            ? new ReceiveTransferPayload { Transfer = new Transfer(answer.Value) }
            : ReceiveTransferPayload.Of(answer.Failure);
    }

    private static Failure? Check(DispatchTransferInput input)
    {
        foreach (var locationId in new[] { input.FromLocationId, input.ToLocationId })
        {
            if (!Ids.IsLocation(locationId))
            {
                return new NotFound("location", locationId);
            }
        }

        return input.Lines.Select((line, i) => Ids.CheckSku(line.Sku, $"lines[{i}].sku")).FirstOrDefault(invalid => invalid is not null);
    }
}
