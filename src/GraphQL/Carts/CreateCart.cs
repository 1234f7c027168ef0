using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A cart that begins.</summary>
public sealed record CreateCartInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Whose; a guest when left out, the caller when the caller is a customer.</summary>
    [GraphQLType<IdType>]
    public string? CustomerId { get; init; }

    /// <summary>Where the request comes from.</summary>
    public required Channel Channel { get; init; }

    /// <summary>ISO 4217; of every line.</summary>
    public required string Currency { get; init; }
}

/// <summary>The cart.</summary>
public sealed record CreateCartPayload
{
    /// <summary>The cart; null when the mutation failed.</summary>
    public Cart? Cart { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ICreateCartError>? Errors { get; init; }

    internal static CreateCartPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ICreateCartError>(failure) };
}

/// <summary>Why the cart could not be created.</summary>
[UnionType("CreateCartError")]
public interface ICreateCartError;
