using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Stock;

/// <summary>
/// Somebody counted the sellable units. It is booked only when the books are as the counter knew them: at least one of
/// <paramref name="ExpectedOnHand"/> and <paramref name="ExpectedVersion"/> is given.
/// </summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Quantity">Units counted, 0 to 1,000,000.</param>
/// <param name="ExpectedOnHand">What the books had on hand when the counting began.</param>
/// <param name="ExpectedVersion">The stock item's version when the counting began.</param>
/// <param name="Reason">Why it was counted, up to 200 characters.</param>
/// <param name="Reference">Such as the number of the stocktaking, up to 100 characters.</param>
/// <param name="CountedAt">When, UTC; now when left out. A sale of before that is told later does not take its units again.</param>
[GenerateSerializer, Immutable, Alias("oc.CountStock")]
public sealed record CountStock(
    [property: Id(0)] string OperationId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] int? ExpectedOnHand,
    [property: Id(3)] long? ExpectedVersion,
    [property: Id(4)] string? Reason = null,
    [property: Id(5)] string? Reference = null,
    [property: Id(6)] DateTimeOffset? CountedAt = null);

/// <summary>Units change their state.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="From">Where they are.</param>
/// <param name="To">Where they go.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="Reason">Why, 1 to 200 characters, no personal data.</param>
/// <param name="Reference">Such as a delivery note, up to 100 characters.</param>
[GenerateSerializer, Immutable, Alias("oc.MoveStock")]
public sealed record MoveStock(
    [property: Id(0)] string OperationId,
    [property: Id(1)] StockState From,
    [property: Id(2)] StockState To,
    [property: Id(3)] int Quantity,
    [property: Id(4)] string Reason,
    [property: Id(5)] string? Reference = null);

/// <summary>Units of an allocation are not on the shelf.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="AllocationId">Which allocation.</param>
/// <param name="Keep">Units that it keeps, 0 or more.</param>
/// <param name="Quantity">Units that are written off, 1 to 1,000,000; no more than there are.</param>
/// <param name="Reason">Why, 1 to 200 characters.</param>
[GenerateSerializer, Immutable, Alias("oc.LoseAllocated")]
public sealed record LoseAllocated(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string AllocationId,
    [property: Id(2)] int Keep,
    [property: Id(3)] int Quantity,
    [property: Id(4)] string Reason);

/// <summary>Units of an allocation become another allocation of the same order: they leave by themselves.</summary>
/// <param name="AllocationId">Whose units they are.</param>
/// <param name="NewAllocationId">Whose they become; idempotency key.</param>
/// <param name="Quantity">Units, more than 0.</param>
[GenerateSerializer, Immutable, Alias("oc.SplitAllocation")]
public sealed record SplitAllocation(
    [property: Id(0)] string AllocationId, [property: Id(1)] string NewAllocationId, [property: Id(2)] int Quantity);

/// <summary>One change of a stock item: what moved, who did it, why, and with what reference.</summary>
/// <param name="Version">The stock item's version after it.</param>
/// <param name="At">UTC.</param>
/// <param name="Kind">What happened, such as <c>sold</c>.</param>
/// <param name="Movements">None when no unit moved.</param>
/// <param name="Reason">As given; null when the kind says it all.</param>
/// <param name="Reference">The reservation, allocation, sale, return, transfer or document.</param>
/// <param name="Subject">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Device">The till or locker, when there was one.</param>
/// <param name="Channel">Where the request came from, when it said so.</param>
/// <param name="OperationId">The idempotency key of the request, when it had one; of a return's units its id, <c>/</c>, and the line's index.</param>
[GenerateSerializer, Immutable, Alias("oc.StockChange")]
public sealed record StockChange(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Kind,
    [property: Id(3)] ImmutableArray<StockMovement> Movements,
    [property: Id(4)] string? Reason,
    [property: Id(5)] string? Reference,
    [property: Id(6)] string? Subject,
    [property: Id(7)] string? Role,
    [property: Id(8)] string? Device,
    [property: Id(9)] string? Channel,
    [property: Id(10)] string? OperationId = null);
