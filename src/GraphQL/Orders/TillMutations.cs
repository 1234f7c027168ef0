using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Sales at tills.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class TillMutations
{
    /// <summary>Goods and money change hands: the order is fulfilled at once. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">What was sold, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<SellAtTillPayload> SellAtTillAsync(SellAtTillInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.SellAtTill);
        if (Check(input) is { } failure)
        {
            return SellAtTillPayload.Of(failure);
        }

        var command = new SellAtTill(
            input.OperationId,
            input.LocationId,
            input.CustomerId,
            input.Currency,
            [.. input.Lines.Select(line => new TillLine(line.Sku, line.Quantity, line.UnitPrice?.ToMoney(), line.ReservationId))]);
        var orderId = DerivedId.Of("order", caller, input.OperationId);
        var answer = await grains.CallAsync((IOrderGrain grain) => grain.SellAtTillAsync(command), orderId);
        return answer.Succeeded ? new SellAtTillPayload { Order = new Order(answer.Value) } : SellAtTillPayload.Of(answer.Failure);
    }

    private static Failure? Check(SellAtTillInput input)
    {
        if (!Ids.IsLocation(input.LocationId))
        {
            return new NotFound("location", input.LocationId);
        }

        return Ids.CheckCustomer(input.CustomerId, "customerId")
            ?? CurrencyCode.Check(input.Currency, "currency")
            ?? input.Lines
                .Select((line, i) => Ids.CheckSku(line.Sku, $"lines[{i}].sku") ?? line.UnitPrice?.CheckUnitPrice($"lines[{i}].unitPrice"))
                .FirstOrDefault(invalid => invalid is not null);
    }
}
