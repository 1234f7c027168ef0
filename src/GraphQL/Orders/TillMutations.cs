using HotChocolate;
using HotChocolate.Types;
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

        if (Check(input.CustomerId, input.Currency, input.Lines) is { } failure)
        {
            return SellAtTillPayload.Of(failure);
        }

        var answer = await SellAsync(
            caller, grains, input.OperationId, input.LocationId, input.CustomerId, input.Currency, input.Lines, input.Tenders, soldAt: null);
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

        var answers = await Task.WhenAll(input.Sales.Select(async sale =>
            Check(sale.CustomerId, sale.Currency, sale.Lines) is { } failure
                ? failure
                : await SellAsync(
                    caller, grains, sale.OperationId, input.LocationId, sale.CustomerId, sale.Currency, sale.Lines, sale.Tenders, sale.SoldAt.ToUniversalTime())));
        return new RecordTillSalesPayload { Results = [.. answers.Select((answer, i) => Result(i, input.Sales[i], answer))] };
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
            tenders is null ? null : [.. tenders.Select(tender => tender.ToTender())]);
        return grains.CallAsync((IOrderGrain grain) => grain.SellAtTillAsync(command), DerivedId.Of("order", caller, operationId));
    }

    private static InvalidInput? Check(string? customerId, string currency, IReadOnlyList<TillLineInput> lines) =>
        Ids.CheckCustomer(customerId, "customerId")
            ?? CurrencyCode.Check(currency, "currency")
            ?? lines
                .Select((line, i) => Ids.CheckSku(line.Sku, $"lines[{i}].sku") ?? line.UnitPrice?.CheckUnitPrice($"lines[{i}].unitPrice"))
                .FirstOrDefault(invalid => invalid is not null);
}
