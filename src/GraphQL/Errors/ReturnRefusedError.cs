namespace OrleansCommerce.GraphQL;

/// <summary>The policy refuses the return. Somebody with the role Admin can answer for it, with `override`.</summary>
public sealed class ReturnRefusedError(ReturnRefused failure)
    : IDomainError, IReturnItemsError, IReturnRequestError, IExchangeItemsError, IReturnWithoutReceiptError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>By which rule.</summary>
    public ReturnRefusal Code => failure.Code;

    /// <summary>The path of the field in the input that it is about.</summary>
    public string Field => failure.Field;
}
