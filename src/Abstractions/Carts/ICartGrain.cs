using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Kits;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Carts;

/// <summary>One cart, the same for every channel. Key: the cart id.</summary>
[Alias("oc.ICartGrain")]
public interface ICartGrain : IGrainWithStringKey
{
    /// <summary>The cart; null when it was never created.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<CartDetails?> GetAsync();

    /// <summary>Creates it. Fails with InvalidInput, OperationIdReused.</summary>
    [Alias("Create")]
    Task<Result<CartDetails>> CreateAsync(CreateCart command);

    /// <summary>Adds units of a SKU; units of the same SKU at the same price join one line.
    /// Fails with InvalidInput, NotFound, InvalidState, OperationIdReused.</summary>
    [Alias("AddLine")]
    Task<Result<CartDetails>> AddLineAsync(AddCartLine command);

    /// <summary>Sets a line's units; 0 removes the line. Fails with InvalidInput, NotFound, InvalidState, OperationIdReused.</summary>
    [Alias("UpdateLine")]
    Task<Result<CartDetails>> UpdateLineAsync(UpdateCartLine command);

    /// <summary>Makes an order of the cart, and sees it through to its allocation. A rejected order opens the cart again.
    /// Fails with OutOfStock, InvalidInput, NotFound, InvalidState, OperationIdReused.</summary>
    [Alias("Checkout")]
    Task<Result<OrderDetails>> CheckoutAsync(CheckoutCart command);

    /// <summary>Whether <see cref="CheckoutAsync"/> took this operation down before: its answer is known, or will be.</summary>
    [Alias("KnowsCheckout")]
    Task<bool> KnowsCheckoutAsync(string operationId);

    /// <summary>
    /// Sells the cart at a till: its goods change hands, and it is closed as ordered, once. Fails with InvalidInput, NotFound, InvalidState,
    /// OperationIdReused; a cart that was refused stays open.
    /// </summary>
    [Alias("SellAtTill")]
    Task<Result<OrderDetails>> SellAtTillAsync(SellCart command);

    /// <summary>What delivering it would take, if it were ordered now. Fails with InvalidInput, NotFound.</summary>
    [Alias("Quote")]
    [AlwaysInterleave]
    Task<Result<DeliveryQuote>> QuoteAsync(QuoteDelivery command);

    /// <summary>Goes on with a checkout that was cut off. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>Where a cart is in its life.</summary>
public enum CartStatus
{
    /// <summary>Lines may change.</summary>
    Open,

    /// <summary>An order is being made of it.</summary>
    CheckingOut,

    /// <summary>An order was made of it; it will not change any more.</summary>
    Ordered,
}

/// <summary>A cart as callers see it.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="CustomerId">Whose; null for a guest.</param>
/// <param name="OwnerSubject">The subject that created it; a customer sees own carts only.</param>
/// <param name="Currency">Of every line.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="OrderId">The order made of it, when there is one.</param>
/// <param name="Lines">In the order in which they were added.</param>
/// <param name="Version">Grows with every change.</param>
[GenerateSerializer, Immutable, Alias("oc.CartDetails")]
public sealed record CartDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] string OwnerSubject,
    [property: Id(3)] string Currency,
    [property: Id(4)] CartStatus Status,
    [property: Id(5)] string? OrderId,
    [property: Id(6)] ImmutableArray<CartLine> Lines,
    [property: Id(7)] long Version)
{
    /// <summary>The sum of the lines.</summary>
    public Money Total => Lines.Aggregate(Money.Zero(Currency), (sum, line) => sum + line.Total);
}

/// <summary>Units of one SKU at one price.</summary>
/// <param name="Id">Unique in the cart.</param>
/// <param name="Sku">Which SKU.</param>
/// <param name="Name">The product's name when it was added.</param>
/// <param name="StockTracked">False for postage, discounts and services.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="UnitPrice">The price of one when it was added, or the price that staff gave.</param>
/// <param name="AddedFrom">Which channel added it first.</param>
/// <param name="Parts">What one kit is made of; null when it is none.</param>
[GenerateSerializer, Immutable, Alias("oc.CartLine")]
public sealed record CartLine(
    [property: Id(0)] string Id,
    [property: Id(1)] string Sku,
    [property: Id(2)] string Name,
    [property: Id(3)] bool StockTracked,
    [property: Id(4)] int Quantity,
    [property: Id(5)] Money UnitPrice,
    [property: Id(6)] Channel AddedFrom,
    [property: Id(7)] ImmutableArray<SoldKitPart>? Parts = null)
{
    /// <summary>Quantity times price, rounded to the currency's minor unit, half away from zero.</summary>
    [JsonIgnore]
    public Money Total => (UnitPrice with { Amount = UnitPrice.Amount * Quantity }).Rounded();
}

/// <summary>A cart begins.</summary>
[GenerateSerializer, Immutable, Alias("oc.CreateCart")]
public sealed record CreateCart(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] Channel Channel,
    [property: Id(3)] string Currency);

/// <summary>Units are added.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Sku">Which SKU.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="Channel">From where.</param>
/// <param name="UnitPrice">A price given by staff instead of the product's; up to four decimals, since a line's total is what is rounded.</param>
[GenerateSerializer, Immutable, Alias("oc.AddCartLine")]
public sealed record AddCartLine(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string Sku,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Channel Channel,
    [property: Id(4)] Money? UnitPrice = null);

/// <summary>A line's units change.</summary>
[GenerateSerializer, Immutable, Alias("oc.UpdateCartLine")]
public sealed record UpdateCartLine(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string LineId,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Channel Channel);

/// <summary>The cart is to become an order.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Channel">From where.</param>
/// <param name="Delivery">How the goods reach the customer.</param>
/// <param name="PayAtPickup">True when the customer pays in the store where the goods are fetched; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("oc.CheckoutCart")]
public sealed record CheckoutCart(
    [property: Id(0)] string OperationId,
    [property: Id(1)] Channel Channel,
    [property: Id(2)] Delivery Delivery,
    [property: Id(3)] bool? PayAtPickup = null);

/// <summary>The cart is sold at a till.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="LocationId">The shop.</param>
/// <param name="TillId">The till whose session counts the money; none when null.</param>
/// <param name="Tenders">How it was paid, 1 to 10, which add up to the total; cash when null.</param>
/// <param name="Reservations">The reservations at this shop that hold goods of it: they are used up, not held beside the sale.</param>
[GenerateSerializer, Immutable, Alias("oc.SellCart")]
public sealed record SellCart(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string LocationId,
    [property: Id(2)] string? TillId,
    [property: Id(3)] ImmutableArray<Tender>? Tenders,
    [property: Id(4)] ImmutableArray<CartReservation> Reservations);

/// <summary>A reservation that holds the goods of a cart's line.</summary>
/// <param name="LineId">Of the cart.</param>
/// <param name="ReservationId">At the shop of the sale.</param>
[GenerateSerializer, Immutable, Alias("oc.CartReservation")]
public sealed record CartReservation([property: Id(0)] string LineId, [property: Id(1)] string ReservationId);
