namespace OrleansCommerce.GraphQL.Tests.Errors;

/// <summary>Each failure that a grain documents is a member of the union of the mutation that calls it.</summary>
public sealed class PayloadErrorTests
{
    private static readonly Dictionary<string, Failure> Failures = new Failure[]
    {
        new InvalidInput("quantity", "must be from 1 to 1,000,000, was 0."),
        new NotFound("location", "nowhere"),
        new InvalidState("CANCELLED", "The order is cancelled."),
        new OperationIdReused("op"),
        new OutOfStock("sku", 3, 2),
        new StockChanged(3, 7),
        new ReservationNotFound("r"),
        new ReservationExpired("r", DateTimeOffset.UnixEpoch),
        new PaymentDeclined("card_declined"),
        new NoFreeCompartment(),
        new WrongCode(2),
        new LockedOut(DateTimeOffset.UnixEpoch),
        new NotServed(NotServedArea.CountryNotServed, "delivery.address.country", "nothing is sent to 'FR'; it is sent to GB."),
        new ReturnRefused(ReturnRefusal.WindowOver, "lines[0].orderLineId", "it could come back until yesterday."),
    }.ToDictionary(failure => failure.GetType().Name);

    public static TheoryData<Type, string> Documented => new()
    {
        { typeof(IReceiveStockError), "InvalidInput NotFound OperationIdReused" },
        { typeof(ISetSafetyStockError), "InvalidInput NotFound OperationIdReused" },
        { typeof(ICountStockError), "StockChanged InvalidInput NotFound OperationIdReused" },
        { typeof(IMoveStockError), "OutOfStock InvalidInput NotFound OperationIdReused" },
        { typeof(ISetStockPolicyError), "InvalidInput NotFound OperationIdReused" },
        { typeof(ISetChannelBufferError), "InvalidInput NotFound OperationIdReused" },
        { typeof(IDispatchTransferError), "OutOfStock InvalidInput NotFound OperationIdReused" },
        { typeof(IReceiveTransferError), "InvalidInput InvalidState NotFound OperationIdReused" },
        { typeof(IAddOrderLinesError), "InvalidInput InvalidState NotFound OperationIdReused OutOfStock PaymentDeclined" },
        { typeof(IEditOrderError), "InvalidInput InvalidState NotFound OperationIdReused NotServed" },
        { typeof(IDefineKitError), "InvalidInput OperationIdReused" },
        { typeof(IReserveKitError), "OutOfStock InvalidInput NotFound OperationIdReused ReservationExpired" },
        { typeof(IEndKitReservationError), "ReservationNotFound ReservationExpired InvalidState" },
        { typeof(IResolveDiscrepancyError), "InvalidInput InvalidState NotFound OperationIdReused" },
        { typeof(IRecordTillSalesError), "InvalidInput NotFound" },
        { typeof(IReserveStockError), "OutOfStock InvalidInput NotFound OperationIdReused ReservationExpired" },
        { typeof(IConfirmReservationError), "ReservationNotFound ReservationExpired InvalidState" },
        { typeof(IReleaseReservationError), "ReservationNotFound ReservationExpired InvalidState" },
        { typeof(IUpsertProductError), "InvalidInput" },
        { typeof(IUpsertLocationError), "InvalidInput" },
        { typeof(ICreateCartError), "InvalidInput OperationIdReused" },
        { typeof(IAddCartLineError), "InvalidInput NotFound InvalidState OperationIdReused" },
        { typeof(IUpdateCartLineError), "InvalidInput NotFound InvalidState OperationIdReused" },
        { typeof(IPlaceOrderError), "OutOfStock InvalidInput NotFound InvalidState OperationIdReused NotServed" },
        { typeof(IPayOrderError), "PaymentDeclined InvalidInput InvalidState NotFound OperationIdReused" },
        { typeof(ICancelOrderError), "InvalidInput InvalidState NotFound OperationIdReused" },
        { typeof(ISellAtTillError), "InvalidInput NotFound OperationIdReused" },
        { typeof(IFulfillmentError), "InvalidInput InvalidState NotFound OperationIdReused" },
        { typeof(IReturnItemsError), "InvalidInput InvalidState NotFound OperationIdReused ReturnRefused" },
        { typeof(IReturnWithoutReceiptError), "InvalidInput NotFound OperationIdReused ReturnRefused" },
        { typeof(IExchangeItemsError), "InvalidInput InvalidState NotFound OperationIdReused ReturnRefused" },
        { typeof(IStoreCreditError), "InvalidInput InvalidState NotFound OperationIdReused" },
        { typeof(ISetReturnTermsError), "InvalidInput NotFound" },
        { typeof(IConfigureLockerBankError), "InvalidInput InvalidState NotFound" },
        { typeof(IDepositParcelError), "NoFreeCompartment InvalidInput InvalidState NotFound OperationIdReused" },
        { typeof(IOpenForPickupError), "WrongCode LockedOut InvalidInput InvalidState NotFound OperationIdReused" },
        { typeof(IConfirmPickupError), "InvalidInput InvalidState NotFound OperationIdReused" },
    };

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_documented_failure_is_told_in_the_payload(Type union, string failures)
    {
        foreach (var name in failures.Split(' '))
        {
            var error = Map(union, Failures[name]);

            Assert.Equal(name + "Error", error.GetType().Name);
            Assert.Equal(Failures[name].Message, ((IDomainError)error).Message);
        }
    }

    [Fact]
    public void A_failure_outside_of_the_union_is_a_fault()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => PayloadErrors.Of<IUpsertProductError>(new OperationIdReused("op")));

        Assert.Contains("OperationIdReused", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_failure_has_a_type_in_the_schema()
    {
        var all = typeof(Failure).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Failure))).Select(type => type.Name);

        Assert.Empty(all.Except(Failures.Keys, StringComparer.Ordinal));
    }

    private static object Map(Type union, Failure failure)
    {
        var errors = (System.Collections.IEnumerable)typeof(PayloadErrors).GetMethod(nameof(PayloadErrors.Of))!
            .MakeGenericMethod(union)
            .Invoke(null, [failure])!;
        return Assert.Single(errors.Cast<object>());
    }
}
