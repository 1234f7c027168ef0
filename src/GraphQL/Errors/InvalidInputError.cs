namespace OrleansCommerce.GraphQL;

/// <summary>Input that is well-formed GraphQL and still wrong, such as a quantity of 0, an unknown SKU, or a bad postcode.</summary>
public sealed class InvalidInputError(InvalidInput failure)
    : IDomainError, IReceiveStockError, IReserveStockError, IUpsertProductError, IUpsertLocationError, ICreateCartError,
      IAddCartLineError, IUpdateCartLineError, IPlaceOrderError, IPayOrderError, ICancelOrderError, IEditOrderError, IAddOrderLinesError, IClaimReceiptError, IDepositParcelError, ILockerError,
      IOpenForPickupError, IConfirmPickupError, ISellAtTillError, ISetSafetyStockError, IFulfillmentError, IReturnItemsError, IReturnRequestError, IExchangeItemsError,
      IReturnWithoutReceiptError, IStoreCreditError, ISetReturnTermsError, IConfigureLockerBankError, IRecordTillSalesError, IResolveDiscrepancyError,
      ICountStockError, IMoveStockError, ISetStockPolicyError,
      ISetChannelBufferError, IDispatchTransferError, IReceiveTransferError, IDefineKitError,
      IReserveKitError, ICreateWebhookSubscriptionError, IUpdateWebhookSubscriptionError, IRotateWebhookSecretError,
      IReplayWebhookDeadLettersError, ITillSessionError, IHoldCartError, IResumeCartError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>The path of the field within the input, such as `delivery.address.postcode`.</summary>
    public string Field => failure.Field;
}
