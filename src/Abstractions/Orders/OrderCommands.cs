using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Kits;

namespace OrleansCommerce.Orders;

/// <summary>An order to be placed; checked by the cart.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CartId">The cart that it is made of.</param>
/// <param name="CustomerId">Whose; null for a guest.</param>
/// <param name="OwnerSubject">The subject that created the cart.</param>
/// <param name="Channel">From where.</param>
/// <param name="Currency">Of every price.</param>
/// <param name="Delivery">How the goods reach the customer.</param>
/// <param name="Lines">1 to 2,000.</param>
/// <param name="PayAtPickup">True when the customer pays in the store where the goods are fetched; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("oc.PlaceOrder")]
public sealed record PlaceOrder(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string CartId,
    [property: Id(2)] string? CustomerId,
    [property: Id(3)] string OwnerSubject,
    [property: Id(4)] Channel Channel,
    [property: Id(5)] string Currency,
    [property: Id(6)] Delivery Delivery,
    [property: Id(7)] ImmutableArray<OrderLineInput> Lines,
    [property: Id(8)] bool? PayAtPickup = null);

/// <summary>A line of an order to be placed.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Name">As sold.</param>
/// <param name="StockTracked">False for postage, discounts and services.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="UnitPrice">Of one; up to four decimals.</param>
/// <param name="KitSku">The kit that it is a part of; null when it is none.</param>
[GenerateSerializer, Immutable, Alias("oc.OrderLineInput")]
public sealed record OrderLineInput(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2)] bool StockTracked,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Money UnitPrice,
    [property: Id(5)] string? KitSku = null);

/// <summary>A sale at a till.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="LocationId">The shop.</param>
/// <param name="CustomerId">When the customer showed a card or a code.</param>
/// <param name="Currency">Of every price.</param>
/// <param name="Lines">1 to 2,000.</param>
/// <param name="SoldAt">When it was sold, UTC, by the clock of a till that was offline; now when left out.</param>
/// <param name="Tenders">How it was paid, 1 to 10, which add up to the total; cash when left out.</param>
/// <param name="TillId">The till whose session counts the money; none when left out.</param>
/// <param name="CartId">The cart that was sold; none when left out.</param>
/// <param name="SellerSubject">Who sold, when it is told again later; the caller when left out.</param>
/// <param name="IsAgreed">True of an exchange's sale, whose other side is done: no session is asked for any more. Null otherwise.</param>
[GenerateSerializer, Immutable, Alias("oc.SellAtTill")]
public sealed record SellAtTill(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string LocationId,
    [property: Id(2)] string? CustomerId,
    [property: Id(3)] string Currency,
    [property: Id(4)] ImmutableArray<TillLine> Lines,
    [property: Id(5)] DateTimeOffset? SoldAt = null,
    [property: Id(6)] ImmutableArray<Tender>? Tenders = null,
    [property: Id(7)] string? TillId = null,
    [property: Id(8)] string? CartId = null,
    [property: Id(9)] string? SellerSubject = null,
    [property: Id(10)] bool? IsAgreed = null);

/// <summary>A line of a till sale.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="UnitPrice">The price at the till; the product's when left out.</param>
/// <param name="ReservationId">The reservation at this shop that holds the goods, when there is one; a kit has none.</param>
/// <param name="Parts">What the kit was made of when it came into the cart; what it is made of now when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.TillLine")]
public sealed record TillLine(
    [property: Id(0)] string Sku,
    [property: Id(1)] int Quantity,
    [property: Id(2)] Money? UnitPrice,
    [property: Id(3)] string? ReservationId,
    [property: Id(4)] ImmutableArray<SoldKitPart>? Parts = null);

/// <summary>Units that were promised are not there.</summary>
/// <param name="LossId">Idempotency key.</param>
/// <param name="AllocationId">The promise.</param>
/// <param name="Quantity">Units, more than 0.</param>
[GenerateSerializer, Immutable, Alias("oc.LosePromise")]
public sealed record LosePromise([property: Id(0)] string LossId, [property: Id(1)] string AllocationId, [property: Id(2)] int Quantity);

/// <summary>A location cannot find units of a parcel.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="FulfillmentId">Which parcel.</param>
/// <param name="OrderLineId">Which line of the order.</param>
/// <param name="Quantity">Units that are not there, from 1 to those of the line in the parcel.</param>
/// <param name="Reason">1 to 200 characters, no personal data.</param>
[GenerateSerializer, Immutable, Alias("oc.RejectFulfillmentLine")]
public sealed record RejectFulfillmentLine(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string FulfillmentId,
    [property: Id(2)] string OrderLineId,
    [property: Id(3)] int Quantity,
    [property: Id(4)] string Reason);

/// <summary>A payment of the whole total.</summary>
[GenerateSerializer, Immutable, Alias("oc.PayOrder")]
public sealed record PayOrder([property: Id(0)] string OperationId, [property: Id(1)] string PaymentToken);

/// <summary>A payment of the whole total at a till.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="LocationId">The shop.</param>
/// <param name="Tenders">How it was paid, 1 to 10, which add up to the total.</param>
/// <param name="TillId">The till whose session counts the money; none when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.PayOrderAtTill")]
public sealed record PayOrderAtTill(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string LocationId,
    [property: Id(2)] ImmutableArray<Tender> Tenders,
    [property: Id(3)] string? TillId = null);

/// <summary>Cash that the customer is owed, and that a till hands out.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="LocationId">The shop.</param>
/// <param name="TillId">The till whose session counts it.</param>
/// <param name="Amount">What is handed out: all that is owed.</param>
[GenerateSerializer, Immutable, Alias("oc.PayOutCash")]
public sealed record PayOutCash(
    [property: Id(0)] string OperationId, [property: Id(1)] string LocationId, [property: Id(2)] string TillId, [property: Id(3)] Money Amount);

/// <summary>A cancellation.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
/// <param name="TillId">The till that gives cash back, if cash was paid; its session counts it. None when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.CancelOrder")]
public sealed record CancelOrder(
    [property: Id(0)] string OperationId, [property: Id(1)] string? Reason, [property: Id(2)] string? TillId = null);

/// <summary>An anonymous sale that becomes a customer's.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CustomerId">Whose it becomes.</param>
[GenerateSerializer, Immutable, Alias("oc.ClaimOrder")]
public sealed record ClaimOrder([property: Id(0)] string OperationId, [property: Id(1)] string CustomerId);

/// <summary>Units of an order that are not wanted any more.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Lines">1 to 2,000, of different order lines.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
/// <param name="TillId">The till that gives cash back, if cash was paid; its session counts it. None when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.CancelOrderLines")]
public sealed record CancelOrderLines(
    [property: Id(0)] string OperationId,
    [property: Id(1)] ImmutableArray<CancelLine> Lines,
    [property: Id(2)] string? Reason,
    [property: Id(3)] string? TillId = null);

/// <summary>Units of an order line that are not wanted any more.</summary>
/// <param name="OrderLineId">Which line.</param>
/// <param name="Quantity">Units, from 1 to those that have not left.</param>
[GenerateSerializer, Immutable, Alias("oc.CancelLine")]
public sealed record CancelLine([property: Id(0)] string OrderLineId, [property: Id(1)] int Quantity);

/// <summary>Lines to be added to an order.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Lines">1 to 2,000, at their products' prices.</param>
/// <param name="PaymentToken">The provider's, for the difference; null when the order is not paid yet.</param>
[GenerateSerializer, Immutable, Alias("oc.AddOrderLines")]
public sealed record AddOrderLines(
    [property: Id(0)] string OperationId, [property: Id(1)] ImmutableArray<AddedLine> Lines, [property: Id(2)] string? PaymentToken);

/// <summary>A line to be added.</summary>
/// <param name="Sku">Which SKU.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
[GenerateSerializer, Immutable, Alias("oc.AddedLine")]
public sealed record AddedLine([property: Id(0)] string Sku, [property: Id(1)] int Quantity);

/// <summary>An order goes to another address.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Delivery">To an address, as the order was.</param>
[GenerateSerializer, Immutable, Alias("oc.ChangeDeliveryAddress")]
public sealed record ChangeDeliveryAddress([property: Id(0)] string OperationId, [property: Id(1)] Delivery Delivery);

/// <summary>Units of a parcel are packed apart.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="FulfillmentId">Which parcel.</param>
/// <param name="Lines">What goes into a parcel of its own: different order lines, not all units of the parcel.</param>
[GenerateSerializer, Immutable, Alias("oc.SplitFulfillment")]
public sealed record SplitFulfillment(
    [property: Id(0)] string OperationId, [property: Id(1)] string FulfillmentId, [property: Id(2)] ImmutableArray<CancelLine> Lines);

/// <summary>A parcel goes one step on.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="FulfillmentId">Which parcel.</param>
/// <param name="PickupUntil">How long it waits for its customer, UTC: the deadline of a locker's code. The store's week when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.AdvanceFulfillment")]
public sealed record AdvanceFulfillment(
    [property: Id(0)] string OperationId, [property: Id(1)] string FulfillmentId, [property: Id(2)] DateTimeOffset? PickupUntil = null);

/// <summary>A parcel that was not fetched in time is at a location again.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="FulfillmentId">Which parcel.</param>
/// <param name="LocationId">Where its units are now.</param>
[GenerateSerializer, Immutable, Alias("oc.TakeBackParcel")]
public sealed record TakeBackParcel(
    [property: Id(0)] string OperationId, [property: Id(1)] string FulfillmentId, [property: Id(2)] string LocationId);

/// <summary>What a sale would cost, and nothing happens.</summary>
/// <param name="Total">Of all lines.</param>
/// <param name="Lines">Each with its price.</param>
[GenerateSerializer, Immutable, Alias("oc.SaleQuote")]
public sealed record SaleQuote([property: Id(0)] Money Total, [property: Id(1)] ImmutableArray<TillLine> Lines);
