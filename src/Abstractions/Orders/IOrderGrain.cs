using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Carriers;
using OrleansCommerce.Kits;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Orders;

/// <summary>One order, from promise to return. Key: the order id. Goes on by itself after a crash at any step.</summary>
[Alias("oc.IOrderGrain")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>
    /// The order, to be looked at; null when it was never placed. While two activations believe in themselves, the older one may show what
    /// was true before the newer one wrote.
    /// </summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<OrderDetails?> GetAsync();

    /// <summary>The order, to be decided on: nothing was written before this call that it does not show. Null when it was never placed.</summary>
    [Alias("GetNewest")]
    [AlwaysInterleave]
    Task<OrderDetails?> GetNewestAsync();

    /// <summary>Takes the order down and allocates its goods, all or nothing. Fails with OutOfStock.</summary>
    [Alias("Place")]
    Task<Result<OrderDetails>> PlaceAsync(PlaceOrder command);

    /// <summary>What <see cref="PlaceAsync"/> answered first, of an order that was placed.</summary>
    [Alias("Placement")]
    Task<Result<OrderDetails>> PlacementAsync();

    /// <summary>Goods and money change hands at a till: the order is fulfilled at once. Fails with InvalidInput, NotFound, OperationIdReused.</summary>
    [Alias("SellAtTill")]
    Task<Result<OrderDetails>> SellAtTillAsync(SellAtTill command);

    /// <summary>Pays the total. Fails with PaymentDeclined, InvalidState, NotFound, OperationIdReused. A provider that
    /// does not answer is no failure: the order still awaits its payment, and asks again by itself.</summary>
    [Alias("Pay")]
    Task<Result<OrderDetails>> PayAsync(PayOrder command);

    /// <summary>
    /// Pays the total at a till, with cash, cards and gift cards that were taken before it is told: the order of a customer who has its
    /// goods sent or fetched elsewhere. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("PayAtTill")]
    Task<Result<OrderDetails>> PayAtTillAsync(PayOrderAtTill command);

    /// <summary>
    /// Hands out at a till what the customer is owed in cash, all of it, once. Fails with InvalidInput, InvalidState, NotFound,
    /// OperationIdReused.
    /// </summary>
    [Alias("PayOut")]
    Task<Result<OrderDetails>> PayOutAsync(PayOutCash command);

    /// <summary>Cancels what has not left; refunds what was paid. Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Cancel")]
    Task<Result<OrderDetails>> CancelAsync(CancelOrder command);

    /// <summary>
    /// Takes units that have not left out of the order: their location has them free again, and the customer owes less or is given back
    /// what they cost. Of the last goods, it is the order's cancellation. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("CancelLines")]
    Task<Result<OrderDetails>> CancelLinesAsync(CancelOrderLines command);

    /// <summary>
    /// Sends an order to another address, while nobody has begun to pick it. Locations that serve it at less cost get its parcels. Fails with
    /// InvalidInput, InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("ChangeAddress")]
    Task<Result<OrderDetails>> ChangeAddressAsync(ChangeDeliveryAddress command);

    /// <summary>Whether the order did this operation before, and knows its answer.</summary>
    [Alias("KnowsOperation")]
    Task<bool> KnowsOperationAsync(string operationId);

    /// <summary>
    /// Adds lines to an order of which nobody has begun to pick anything, all or nothing: their goods are promised, then the difference is
    /// authorised. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused, OutOfStock, PaymentDeclined. A provider that does not answer
    /// is no failure: the lines are added when it approves.
    /// </summary>
    [Alias("AddLines")]
    Task<Result<OrderDetails>> AddLinesAsync(AddOrderLines command);

    /// <summary>A parcel's units are off the shelf. Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Pick")]
    Task<Result<OrderDetails>> PickAsync(AdvanceFulfillment command);

    /// <summary>A parcel is in its box. Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Pack")]
    Task<Result<OrderDetails>> PackAsync(AdvanceFulfillment command);

    /// <summary>
    /// Units of a parcel that has not left go into a parcel of their own at the same location, with its own label, way and money. Fails with
    /// InvalidInput, InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("Split")]
    Task<Result<OrderDetails>> SplitAsync(SplitFulfillment command);

    /// <summary>A shipped parcel was brought to its customer. Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Deliver")]
    Task<Result<OrderDetails>> DeliverAsync(AdvanceFulfillment command);

    /// <summary>A parcel leaves its location. Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Ship")]
    Task<Result<OrderDetails>> ShipAsync(AdvanceFulfillment command);

    /// <summary>A pickup parcel waits for its customer, in the store or in a locker. Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("MarkReadyForPickup")]
    Task<Result<OrderDetails>> MarkReadyForPickupAsync(AdvanceFulfillment command);

    /// <summary>The customer has the parcel. Fails with InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("Collect")]
    Task<Result<OrderDetails>> CollectAsync(AdvanceFulfillment command);

    /// <summary>
    /// Buys a label for a parcel that has not left; the same operation again buys no other. Fails with InvalidInput, NotFound,
    /// OperationIdReused, and with InvalidState <c>LABEL_REFUSED</c> when the carrier does not sell it. A carrier that does not answer is no
    /// failure: the label is pending, and the order asks again by itself.
    /// </summary>
    [Alias("BuyLabel")]
    Task<Result<OrderDetails>> BuyLabelAsync(BuyLabel command);

    /// <summary>Gives a label back that was not used. Fails as <see cref="BuyLabelAsync"/> does.</summary>
    [Alias("VoidLabel")]
    Task<Result<OrderDetails>> VoidLabelAsync(AdvanceFulfillment command);

    /// <summary>
    /// Something happened to a parcel on its way: it counts by the time at which it happened, whenever it is told. Fails with InvalidInput,
    /// InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("Track")]
    Task<Result<OrderDetails>> TrackAsync(TrackParcel command);

    /// <summary>The carrier tells what happened to a parcel. Told again is no change. Fails as <see cref="TrackAsync"/> does.</summary>
    [Alias("NoticeTracking")]
    Task<Result<OrderDetails>> NoticeTrackingAsync(CarrierNotice notice);

    /// <summary>Asks the carrier what happened to a parcel. Fails as <see cref="TrackAsync"/> does.</summary>
    [Alias("RefreshTracking")]
    Task<Result<OrderDetails>> RefreshTrackingAsync(AdvanceFulfillment command);

    /// <summary>
    /// Decides what is done about a lost parcel: its units are sought again, or refunded. They are written off the books with the parcel's id
    /// as reference. Fails with InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("ResolveLostParcel")]
    Task<Result<OrderDetails>> ResolveLostParcelAsync(ResolveLostParcel command);

    /// <summary>
    /// An anonymous sale at a till becomes a customer's, once: whoever shows its receipt. The same customer's again changes nothing.
    /// Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("Claim")]
    Task<Result<OrderDetails>> ClaimAsync(ClaimOrder command);

    /// <summary>
    /// A parcel that was not fetched in time is at a location: its units are sellable there again, and what was paid for them is given back.
    /// Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("TakeBack")]
    Task<Result<OrderDetails>> TakeBackAsync(TakeBackParcel command);

    /// <summary>
    /// A courier took a parcel that was not fetched out of its locker, and brings it to the location that sent it: <see cref="TakeBackAsync"/>
    /// puts its units into stock when it is there, or wherever else it is brought. Fails with InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("NoticeRetrieval")]
    Task<Result<OrderDetails>> NoticeRetrievalAsync(AdvanceFulfillment command);

    /// <summary>Goods come back, at any location. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused, ReturnRefused.</summary>
    [Alias("Return")]
    Task<Result<OrderReturnAnswer>> ReturnAsync(ReturnItems command);

    /// <summary>What a return would give back; nothing happens. Fails like <see cref="ReturnAsync"/>.</summary>
    [Alias("QuoteReturn")]
    Task<Result<ReturnQuote>> QuoteReturnAsync(ReturnItems command);

    /// <summary>What a sale would cost; nothing happens. Fails like <see cref="SellAtTillAsync"/>.</summary>
    [Alias("QuoteSale")]
    Task<Result<SaleQuote>> QuoteSaleAsync(SellAtTill command);

    /// <summary>
    /// Goods are to come back by parcel, through a locker, or to a shop: their units are kept for that until they came, or the return ends.
    /// Fails with InvalidInput, InvalidState, NotFound, OperationIdReused, ReturnRefused. A carrier that does not sell a label, or does not
    /// answer, is no failure: the label says so.
    /// </summary>
    [Alias("RequestReturn")]
    Task<Result<ReturnRequestAnswer>> RequestReturnAsync(RequestReturn command);

    /// <summary>The shop agrees to an announced return. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.</summary>
    [Alias("AuthorizeReturn")]
    Task<Result<ReturnRequestAnswer>> AuthorizeReturnAsync(AdvanceReturnRequest command);

    /// <summary>The shop will not have announced goods: their units are the customer's. Fails as <see cref="AuthorizeReturnAsync"/> does.</summary>
    [Alias("RejectReturn")]
    Task<Result<ReturnRequestAnswer>> RejectReturnAsync(AdvanceReturnRequest command);

    /// <summary>An announced return is called off before the goods came. Fails as <see cref="AuthorizeReturnAsync"/> does.</summary>
    [Alias("CancelReturnRequest")]
    Task<Result<ReturnRequestAnswer>> CancelReturnRequestAsync(AdvanceReturnRequest command);

    /// <summary>Something happened to announced goods on their way. Fails as <see cref="AuthorizeReturnAsync"/> does.</summary>
    [Alias("TrackReturn")]
    Task<Result<ReturnRequestAnswer>> TrackReturnAsync(TrackReturn command);

    /// <summary>Announced goods were put into a locker. Fails as <see cref="AuthorizeReturnAsync"/> does.</summary>
    [Alias("NoticeDropOff")]
    Task<Result<ReturnRequestAnswer>> NoticeDropOffAsync(AdvanceReturnRequest command);

    /// <summary>A courier took announced goods out of a locker. Fails as <see cref="AuthorizeReturnAsync"/> does.</summary>
    [Alias("NoticeReturnFetched")]
    Task<Result<ReturnRequestAnswer>> NoticeReturnFetchedAsync(AdvanceReturnRequest command);

    /// <summary>Announced goods are at a location, and not looked at yet. Fails as <see cref="AuthorizeReturnAsync"/> does.</summary>
    [Alias("ReceiveReturn")]
    Task<Result<ReturnRequestAnswer>> ReceiveReturnAsync(AdvanceReturnRequest command);

    /// <summary>
    /// Announced goods are graded and refunded, as <see cref="ReturnAsync"/> does; what is missing, or was not announced, is named. Fails as
    /// <see cref="ReturnAsync"/> does.
    /// </summary>
    [Alias("InspectReturn")]
    Task<Result<ReturnRequestAnswer>> InspectReturnAsync(InspectReturn command);

    /// <summary>The announced returns of the order, oldest first: nothing was written before this call that they do not show.</summary>
    [Alias("GetReturnRequests")]
    [AlwaysInterleave]
    Task<ImmutableArray<ReturnRequestDetails>> GetReturnRequestsAsync();

    /// <summary>The returns of the order, oldest first; none when there is no order.</summary>
    [Alias("GetReturns")]
    [AlwaysInterleave]
    Task<ImmutableArray<OrderReturnDetails>> GetReturnsAsync();

    /// <summary>
    /// A location cannot find units of a parcel: they are written off its books and sought elsewhere; what nobody has is cancelled and
    /// refunded. Fails with InvalidInput, InvalidState, NotFound, OperationIdReused.
    /// </summary>
    [Alias("RejectLine")]
    Task<Result<OrderDetails>> RejectLineAsync(RejectFulfillmentLine command);

    /// <summary>
    /// Units that a location promised are not there. The order seeks them elsewhere; what nobody has is cancelled and refunded. A
    /// parcel that left or waits for its customer is not concerned. Told again is no change.
    /// </summary>
    [Alias("LosePromise")]
    Task LosePromiseAsync(LosePromise command);

    /// <summary>
    /// The payment provider tells a decision. One that is known already, or is told again, changes nothing. Fails with NotFound and
    /// InvalidInput when the order did not ask for it.
    /// </summary>
    [Alias("NoticePayment")]
    Task<Result<OrderDetails>> NoticePaymentAsync(PaymentNotice notice);

    /// <summary>Goes on with what was cut off, and does what is due. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>Draws order numbers. Key: the month, <c>yyMM</c> in UTC.</summary>
[Alias("oc.IOrderNumberGrain")]
public interface IOrderNumberGrain : IGrainWithStringKey
{
    /// <summary>The next number of the month, such as <c>2611-000042-7</c>; never the same twice, with gaps after a crash.</summary>
    [Alias("Next")]
    Task<string> NextAsync();
}

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

/// <summary>Goods come back against their order.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="LocationId">Where they came back.</param>
/// <param name="Lines">1 to 2,000.</param>
/// <param name="Reason">Up to 200 characters, no personal data.</param>
/// <param name="RefundTo">Where the refund goes; to the original tenders when left out.</param>
/// <param name="Override">Who answers for it when the policy refuses it; nobody when left out.</param>
/// <param name="Exchanged">What of the refund pays for other goods, at most: it becomes store credit. No exchange when left out.</param>
/// <param name="ExpectedRefund">What the refund must be; whatever it is when left out.</param>
/// <param name="TillId">The till that gives cash back, if cash was paid; its session counts it. None when left out.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnItems")]
public sealed record ReturnItems(
    [property: Id(0)] string OperationId,
    [property: Id(1)] string LocationId,
    [property: Id(2)] ImmutableArray<ReturnLine> Lines,
    [property: Id(3)] string? Reason,
    [property: Id(4)] RefundTarget? RefundTo = null,
    [property: Id(5)] ReturnOverride? Override = null,
    [property: Id(6)] decimal? Exchanged = null,
    [property: Id(7)] decimal? ExpectedRefund = null,
    [property: Id(20)] string? TillId = null);

/// <summary>What a return would give back, and nothing happens.</summary>
/// <param name="CustomerId">The order's; null when it has none.</param>
/// <param name="Refund">Of all lines.</param>
/// <param name="Lines">Of each, in the order of the request.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnQuote")]
public sealed record ReturnQuote(
    [property: Id(0)] string? CustomerId, [property: Id(1)] Money Refund, [property: Id(2)] ImmutableArray<OrderReturnLine> Lines);

/// <summary>What a sale would cost, and nothing happens.</summary>
/// <param name="Total">Of all lines.</param>
/// <param name="Lines">Each with its price.</param>
[GenerateSerializer, Immutable, Alias("oc.SaleQuote")]
public sealed record SaleQuote([property: Id(0)] Money Total, [property: Id(1)] ImmutableArray<TillLine> Lines);

/// <summary>Units of an order line that come back. One line may come in several entries, one for each condition.</summary>
/// <param name="OrderLineId">Which line.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
/// <param name="Disposition">What becomes of them.</param>
/// <param name="Reason">Why they come back, when it was asked.</param>
/// <param name="Note">Up to 150 characters, no personal data.</param>
/// <param name="Condition">How they are, when they were graded.</param>
[GenerateSerializer, Immutable, Alias("oc.ReturnLine")]
public sealed record ReturnLine(
    [property: Id(0)] string OrderLineId,
    [property: Id(1)] int Quantity,
    [property: Id(2)] Disposition Disposition,
    [property: Id(3)] ReturnReason? Reason = null,
    [property: Id(4)] string? Note = null,
    [property: Id(5)] ReturnCondition? Condition = null);

/// <summary>A return, and the order after it.</summary>
/// <param name="ReturnId">Opaque.</param>
/// <param name="Refund">What this return gave back.</param>
/// <param name="Order">After it.</param>
/// <param name="StoreCreditId">The store credit that it gave; null when it gave none.</param>
[GenerateSerializer, Immutable, Alias("oc.OrderReturnAnswer")]
public sealed record OrderReturnAnswer(
    [property: Id(0)] string ReturnId,
    [property: Id(1)] Money Refund,
    [property: Id(2)] OrderDetails Order,
    [property: Id(3)] string? StoreCreditId = null);

/// <summary>A return of an order, as callers see it.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="LocationId">Where the goods came back.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Refund">What it gives back.</param>
/// <param name="Lines">What came back.</param>
/// <param name="RefundTo">Where the refund goes.</param>
/// <param name="StoreCreditId">The store credit that it gave; null when it gave none.</param>
/// <param name="Override">Who answered for it; null when the policy allowed it.</param>
[GenerateSerializer, Immutable, Alias("oc.OrderReturnDetails")]
public sealed record OrderReturnDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string LocationId,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] Money Refund,
    [property: Id(4)] ImmutableArray<OrderReturnLine> Lines,
    [property: Id(5)] RefundTarget RefundTo,
    [property: Id(6)] string? StoreCreditId,
    [property: Id(7)] ReturnOverride? Override);

/// <summary>Units of an order line that came back.</summary>
[GenerateSerializer, Immutable, Alias("oc.OrderReturnLine")]
public sealed record OrderReturnLine(
    [property: Id(0)] string OrderLineId,
    [property: Id(1)] string Sku,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Disposition Disposition,
    [property: Id(4)] ReturnReason? Reason,
    [property: Id(5)] string? Note,
    [property: Id(6)] ReturnCondition? Condition,
    [property: Id(7)] Money Refund);
