using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;

namespace OrleansCommerce.GraphQL;

/// <summary>Exchanges at a till.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class ExchangeMutations
{
    /// <summary>
    /// Takes goods of an order back and sells others, both or neither; the difference is paid, or given back. Needs the role Associate or
    /// Admin.
    /// </summary>
    /// <param name="input">What comes back, and what is sold.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ExchangeItemsPayload> ExchangeItemsAsync(ExchangeItemsInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.AcceptReturns);
        var approved = input.Override?.By(caller);
        if (Check(input) is { } failure)
        {
            return ExchangeItemsPayload.Of(failure);
        }

        var command = new ExchangeItems(
            input.OperationId,
            input.OrderId,
            input.LocationId,
            [.. input.Back.Select(line => line.ToLine())],
            input.Reason,
            input.RefundTo,
            approved,
            input.CustomerId,
            [.. input.Lines.Select(line => new TillLine(line.Sku, line.Quantity, line.UnitPrice?.ToMoney(), line.ReservationId))],
            input.Tenders is { } tenders ? [.. tenders.Select(tender => tender.ToTender())] : null,
            SaleOrderId: DerivedId.Of("order", caller, input.OperationId),
            input.TillId);
        var answer = await grains.CallAsync(
            (IExchangeGrain grain) => grain.ExchangeAsync(command), DerivedId.Of("exchange", caller, input.OperationId));
        return answer.Succeeded ? new ExchangeItemsPayload { Exchange = new Exchange(answer.Value) } : ExchangeItemsPayload.Of(answer.Failure);
    }

    private static Failure? Check(ExchangeItemsInput input)
    {
        if (!Ids.IsLocation(input.LocationId))
        {
            return new NotFound("location", input.LocationId);
        }

        if (!Ids.IsOpaque(input.OrderId))
        {
            return new NotFound("order", input.OrderId);
        }

        return Ids.CheckCustomer(input.CustomerId, "customerId")
            ?? Ids.CheckTill(input.TillId)
            ?? input.Tenders?
                .Select((tender, i) => tender is { Kind: TenderKind.StoreCredit, Reference: { } credit } && !Ids.IsOpaque(credit)
                    ? new InvalidInput($"tenders[{i}].reference", "must be the id of a store credit.")
                    : null)
                .FirstOrDefault(invalid => invalid is not null)
            ?? input.Lines
                .Select((line, i) => Ids.CheckSku(line.Sku, $"lines[{i}].sku") ?? line.UnitPrice?.CheckUnitPrice($"lines[{i}].unitPrice"))
                .FirstOrDefault(invalid => invalid is not null);
    }
}
