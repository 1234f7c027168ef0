using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>The operation id was used before, with another input.</summary>
public sealed class OperationIdReusedError(OperationIdReused failure)
    : IDomainError, IReceiveStockError, IReserveStockError, ICreateCartError, IAddCartLineError, IUpdateCartLineError,
      IPlaceOrderError, IPayOrderError, ICancelOrderError, IEditOrderError, IAddOrderLinesError, IClaimReceiptError, IDepositParcelError, ILockerError, IOpenForPickupError, IConfirmPickupError,
      ISellAtTillError, ISetSafetyStockError, IFulfillmentError, IReturnItemsError, IReturnRequestError, IExchangeItemsError, IReturnWithoutReceiptError, IStoreCreditError, IResolveDiscrepancyError,
      ICountStockError, IMoveStockError, ISetStockPolicyError,
      ISetChannelBufferError, IDispatchTransferError, IReceiveTransferError, IDefineKitError,
      IReserveKitError, ICreateWebhookSubscriptionError, ITillSessionError, IHoldCartError, IResumeCartError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>As given.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OperationId => failure.OperationId;
}
