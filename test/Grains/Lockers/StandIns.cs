using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>The orders of a test: what they are, what they were told, and what goes wrong.</summary>
internal sealed class OrderBook
{
    /// <summary>Announced returns, by id.</summary>
    public ConcurrentDictionary<string, ReturnRequestDetails> Requests { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, OrderDetails> Orders { get; } = new(StringComparer.Ordinal);

    /// <summary>Each news that an order took, in order, with its operation id.</summary>
    public ConcurrentQueue<(FulfillmentStatus News, string OperationId)> Told { get; } = new();

    /// <summary>Each news of an announced return that its order took, by its operation id.</summary>
    public ConcurrentQueue<string> Returned { get; } = new();

    /// <summary>Orders cannot be reached: the call is lost before it arrives.</summary>
    public bool Unreachable { get; set; }

    /// <summary>The order hears, and its answer is lost.</summary>
    public bool AnswerLost { get; set; }

    /// <summary>What orders say to news; they take it when null.</summary>
    public Failure? Refusal { get; set; }

    public void Place(string parcel) => Orders[Locker.OrderOf(parcel)] = Locker.OrderFor(parcel);

    public FulfillmentStatus StatusOf(string parcel) => Orders[Locker.OrderOf(parcel)].Fulfillments.Single().Status;
}

internal sealed class LocationStandIn : Grain, ILocationGrain
{
    public Task<LocationDetails?> GetAsync()
    {
        var id = this.GetPrimaryKeyString();
        var kind = id == Locker.Bank ? LocationKind.LockerBank : LocationKind.Store;
        return Task.FromResult(id == "nowhere" ? null : new LocationDetails(id, id, kind, null, null, null));
    }

    public Task<Result<LocationDetails>> UpsertAsync(UpsertLocation command) => throw new NotSupportedException();
}

internal sealed class OrderStandIn(OrderBook book) : Grain, IOrderGrain
{
    public Task<OrderDetails?> GetAsync() => throw new NotSupportedException();

    public Task<OrderDetails?> GetNewestAsync() => Task.FromResult(book.Orders.GetValueOrDefault(this.GetPrimaryKeyString()));

    public Task<Result<OrderDetails>> MarkReadyForPickupAsync(AdvanceFulfillment command) => Hear(command, FulfillmentStatus.ReadyForPickup);

    public Task<Result<OrderDetails>> CollectAsync(AdvanceFulfillment command) => Hear(command, FulfillmentStatus.Collected);

    public Task<Result<OrderDetails>> NoticeRetrievalAsync(AdvanceFulfillment command) => Hear(command, FulfillmentStatus.Expired);

    public Task<Result<OrderDetails>> ChangeAddressAsync(ChangeDeliveryAddress command) => throw new NotSupportedException();

    public Task<bool> KnowsOperationAsync(string operationId) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> AddLinesAsync(AddOrderLines command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> BuyLabelAsync(BuyLabel command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> VoidLabelAsync(AdvanceFulfillment command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> TrackAsync(TrackParcel command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> NoticeTrackingAsync(OrleansCommerce.Carriers.CarrierNotice notice) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> RefreshTrackingAsync(AdvanceFulfillment command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> ResolveLostParcelAsync(ResolveLostParcel command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> NoticePaymentAsync(OrleansCommerce.Payments.PaymentNotice notice) => throw new NotSupportedException();
    public Task<Result<OrderDetails>> SplitAsync(SplitFulfillment command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> RejectLineAsync(RejectFulfillmentLine command) => throw new NotSupportedException();

    public Task LosePromiseAsync(LosePromise command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> PlaceAsync(PlaceOrder command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> PlacementAsync() => throw new NotSupportedException();

    public Task<Result<OrderDetails>> SellAtTillAsync(SellAtTill command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> PayAtTillAsync(PayOrderAtTill command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> PayOutAsync(PayOutCash command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> PayAsync(PayOrder command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> CancelAsync(CancelOrder command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> CancelLinesAsync(CancelOrderLines command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> ClaimAsync(ClaimOrder command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> PickAsync(AdvanceFulfillment command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> PackAsync(AdvanceFulfillment command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> DeliverAsync(AdvanceFulfillment command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> ShipAsync(AdvanceFulfillment command) => throw new NotSupportedException();

    public Task<Result<OrderDetails>> TakeBackAsync(TakeBackParcel command) => throw new NotSupportedException();

    public Task<Result<OrderReturnAnswer>> ReturnAsync(ReturnItems command) => throw new NotSupportedException();

    public Task<Result<ReturnQuote>> QuoteReturnAsync(ReturnItems command) => throw new NotSupportedException();

    public Task<Result<SaleQuote>> QuoteSaleAsync(SellAtTill command) => throw new NotSupportedException();

    public Task<ImmutableArray<OrderReturnDetails>> GetReturnsAsync() => throw new NotSupportedException();

    public Task<ImmutableArray<ReturnRequestDetails>> GetReturnRequestsAsync() => Task.FromResult<ImmutableArray<ReturnRequestDetails>>([.. book.Requests.Values]);

    public Task<Result<ReturnRequestAnswer>> NoticeDropOffAsync(AdvanceReturnRequest command) => Hear(command, ReturnRequestStatus.InTransit);

    public Task<Result<ReturnRequestAnswer>> NoticeReturnFetchedAsync(AdvanceReturnRequest command) => Hear(command, ReturnRequestStatus.InTransit);

    public Task<Result<ReturnRequestAnswer>> RequestReturnAsync(RequestReturn command) => throw new NotSupportedException();

    public Task<Result<ReturnRequestAnswer>> AuthorizeReturnAsync(AdvanceReturnRequest command) => throw new NotSupportedException();

    public Task<Result<ReturnRequestAnswer>> RejectReturnAsync(AdvanceReturnRequest command) => throw new NotSupportedException();

    public Task<Result<ReturnRequestAnswer>> CancelReturnRequestAsync(AdvanceReturnRequest command) => throw new NotSupportedException();

    public Task<Result<ReturnRequestAnswer>> TrackReturnAsync(TrackReturn command) => throw new NotSupportedException();

    public Task<Result<ReturnRequestAnswer>> ReceiveReturnAsync(AdvanceReturnRequest command) => throw new NotSupportedException();

    public Task<Result<ReturnRequestAnswer>> InspectReturnAsync(InspectReturn command) => throw new NotSupportedException();

    public Task<DateTimeOffset?> WakeAsync() => Task.FromResult<DateTimeOffset?>(null);

    private Task<Result<ReturnRequestAnswer>> Hear(AdvanceReturnRequest command, ReturnRequestStatus status)
    {
        if (book.Unreachable)
        {
            throw new TimeoutException("The order did not answer.");
        }

        if (book.Refusal is { } refusal)
        {
            return Task.FromResult<Result<ReturnRequestAnswer>>(refusal);
        }

        var request = book.Requests[command.RequestId];
        if (!book.Returned.Contains(command.OperationId))
        {
            book.Returned.Enqueue(command.OperationId);
            request = request with { Status = status, DroppedOffAt = command.LocationId };
            book.Requests[request.Id] = request;
        }

        return book.AnswerLost
            ? throw new TimeoutException("The answer was lost.")
            : Task.FromResult<Result<ReturnRequestAnswer>>(new ReturnRequestAnswer(request, Locker.OrderFor("o.1"), null));
    }

    private Task<Result<OrderDetails>> Hear(AdvanceFulfillment command, FulfillmentStatus news)
    {
        if (book.Unreachable)
        {
            throw new TimeoutException("The order did not answer.");
        }

        if (book.Refusal is { } refusal)
        {
            return Task.FromResult<Result<OrderDetails>>(refusal);
        }

        var order = book.Orders[this.GetPrimaryKeyString()];
        if (!book.Told.Contains((news, command.OperationId)))
        {
            book.Told.Enqueue((news, command.OperationId));
            order = order with { Fulfillments = [order.Fulfillments[0] with { Status = news }], Version = order.Version + 1 };
            book.Orders[order.Id] = order;
        }

        return book.AnswerLost ? throw new TimeoutException("The answer was lost.") : Task.FromResult<Result<OrderDetails>>(order);
    }
}
