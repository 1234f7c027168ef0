using OrleansCommerce.Grains.Carts;
using OrleansCommerce.Grains.Catalog;
using OrleansCommerce.Grains.Holding;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Grains.Transfers;
using OrleansCommerce.Receipts;
using static OrleansCommerce.Integration.Events.EventDecision;

namespace OrleansCommerce.Integration.Events;

/// <summary>What others are told of everything beside orders and stock. No pickup code, and nothing that a code could be found from.</summary>
internal static class ShopDecisions
{
    private const string OfCustomer = "A cart is its customer's own until it becomes an order.";
    private const string KitParts = "The stock of the parts tells it: stock.level_changed.";
    private const string TillDrawer = "What lies in a till's drawer is told to nobody outside.";
    private const string LockerHardware = "How a bank's hardware is and what it calls with is its operator's own.";
    private const string LockerPlan = "Which compartment a parcel gets is of no use to others.";
    private const string LockerDoor = "What happens at a locker's door is its customer's and its operator's own.";

    /// <summary>One for each kind of event.</summary>
    public static IReadOnlyList<EventDecision> All { get; } =
    [
        .. Carts(),
        .. Catalog(),
        .. Transfers(),
        .. Lockers(),
        .. Receipts(),
        .. Tills(),
    ];

    private static IEnumerable<EventDecision> Carts() =>
    [
        NotPublic<Cart.Event.Created>(OfCustomer),
        NotPublic<Cart.Event.LineAdded>(OfCustomer),
        NotPublic<Cart.Event.LineChanged>(OfCustomer),
        NotPublic<Cart.Event.LineRemoved>(OfCustomer),
        NotPublic<Cart.Event.CheckoutStarted>(OfCustomer),
        NotPublic<Cart.Event.SaleStarted>("The order tells it: order.sold_at_till."),
        NotPublic<HeldCarts.Event.Held>(OfCustomer),
        NotPublic<HeldCarts.Event.Resumed>(OfCustomer),
        NotPublic<Cart.Event.CheckoutCompleted>(OfCustomer),
        NotPublic<Cart.Event.CheckoutFailed>(OfCustomer),
        NotPublic<OrderNumber.Event.BlockReserved>("How numbers are made is of no use to others."),
    ];

    private static IEnumerable<EventDecision> Catalog() =>
    [
        Public<Product.Event.Upserted, ProductChanged>(
            "product.changed", static (e, of) => new(of.Key, e.Name, e.Price, e.StockTracked, e.TaxCategory)),
        NotPublic<Product.Event.LocationAdded>("The stock tells it: stock.level_changed."),
        NotPublic<Product.Event.ReturnTermsSet>("Terms of return are asked for with the product."),
        NotPublic<Product.Event.CategorySet>("Its category is asked for with the product."),
        Public<Location.Event.Upserted, LocationChanged>(
            "location.changed", static (e, of) => new(of.Key, e.Content.Name, e.Content.Kind, e.Content.Country)),
        Public<Kit.Event.Defined, KitChanged>(
            "kit.changed", static (e, of) => new(of.Key, [.. e.Parts.Select(static part => new UnitsOfSku(part.Sku, part.Quantity))])),
        NotPublic<KitHold.Event.Started>(KitParts),
        NotPublic<KitHold.Event.PartRefused>(KitParts),
        NotPublic<KitHold.Event.PartDone>(KitParts),
        NotPublic<KitHold.Event.ConfirmStarted>(KitParts),
        NotPublic<KitHold.Event.ReleaseStarted>(KitParts),
    ];

    private static IEnumerable<EventDecision> Transfers() =>
    [
        Public<Transfer.Event.DispatchStarted, TransferDispatched>("transfer.dispatched", static (e, of) => new(
            of.Key,
            e.FromLocationId,
            e.ToLocationId,
            [.. e.Lines.Select(static line => new UnitsOfSku(line.Sku, line.Quantity))],
            e.At)),
        Public<Transfer.Event.ShortageFound, TransferRejected>("transfer.rejected", static (e, of) => new(of.Key, e.Line, e.Available)),
        NotPublic<Transfer.Event.LineDone>("The stock tells it: stock.level_changed."),
        Public<Transfer.Event.ReceiptStarted, TransferReceived>("transfer.received", static (e, of) => new(
            of.Key, [.. e.Receipts.Select(static line => new TransferReceivedLine(line.Sku, line.Received, line.Damaged))], e.At)),
    ];

    private static IEnumerable<EventDecision> Lockers() =>
    [
        NotPublic<LockerBank.Event.Configured>("How a bank is built is of no use to others."),
        Public<LockerBank.Event.ParcelDeposited, LockerParcelDeposited>(
            "locker.parcel_deposited", static (e, of) => new(of.Key, e.ParcelId, e.OrderId, e.Deadline, e.At)),
        NotPublic<LockerBank.Event.OrderTold>("A step of the bank's own process."),
        NotPublic<LockerBank.Event.OrderRefused>("A step of the bank's own process."),
        NotPublic<LockerBank.Event.CodeRefused>(LockerDoor),
        NotPublic<LockerBank.Event.LockedOut>(LockerDoor),
        NotPublic<LockerBank.Event.LockoutReset>(LockerDoor),
        NotPublic<LockerBank.Event.Opened>(LockerDoor),
        NotPublic<LockerBank.Event.DoorReported>(LockerDoor),
        NotPublic<LockerBank.Event.CompartmentReported>(LockerHardware),
        NotPublic<LockerBank.Event.SecretRotated>(LockerHardware),
        NotPublic<LockerBank.Event.CallAdmitted>(LockerHardware),
        NotPublic<LockerBank.Event.CompartmentAssigned>(LockerPlan),
        NotPublic<LockerBank.Event.AssignmentMoved>(LockerPlan),
        NotPublic<LockerBank.Event.AssignmentEnded>(LockerPlan),
        NotPublic<LockerBank.Event.ParcelMoved>(LockerPlan),
        NotPublic<LockerBank.Event.ParcelKeptOut>(LockerPlan),
        NotPublic<LockerBank.Event.RetrievalOpened>(LockerDoor),
        NotPublic<LockerBank.Event.DropOffReserved>(LockerPlan),
        NotPublic<LockerBank.Event.DropOffOpened>(LockerDoor),
        NotPublic<LockerBank.Event.DroppedOff>("The order tells it: return.dropped_off."),
        Public<LockerBank.Event.PickedUp, LockerParcelEnded>(
            "locker.parcel_picked_up", static (e, of) => new(of.Key, e.ParcelId, e.At)),
        Public<LockerBank.Event.ParcelExpired, LockerParcelEnded>(
            "locker.parcel_expired", static (e, of) => new(of.Key, e.ParcelId, e.At)),
        Public<LockerBank.Event.ParcelRetrieved, LockerParcelEnded>(
            "locker.parcel_retrieved", static (e, of) => new(of.Key, e.ParcelId, e.At)),
    ];

    private static IEnumerable<EventDecision> Tills() =>
    [
        NotPublic<TillSession.Event.Opened>(TillDrawer),
        NotPublic<TillSession.Event.CashMoved>(TillDrawer),
        NotPublic<TillSession.Event.MoneyRecorded>("The order tells it: order.sold_at_till, order.paid, order.refunded."),
        NotPublic<TillSession.Event.Closed>(TillDrawer),
    ];

    private static IEnumerable<EventDecision> Receipts() =>
    [
        NotPublic<ReceiptLedger.Event.Opened>("A year begins: bookkeeping of the ledger."),
        Public<ReceiptLedger.Event.Issued, ReceiptIssued>("receipt.issued", static (e, of) =>
        {
            var (store, year) = ReceiptId.ParseKey(of.Key);
            return new(
                new ReceiptId(store, year, e.Number).ToString(),
                store,
                e.Kind,
                e.OrderId,
                e.OrderNumber,
                new Money(e.Total, e.Currency),
                e.SoldAt,
                e.OriginalId);
        }),
        Public<ReceiptLedger.Event.Closed, ReceiptPeriodClosed>("receipt.period_closed", static (e, of) => new(
            ReceiptId.ParseKey(of.Key).StoreId, e.Period, e.LastDate, e.Receipts, e.At)),
    ];
}
