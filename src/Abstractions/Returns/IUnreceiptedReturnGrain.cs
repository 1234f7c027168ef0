using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Returns;

/// <summary>A return for which no purchase can be shown, approved by staff and marked as such. Key: the return id.</summary>
[Alias("oc.IUnreceiptedReturnGrain")]
public interface IUnreceiptedReturnGrain : IGrainWithStringKey
{
    /// <summary>The return; null when there is none.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<UnreceiptedReturnDetails?> GetAsync();

    /// <summary>Takes goods back and pays for them, and answers with the credit note's number. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused, ReturnRefused.</summary>
    [Alias("Accept")]
    Task<Result<UnreceiptedReturnDetails>> AcceptAsync(AcceptUnreceiptedReturn command);

    /// <summary>Goes on with a restock, a till or a credit note that was cut off. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>Goods come back without a receipt.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="LocationId">Where.</param>
/// <param name="CustomerId">Whose, when known.</param>
/// <param name="Currency">Of every price.</param>
/// <param name="Lines">1 to 2,000.</param>
/// <param name="ApprovedBy">The subject of the associate who approved it.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
/// <param name="AsStoreCredit">Whether it is paid as store credit; in cash otherwise.</param>
/// <param name="Override">Who answers for it when a limit refuses it; nobody when left out.</param>
/// <param name="TillId">The till that gives the cash; its session counts it. None when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.AcceptUnreceiptedReturn")]
public sealed record AcceptUnreceiptedReturn(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string LocationId,
    [property: Id(2)] string? CustomerId,
    [property: Id(3)] string Currency,
    [property: Id(4)] ImmutableArray<UnreceiptedReturnLine> Lines,
    [property: Id(5)] string ApprovedBy,
    [property: Id(6)] string? Reason,
    [property: Id(7)] bool? AsStoreCredit = null,
    [property: Id(8)] ReturnOverride? Override = null,
    [property: Id(9)] string? TillId = null);

/// <summary>Units of a SKU that come back, at the price that is paid for one.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="UnitPrice">Paid for one.</param>
/// <param name="Disposition">What becomes of them.</param>
/// <param name="Reason">Why they come back, when it was asked.</param>
/// <param name="Note">Up to 150 characters, no personal data.</param>
/// <param name="Condition">How they are, when they were graded.</param>
[GenerateSerializer, Immutable, Alias("oc.UnreceiptedReturnLine")]
public sealed record UnreceiptedReturnLine(
    [property: Id(0)] string Sku,
    [property: Id(1)] int Quantity,
    [property: Id(2)] Money UnitPrice,
    [property: Id(3)] Disposition Disposition,
    [property: Id(4)] ReturnReason? Reason = null,
    [property: Id(5)] string? Note = null,
    [property: Id(6)] ReturnCondition? Condition = null);

/// <summary>A return without a receipt, as callers see it. Its credit note is null when it was accepted before there were any.</summary>
[GenerateSerializer, Immutable, Alias("oc.UnreceiptedReturnDetails")]
public sealed record UnreceiptedReturnDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string LocationId,
    [property: Id(2)] string? CustomerId,
    [property: Id(3)] ImmutableArray<UnreceiptedReturnLine> Lines,
    [property: Id(4)] Money Refund,
    [property: Id(5)] string ApprovedBy,
    [property: Id(6)] DateTimeOffset AcceptedAt,
    [property: Id(7)] string? ReceiptId = null,
    [property: Id(8)] string? StoreCreditId = null);
