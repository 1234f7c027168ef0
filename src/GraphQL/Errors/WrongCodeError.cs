namespace OrleansCommerce.GraphQL;

/// <summary>No parcel of the bank waits for this code.</summary>
public sealed class WrongCodeError(WrongCode failure)
    : IDomainError, IOpenForPickupError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>Attempts before the bank locks out.</summary>
    public int AttemptsLeft => failure.AttemptsLeft;
}
