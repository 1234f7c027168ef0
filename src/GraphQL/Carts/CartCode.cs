namespace OrleansCommerce.GraphQL;

/// <summary>What a phone shows so that a till takes its cart over.</summary>
public sealed class CartCode
{
    /// <summary>For `cartByCode`; nobody can guess it.</summary>
    public required string Code { get; init; }

    /// <summary>When it is good no more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
