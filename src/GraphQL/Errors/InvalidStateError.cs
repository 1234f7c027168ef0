namespace OrleansCommerce.GraphQL;

/// <summary>The thing is not in a state that allows this.</summary>
public sealed class InvalidStateError(InvalidState failure)
    : IDomainError, IReleaseReservationError, IConfirmReservationError, IAddCartLineError, IUpdateCartLineError, IPlaceOrderError,
      IPayOrderError, ICancelOrderError, IEditOrderError, IAddOrderLinesError, IClaimReceiptError, IDepositParcelError, ILockerError, IOpenForPickupError, IConfirmPickupError, IFulfillmentError,
      IReturnItemsError, IReturnRequestError, IReturnWithoutReceiptError, IExchangeItemsError, IStoreCreditError, IConfigureLockerBankError, IResolveDiscrepancyError, IReceiveTransferError, IEndKitReservationError,
      ICreateWebhookSubscriptionError, ISellAtTillError, ITillSessionError, IHoldCartError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>The state that it is in.</summary>
    public string State => failure.State;
}
