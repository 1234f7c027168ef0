using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.Stock;

/// <summary>
/// The stock of one SKU at one location: the only one who decides about these units. Key: <see cref="StockItemKey"/>.
/// Every answer comes after the commit of what it reveals. A quantity is 1 to 1,000,000.
/// </summary>
[Alias("oc.IStockItemGrain")]
public interface IStockItemGrain : IGrainWithStringKey
{
    /// <summary>The levels now, without reservations whose time is over; null when the SKU or the location is not registered.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<StockLevels?> GetAsync();

    /// <summary>Goods arrive. Fails with InvalidInput, NotFound (location), OperationIdReused.</summary>
    [Alias("Receive")]
    Task<Result<StockLevels>> ReceiveAsync(ReceiveStock command);

    /// <summary>Holds units for a while. The reservation id is also the idempotency key.
    /// Fails with OutOfStock, InvalidInput, NotFound (location), OperationIdReused, ReservationExpired.</summary>
    [Alias("Reserve")]
    Task<Result<ReservationAnswer>> ReserveAsync(ReserveStock command);

    /// <summary>Gives the units of a reservation back; again is no change. Fails with ReservationNotFound, ReservationExpired, InvalidState (confirmed).</summary>
    [Alias("Release")]
    Task<Result<ReservationAnswer>> ReleaseAsync(string reservationId);

    /// <summary>The reserved units leave the location now; again is no change. Fails with ReservationNotFound, ReservationExpired, InvalidState (released).</summary>
    [Alias("Confirm")]
    Task<Result<ReservationAnswer>> ConfirmAsync(string reservationId);

    /// <summary>Promises to an order as many units as are available, up to those asked for. The same allocation id gives the same answer.</summary>
    [Alias("Allocate")]
    Task<Result<AllocationAnswer>> AllocateAsync(AllocateStock command);

    /// <summary>Takes a promise back; an id that was never seen is remembered, so that a late allocation with it gets nothing.</summary>
    [Alias("Deallocate")]
    Task<Result<StockLevels>> DeallocateAsync(string allocationId);

    /// <summary>Allocated units leave the location; again is no change. Fails with InvalidState when the allocation is not there.</summary>
    [Alias("Dispatch")]
    Task<Result<StockLevels>> DispatchAsync(string allocationId);

    /// <summary>A till sold goods in hand: always succeeds. What the books did not have is found first, and marked as such; what was
    /// promised to others raises a discrepancy.</summary>
    [Alias("Sell")]
    Task<Result<StockLevels>> SellAsync(SellStock command);

    /// <summary>Returned units are sellable here again.</summary>
    [Alias("Restock")]
    Task<Result<StockLevels>> RestockAsync(RestockStock command);

    /// <summary>Sets the units that are kept back from every channel but the till.</summary>
    [Alias("SetSafety")]
    Task<Result<StockLevels>> SetSafetyAsync(SetSafetyStock command);

    /// <summary>Does what is due: reservations expire, orders are told what they lost. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>Goods arrive.</summary>
[GenerateSerializer, Immutable, Alias("oc.ReceiveStock")]
public sealed record ReceiveStock(
    [property: Id(0)] string OperationId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] string? Reason = null,
    [property: Id(3)] string? Reference = null);

/// <summary>A soft reservation is asked for.</summary>
/// <param name="ReservationId">The caller's own id.</param>
/// <param name="Quantity">Units.</param>
/// <param name="ExpiresInSeconds">10 to 86,400.</param>
/// <param name="Channel">For whom.</param>
[GenerateSerializer, Immutable, Alias("oc.ReserveStock")]
public sealed record ReserveStock(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] int ExpiresInSeconds,
    [property: Id(3)] Channel Channel);

/// <summary>An order asks for units.</summary>
/// <param name="AllocationId">Unique to the order and the step of its plan.</param>
/// <param name="OrderId">For whom.</param>
/// <param name="Quantity">Units wanted.</param>
/// <param name="Channel">Where the order was placed: its buffer is not for it. The system's own when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.AllocateStock")]
public sealed record AllocateStock(
    [property: Id(0)] string AllocationId,
    [property: Id(1)] string OrderId,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Channel? Channel = null);

/// <summary>A till sold.</summary>
/// <param name="SaleId">Idempotency key: the till sale and its line.</param>
/// <param name="Quantity">Units.</param>
/// <param name="ReservationId">The reservation that the goods were held under, when there was one; its remaining units are freed.</param>
/// <param name="SoldAt">When the goods left, UTC; now when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.SellStock")]
public sealed record SellStock(
    [property: Id(0)] string SaleId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] string? ReservationId = null,
    [property: Id(3)] DateTimeOffset? SoldAt = null);

/// <summary>Returned units are sellable again.</summary>
/// <param name="ReturnId">Idempotency key: the return and its line.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Reason">Why they came back; null when nobody said.</param>
/// <param name="Reference">The return's id, for the ledger; <paramref name="ReturnId"/> when null.</param>
[GenerateSerializer, Immutable, Alias("oc.RestockStock")]
public sealed record RestockStock(
    [property: Id(0)] string ReturnId, [property: Id(1)] int Quantity, [property: Id(2)] string? Reason = null, [property: Id(3)] string? Reference = null);

/// <summary>The safety stock changes.</summary>
[GenerateSerializer, Immutable, Alias("oc.SetSafetyStock")]
public sealed record SetSafetyStock([property: Id(0)] string OperationId, [property: Id(1)] int Quantity);
