using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Returns;

/// <summary>Goods that come back and others that are sold, in one. Key: the exchange's id.</summary>
[Alias("oc.IExchangeGrain")]
public interface IExchangeGrain : IGrainWithStringKey
{
    /// <summary>The exchange; null when there is none.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<ExchangeDetails?> GetAsync();

    /// <summary>
    /// Takes goods back and sells others, both or neither. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused, ReturnRefused.
    /// </summary>
    [Alias("Exchange")]
    Task<Result<ExchangeDetails>> ExchangeAsync(ExchangeItems command);

    /// <summary>Goes on with an exchange that was cut off. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>An exchange at a till.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="OrderId">Of which order the goods come back.</param>
/// <param name="LocationId">The shop: goods come back and others are sold here.</param>
/// <param name="Back">What comes back, 1 to 2,000 lines.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
/// <param name="RefundTo">Where what is left over goes; to the original tenders when left out.</param>
/// <param name="Override">Who answers for the return when the policy refuses it.</param>
/// <param name="CustomerId">Whose the sale is; the order's customer when left out.</param>
/// <param name="Lines">What is sold, 1 to 2,000 lines.</param>
/// <param name="Tenders">What the customer pays on top, up to 9; cash when left out. A store credit is named itself, and what it pays is taken off it.</param>
/// <param name="SaleOrderId">The order that the sale becomes.</param>
/// <param name="TillId">The till that takes or gives what is left over in cash; its session counts it. None when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.ExchangeItems")]
public sealed record ExchangeItems(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string OrderId,
    [property: Id(2)] string LocationId,
    [property: Id(3)] ImmutableArray<ReturnLine> Back,
    [property: Id(4)] string? Reason,
    [property: Id(5)] RefundTarget? RefundTo,
    [property: Id(6)] ReturnOverride? Override,
    [property: Id(7)] string? CustomerId,
    [property: Id(8)] ImmutableArray<TillLine> Lines,
    [property: Id(9)] ImmutableArray<Tender>? Tenders,
    [property: Id(10)] string SaleOrderId,
    [property: Id(11)] string? TillId = null);

/// <summary>An exchange that took place, or is taking place.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="OrderId">Of which order goods came back.</param>
/// <param name="ReturnId">The return.</param>
/// <param name="SaleOrderId">The order that the sale became.</param>
/// <param name="Refund">What the goods that came back were worth.</param>
/// <param name="SaleTotal">What the others cost.</param>
/// <param name="Paid">What the customer paid on top.</param>
/// <param name="GivenBack">What the customer got back.</param>
/// <param name="StoreCreditId">The store credit that has what the customer got back; null when it went elsewhere, or was nothing.</param>
[GenerateSerializer, Immutable, Alias("oc.ExchangeDetails")]
public sealed record ExchangeDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string OrderId,
    [property: Id(2)] string ReturnId,
    [property: Id(3)] string SaleOrderId,
    [property: Id(4)] Money Refund,
    [property: Id(5)] Money SaleTotal,
    [property: Id(6)] Money Paid,
    [property: Id(7)] Money GivenBack,
    [property: Id(8)] string? StoreCreditId);
