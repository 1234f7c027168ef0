namespace OrleansCommerce.GraphQL;

/// <summary>The payment provider said no.</summary>
public sealed class PaymentDeclinedError(PaymentDeclined failure)
    : IDomainError, IAddOrderLinesError, IPayOrderError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>The provider's code, such as `insufficient_funds`.</summary>
    public string DeclineCode => failure.DeclineCode;
}
