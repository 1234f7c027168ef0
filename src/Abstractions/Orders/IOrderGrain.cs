using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Carriers;
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
