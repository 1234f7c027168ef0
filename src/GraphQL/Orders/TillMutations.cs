using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Sales at tills.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class TillMutations
{
    /// <summary>Sales of one request: a till's day in a hundred requests is uploaded in seconds, and no request holds up the others.</summary>
    private const int OfflineSalesMax = 100;

    /// <summary>Goods and money change hands: the order is fulfilled at once. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">What was sold, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<SellAtTillPayload> SellAtTillAsync(SellAtTillInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.SellAtTill);
        if (!Ids.IsLocation(input.LocationId))
        {
            return SellAtTillPayload.Of(new NotFound("location", input.LocationId));
        }

        if ((Check(input.CustomerId, input.Currency, input.Lines) ?? Ids.CheckTill(input.TillId)) is { } failure)
        {
            return SellAtTillPayload.Of(failure);
        }

        var answer = await SellAsync(
            caller, grains, input.OperationId, input.LocationId, input.TillId, input.CustomerId, input.Currency, input.Lines, input.Tenders, soldAt: null);
        return answer.Succeeded ? new SellAtTillPayload { Order = new Order(answer.Value) } : SellAtTillPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Books sales of a till that was offline, with the times at which they were made. It goes without an operation id of its own: each
    /// sale has one, and sent again gets its first answer. Needs the
    /// role Pos, Associate or Admin.
    /// </summary>
    /// <param name="input">What was sold, and where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<RecordTillSalesPayload> RecordTillSalesAsync(RecordTillSalesInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.SellAtTill);
        if (input.Sales.Count is < 1 or > OfflineSalesMax)
        {
            return RecordTillSalesPayload.Of(
                new InvalidInput("sales", $"must be from 1 to {OfflineSalesMax} sales, was {input.Sales.Count}."));
        }

        if (!Ids.IsLocation(input.LocationId)
            || await grains.CallAsync((ILocationGrain grain) => grain.GetAsync(), input.LocationId) is null)
        {
            return RecordTillSalesPayload.Of(new NotFound("location", input.LocationId));
        }

        if (Ids.CheckTill(input.TillId) is { } noTill)
        {
            return RecordTillSalesPayload.Of(noTill);
        }

        var answers = await Task.WhenAll(input.Sales.Select(async sale =>
            Check(sale.CustomerId, sale.Currency, sale.Lines) is { } failure
                ? failure
                : await SellAsync(
                    caller,
                    grains,
                    sale.OperationId,
                    input.LocationId,
                    input.TillId,
                    sale.CustomerId,
                    sale.Currency,
                    sale.Lines,
                    sale.Tenders,
                    sale.SoldAt.ToUniversalTime())));
        return new RecordTillSalesPayload { Results = [.. answers.Select((answer, i) => Result(i, input.Sales[i], answer))] };
    }

    /// <summary>
    /// Sells a cart, whatever channel filled it: its goods change hands, its reservations are used up, and it is closed as ordered, once.
    /// Needs the role Pos, Associate or Admin.
    /// </summary>
    /// <param name="input">Which cart, where, and how it was paid.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<SellCartAtTillPayload> SellCartAtTillAsync(SellCartAtTillInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.SellAtTill);
        if (!Ids.IsLocation(input.LocationId))
        {
            return SellCartAtTillPayload.Of(new NotFound("location", input.LocationId));
        }

        if (!Ids.IsOpaque(input.CartId))
        {
            return SellCartAtTillPayload.Of(new NotFound("cart", input.CartId));
        }

        if (Ids.CheckTill(input.TillId) is { } noTill)
        {
            return SellCartAtTillPayload.Of(noTill);
        }

        var command = new SellCart(
            input.OperationId,
            input.LocationId,
            input.TillId,
            input.Tenders is null ? null : [.. input.Tenders.Select(tender => tender.ToTender())],
            [.. (input.Reservations ?? []).Select(held => new CartReservation(held.LineId, held.ReservationId))]);
        var answer = await grains.CallAsync((ICartGrain grain) => grain.SellAtTillAsync(command), input.CartId);
        return answer.Succeeded ? new SellCartAtTillPayload { Order = new Order(answer.Value) } : SellCartAtTillPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Pays the total of an order at a till, with what was taken there: of a customer who has its goods sent, or fetched elsewhere. Its
    /// receipt is the shop's, and comes with the answer. Needs the role Pos, Associate or Admin.
    /// </summary>
    /// <param name="input">Which order, where, and how it was paid.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<PayOrderAtTillPayload> PayOrderAtTillAsync(PayOrderAtTillInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.SellAtTill);
        if (!Ids.IsLocation(input.LocationId))
        {
            return PayOrderAtTillPayload.Of(new NotFound("location", input.LocationId));
        }

        if (Ids.CheckTill(input.TillId) is { } noTill)
        {
            return PayOrderAtTillPayload.Of(noTill);
        }

        var command = new PayOrderAtTill(
            input.OperationId, input.LocationId, [.. input.Tenders.Select(tender => tender.ToTender())], input.TillId);
        var answer = await grains.CommandOrderAsync(caller, input.OrderId, grain => grain.PayAtTillAsync(command));
        return answer.Succeeded ? new PayOrderAtTillPayload { Order = new Order(answer.Value) } : PayOrderAtTillPayload.Of(answer.Failure);
    }

    /// <summary>
    /// Hands out at a till what an order's customer is owed in cash, all of it and once: see `cashOwed`. The till's session counts it. Needs the
    /// role Pos, Associate or Admin.
    /// </summary>
    /// <param name="input">Which order, where, and how much.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<PayOutCashPayload> PayOutCashAsync(PayOutCashInput input, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.SellAtTill);
        if (!Ids.IsLocation(input.LocationId))
        {
            return PayOutCashPayload.Of(new NotFound("location", input.LocationId));
        }

        if ((Ids.CheckTill(input.TillId) ?? input.Amount.CheckPrice("amount")) is { } invalid)
        {
            return PayOutCashPayload.Of(invalid);
        }

        var command = new PayOutCash(input.OperationId, input.LocationId, input.TillId, input.Amount.ToMoney());
        var answer = await grains.CommandOrderAsync(caller, input.OrderId, grain => grain.PayOutAsync(command));
        return answer.Succeeded ? new PayOutCashPayload { Order = new Order(answer.Value) } : PayOutCashPayload.Of(answer.Failure);
    }

    private static TillSaleResult Result(int index, OfflineSaleInput sale, Result<OrderDetails> answer) => new()
    {
        Index = index,
        OperationId = sale.OperationId,
        Order = answer.Succeeded ? new Order(answer.Value) : null,
        Errors = answer.Succeeded ? null : PayloadErrors.Of<ISellAtTillError>(answer.Failure),
    };

    private static Task<Result<OrderDetails>> SellAsync(
        Caller caller,
        GrainCalls grains,
        string operationId,
        string locationId,
        string? tillId,
        string? customerId,
        string currency,
        IReadOnlyList<TillLineInput> lines,
        IReadOnlyList<TenderInput>? tenders,
        DateTimeOffset? soldAt)
    {
        var command = new SellAtTill(
            operationId,
            locationId,
            customerId,
            currency,
            [.. lines.Select(line => new TillLine(line.Sku, line.Quantity, line.UnitPrice?.ToMoney(), line.ReservationId))],
            soldAt,
            tenders is null ? null : [.. tenders.Select(tender => tender.ToTender())],
            tillId);
        return grains.CallAsync((IOrderGrain grain) => grain.SellAtTillAsync(command), DerivedId.Of("order", caller, operationId));
    }

    private static InvalidInput? Check(string? customerId, string currency, IReadOnlyList<TillLineInput> lines) =>
        Ids.CheckCustomer(customerId, "customerId")
            ?? CurrencyCode.Check(currency, "currency")
            ?? lines
                .Select((line, i) => Ids.CheckSku(line.Sku, $"lines[{i}].sku") ?? line.UnitPrice?.CheckUnitPrice($"lines[{i}].unitPrice"))
                .FirstOrDefault(invalid => invalid is not null);
}
