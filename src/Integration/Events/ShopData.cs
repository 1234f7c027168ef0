using System.Collections.Immutable;
using OrleansCommerce.Locations;
using OrleansCommerce.Receipts;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Integration.Events;

/// <summary>The stock of a SKU at a location changed: by how much, in units; what is 0 did not change.</summary>
/// <remarks>
/// <c>OnHand</c>: sellable units there.
/// <c>Reserved</c>: held for carts and tills.
/// <c>Allocated</c>: promised to orders.
/// <c>Safety</c>: kept back.
/// <c>Available</c>: on hand less the other three.
/// <c>Cause</c>: the event's name in the journal without its category, such as <c>sold</c>.
/// <c>Version</c>: the stock item's version after it, as the API gives it.
/// </remarks>
internal sealed record StockLevelChanged(
    string Sku, string LocationId, string Cause, int OnHand, int Reserved, int Allocated, int Safety, int Available, long Version);

/// <summary>A shelf has fewer units than are promised from it.</summary>
internal sealed record StockDiscrepancyRaised(
    string DiscrepancyId, string Sku, string LocationId, int Shortfall, DiscrepancyCause Cause, DateTimeOffset At);

/// <summary>A discrepancy is over.</summary>
internal sealed record StockDiscrepancyResolved(string DiscrepancyId, string Sku, string LocationId);

/// <summary>Goods leave for another location.</summary>
internal sealed record TransferDispatched(
    string TransferId, string FromLocationId, string ToLocationId, ImmutableArray<UnitsOfSku> Lines, DateTimeOffset At);

/// <summary>Units of a SKU.</summary>
internal sealed record UnitsOfSku(string Sku, int Quantity);

/// <summary>The transfer is given up: a line is short.</summary>
/// <remarks><c>Line</c>: its place in the transfer, from 0.</remarks>
internal sealed record TransferRejected(string TransferId, int Line, int Available);

/// <summary>Goods of a transfer are there.</summary>
internal sealed record TransferReceived(string TransferId, ImmutableArray<TransferReceivedLine> Lines, DateTimeOffset At);

/// <summary>What came of a SKU.</summary>
internal sealed record TransferReceivedLine(string Sku, int Received, int Damaged);

/// <summary>A product is this from now on.</summary>
internal sealed record ProductChanged(string Sku, string Name, Money Price, bool StockTracked, string? TaxCategory);

/// <summary>A kit is made of these from now on.</summary>
internal sealed record KitChanged(string Sku, ImmutableArray<UnitsOfSku> Parts);

/// <summary>A location is this from now on.</summary>
internal sealed record LocationChanged(string LocationId, string Name, LocationKind Kind, string? Country);

/// <summary>A parcel lies in a locker.</summary>
/// <remarks><c>Deadline</c>: it can be fetched until then.</remarks>
internal sealed record LockerParcelDeposited(string LocationId, string ParcelId, string OrderId, DateTimeOffset Deadline, DateTimeOffset At);

/// <summary>A parcel in a locker was fetched, or was not in time.</summary>
internal sealed record LockerParcelEnded(string LocationId, string ParcelId, DateTimeOffset At);

/// <summary>A receipt or a credit note got its number.</summary>
/// <remarks><c>StoreId</c>: the store, or <c>online</c>. <c>Total</c>: vAT included; negative on a credit note.</remarks>
internal sealed record ReceiptIssued(
    string ReceiptId, string StoreId, ReceiptKind Kind, string OrderId, string OrderNumber, Money Total, DateTimeOffset SoldAt, string? OriginalId);

/// <summary>A store's period is over, and takes no more receipts.</summary>
internal sealed record ReceiptPeriodClosed(string StoreId, ClosingPeriod Period, DateOnly LastDate, long Receipts, DateTimeOffset At);
