using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The thing that the input names does not exist.</summary>
public sealed class NotFoundError(NotFound failure)
    : IDomainError, IReceiveStockError, IReserveStockError, ICreateCartError, IAddCartLineError, IUpdateCartLineError,
      IPlaceOrderError, IPayOrderError, ICancelOrderError, IEditOrderError, IAddOrderLinesError, IClaimReceiptError, IDepositParcelError, ILockerError, IOpenForPickupError, IConfirmPickupError,
      ISellAtTillError, ISetSafetyStockError, IFulfillmentError, IReturnItemsError, IReturnRequestError, IExchangeItemsError, IReturnWithoutReceiptError, IStoreCreditError, ISetReturnTermsError,
      IConfigureLockerBankError, IRecordTillSalesError, IResolveDiscrepancyError,
      ICountStockError, IMoveStockError, ISetStockPolicyError,
      ISetChannelBufferError, IDispatchTransferError, IReceiveTransferError, IReserveKitError,
      IUpdateWebhookSubscriptionError, IRotateWebhookSecretError, IDeleteWebhookSubscriptionError, IReplayWebhookDeadLettersError,
      ITillSessionError, IHoldCartError, IResumeCartError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>Its id, as given.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => failure.Id;
}
