using OrleansCommerce.Grains.Carts;
using OrleansCommerce.Grains.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Holding;
using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Receipts;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Grains.StoreCredits;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Grains.Transfers;
using OrleansCommerce.Kits;

namespace OrleansCommerce.Grains;

/// <summary>All kinds of grains that have a stream.</summary>
public static class Aggregates
{
    /// <summary>By category.</summary>
    public static IReadOnlyList<Aggregate> All { get; } =
    [
        new Aggregate<Cart.State, Cart.Event>("cart", typeof(CartGrain), Cart.Codec, static _ => Cart.State.Initial, Cart.Evolve),
        new Aggregate<Exchange.State, Exchange.Event>("exchange", typeof(ExchangeGrain), Exchange.Codec, static _ => Exchange.State.Initial, Exchange.Evolve),
        new Aggregate<HeldCarts.State, HeldCarts.Event>(
            HeldCarts.Category, typeof(HeldCartsGrain), HeldCarts.Codec, static _ => HeldCarts.State.Initial, HeldCarts.Evolve),
        new Aggregate<Kit.State, Kit.Event>("kit", typeof(KitGrain), Kit.Codec, static _ => Kit.State.Initial, Kit.Evolve),
        new Aggregate<KitHold.State, KitHold.Event>(
            "kit-reservation", typeof(KitReservationGrain), KitHold.Codec, static key => new KitHold.State(KitReservationKey.Parse(key).ReservationId), KitHold.Evolve),
        new Aggregate<Location.State, Location.Event>("location", typeof(LocationGrain), Location.Codec, static _ => Location.State.Initial, Location.Evolve),
        new Aggregate<LockerBank.State, LockerBank.Event>(
            "locker-bank", typeof(LockerBankGrain), LockerBank.Codec, static _ => LockerBank.State.Initial, LockerBank.Evolve),
        new Aggregate<Order.State, Order.Event>("order", typeof(OrderGrain), Order.Codec, Order.Nothing, Order.Evolve),
        new Aggregate<OrderNumber.State, OrderNumber.Event>(
            "order-numbers", typeof(OrderNumberGrain), OrderNumber.Codec, static _ => OrderNumber.State.Initial, OrderNumber.Evolve),
        new Aggregate<Product.State, Product.Event>("product", typeof(ProductGrain), Product.Codec, static _ => Product.State.Initial, Product.Evolve),
        new Aggregate<ReceiptLedger.State, ReceiptLedger.Event>(
            ReceiptLedger.Category, typeof(ReceiptLedgerGrain), ReceiptLedger.Codec, ReceiptLedger.Nothing, ReceiptLedger.Evolve),
        new Aggregate<ReturnAllowances.State, ReturnAllowances.Event>(
            "return-allowance", typeof(ReturnAllowanceGrain), ReturnAllowances.Codec, static _ => ReturnAllowances.State.Initial, ReturnAllowances.Evolve),
        new Aggregate<StockItem.State, StockItem.Event>("stock", typeof(StockItemGrain), StockItem.Codec, static _ => StockItem.State.Initial, StockItem.Evolve),
        new Aggregate<StoreCredit.State, StoreCredit.Event>("store-credit", typeof(StoreCreditGrain), StoreCredit.Codec, StoreCredit.Nothing, StoreCredit.Evolve),
        new Aggregate<TillSession.State, TillSession.Event>(
            TillSession.Category, typeof(TillGrain), TillSession.Codec, static _ => TillSession.State.Initial, TillSession.Evolve),
        new Aggregate<Transfer.State, Transfer.Event>("transfer", typeof(TransferGrain), Transfer.Codec, Transfer.Nothing, Transfer.Evolve),
        new Aggregate<UnreceiptedReturn.State, UnreceiptedReturn.Event>(
            "unreceipted-return", typeof(UnreceiptedReturnGrain), UnreceiptedReturn.Codec, static _ => UnreceiptedReturn.State.Initial, UnreceiptedReturn.Evolve),
    ];

    /// <summary>The kind that writes a stream, and the grain's key; null when none does.</summary>
    public static (Aggregate Kind, string Key)? Of(string stream)
    {
        var slash = stream.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < stream.Length - 1 && All.FirstOrDefault(kind => kind.Category == stream[..slash]) is { } kind
            ? (kind, stream[(slash + 1)..])
            : null;
    }
}
