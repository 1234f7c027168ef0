namespace OrleansCommerce.GraphQL;

/// <summary>Too many wrong codes.</summary>
public sealed class LockedOutError(LockedOut failure)
    : IDomainError, IOpenForPickupError
{
    /// <summary>One sentence for the caller, without personal data.</summary>
    public string Message => failure.Message;

    /// <summary>When the bank takes codes again.</summary>
    public DateTimeOffset Until => failure.Until;
}
