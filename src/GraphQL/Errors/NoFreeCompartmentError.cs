namespace OrleansCommerce.GraphQL;

/// <summary>Every compartment that would fit is taken or out of order.</summary>
public sealed class NoFreeCompartmentError(NoFreeCompartment failure)
    : IDomainError, IDepositParcelError, ILockerError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;
}
