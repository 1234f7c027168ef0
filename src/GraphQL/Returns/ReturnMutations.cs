using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods that come back.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class ReturnMutations
{
    /// <summary>Takes lines of an order back at any location, and refunds them. Needs the role Associate or Admin.</summary>
    /// <param name="input">What comes back, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReturnItemsPayload> ReturnItemsAsync(ReturnItemsInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.AcceptReturns);
        var approved = input.Override?.By(caller);
        if (!Ids.IsLocation(input.LocationId))
        {
            return ReturnItemsPayload.Of(new NotFound("location", input.LocationId));
        }

        if (Ids.CheckTill(input.TillId) is { } noTill)
        {
            return ReturnItemsPayload.Of(noTill);
        }

        var command = new ReturnItems(
            input.OperationId,
            input.LocationId,
            [.. input.Lines.Select(line => line.ToLine())],
            input.Reason,
            input.RefundTo,
            approved,
            TillId: input.TillId);
        var answer = await grains.CommandOrderAsync(caller, input.OrderId, grain => grain.ReturnAsync(command));
        return answer.Succeeded
            ? new ReturnItemsPayload
            {
                Order = new Order(answer.Value.Order),
                Refund = new MoneyAmount(answer.Value.Refund),
                ReturnId = answer.Value.ReturnId,
                StoreCreditId = answer.Value.StoreCreditId,
            }
            : ReturnItemsPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Takes goods back for which no purchase can be shown, and pays for them; the caller is recorded as approving it.
    /// Needs the role Associate or Admin.
    /// </summary>
    /// <param name="input">What comes back, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReturnWithoutReceiptPayload> ReturnWithoutReceiptAsync(
        ReturnWithoutReceiptInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.AcceptReturns);
        var approved = input.Override?.By(caller);
        if (Check(input) is { } failure)
        {
            return ReturnWithoutReceiptPayload.Of(failure);
        }

        var command = new AcceptUnreceiptedReturn(
            input.OperationId,
            input.LocationId,
            input.CustomerId,
            input.Currency,
            [.. input.Lines.Select(line => new Returns.UnreceiptedReturnLine(
                line.Sku,
                line.Quantity,
                line.UnitPrice.ToMoney(),
                line.Disposition ?? ReturnGrading.DispositionOf(line.Condition),
                line.Reason,
                line.Note,
                line.Condition))],
            ApprovedBy: caller.Subject,
            input.Reason,
            input.AsStoreCredit == true ? true : null,
            approved,
            input.TillId);
        var returnId = DerivedId.Of("return", caller, input.OperationId);
        var answer = await grains.CallAsync((IUnreceiptedReturnGrain grain) => grain.AcceptAsync(command), returnId);
        return answer.Succeeded
            ? new ReturnWithoutReceiptPayload { UnreceiptedReturn = new UnreceiptedReturn(answer.Value) }
            : ReturnWithoutReceiptPayload.Of(answer.Failure);
    }

    private static Failure? Check(ReturnWithoutReceiptInput input)
    {
        if (!Ids.IsLocation(input.LocationId))
        {
            return new NotFound("location", input.LocationId);
        }

        return Ids.CheckCustomer(input.CustomerId, "customerId")
            ?? Ids.CheckTill(input.TillId)
            ?? CurrencyCode.Check(input.Currency, "currency")
            ?? input.Lines
                .Select((line, i) => Ids.CheckSku(line.Sku, $"lines[{i}].sku") ?? line.UnitPrice.CheckUnitPrice($"lines[{i}].unitPrice"))
                .FirstOrDefault(invalid => invalid is not null);
    }
}
