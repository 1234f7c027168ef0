using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.Stock;

/// <summary>
/// Goods on their way from one location to another. Key: the transfer id. Goes on by itself after a crash between the two sides.
/// </summary>
[Alias("oc.ITransferGrain")]
public interface ITransferGrain : IGrainWithStringKey
{
    /// <summary>The transfer; null when there is none.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<TransferDetails?> GetAsync();

    /// <summary>The goods leave, all or nothing: what is promised stays. Fails with OutOfStock, InvalidInput, NotFound, OperationIdReused.</summary>
    [Alias("Dispatch")]
    Task<Result<TransferDetails>> DispatchAsync(DispatchTransfer command);

    /// <summary>The goods are there: what is neither received nor damaged is missing, and the transfer is over.
    /// Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Receive")]
    Task<Result<TransferDetails>> ReceiveAsync(ReceiveTransfer command);

    /// <summary>Goes on with what was cut off. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>Where a transfer is in its life.</summary>
public enum TransferStatus
{
    /// <summary>The goods are being taken out of the books of the first location.</summary>
    Dispatching,

    /// <summary>On the way.</summary>
    InTransit,

    /// <summary>Being put into the books of the second location.</summary>
    Receiving,

    /// <summary>Over.</summary>
    Received,

    /// <summary>Never came about: out of stock.</summary>
    Rejected,
}

/// <summary>Goods leave for another location.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="FromLocationId">Where they are.</param>
/// <param name="ToLocationId">Where they go.</param>
/// <param name="Lines">1 to 200, each of another SKU.</param>
/// <param name="Reference">Such as a delivery note, up to 100 characters.</param>
[GenerateSerializer, Immutable, Alias("oc.DispatchTransfer")]
public sealed record DispatchTransfer(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string FromLocationId,
    [property: Id(2)] string ToLocationId,
    [property: Id(3)] ImmutableArray<TransferUnits> Lines,
    [property: Id(4)] string? Reference = null);

/// <summary>Units of a SKU that are sent.</summary>
[GenerateSerializer, Immutable, Alias("oc.TransferUnits")]
public sealed record TransferUnits([property: Id(0)] string Sku, [property: Id(1)] int Quantity);

/// <summary>Goods are there.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Lines">At most one for each SKU; of a SKU without one, nothing came.</param>
[GenerateSerializer, Immutable, Alias("oc.ReceiveTransfer")]
public sealed record ReceiveTransfer([property: Id(0)] string OperationId, [property: Id(1)] ImmutableArray<TransferReceipt> Lines);

/// <summary>What came of a SKU.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Received">Sellable units, 0 or more.</param>
/// <param name="Damaged">Broken units, 0 or more.</param>
[GenerateSerializer, Immutable, Alias("oc.TransferReceipt")]
public sealed record TransferReceipt([property: Id(0)] string Sku, [property: Id(1)] int Received, [property: Id(2)] int Damaged);

/// <summary>A transfer as callers see it.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="FromLocationId">Where the goods came from.</param>
/// <param name="ToLocationId">Where they go.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Lines">What is sent.</param>
/// <param name="Reference">As given.</param>
/// <param name="DispatchedAt">UTC.</param>
/// <param name="ReceivedAt">UTC; null until then.</param>
/// <param name="Version">Grows with every change.</param>
[GenerateSerializer, Immutable, Alias("oc.TransferDetails")]
public sealed record TransferDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string FromLocationId,
    [property: Id(2)] string ToLocationId,
    [property: Id(3)] TransferStatus Status,
    [property: Id(4)] ImmutableArray<TransferLineDetails> Lines,
    [property: Id(5)] string? Reference,
    [property: Id(6)] DateTimeOffset DispatchedAt,
    [property: Id(7)] DateTimeOffset? ReceivedAt,
    [property: Id(8)] long Version);

/// <summary>Units of a SKU in a transfer. Received, damaged and missing add up to the quantity once it is received, and are 0 before.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Quantity">Units sent.</param>
/// <param name="Received">Sellable units that came.</param>
/// <param name="Damaged">Broken units that came.</param>
/// <param name="Missing">Units that did not come.</param>
[GenerateSerializer, Immutable, Alias("oc.TransferLineDetails")]
public sealed record TransferLineDetails(
    [property: Id(0)] string Sku,
    [property: Id(1)] int Quantity,
    [property: Id(2)] int Received,
    [property: Id(3)] int Damaged,
    [property: Id(4)] int Missing);
