using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>New units of a cart line.</summary>
public sealed record UpdateCartLineInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which cart.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string CartId { get; init; }

    /// <summary>Which line.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LineId { get; init; }

    /// <summary>Units, 1 to 1,000,000; 0 removes the line.</summary>
    public required int Quantity { get; init; }

    /// <summary>Where the request comes from.</summary>
    public required Channel Channel { get; init; }
}

/// <summary>The cart after it.</summary>
public sealed record UpdateCartLinePayload
{
    /// <summary>The cart after it; null when the mutation failed.</summary>
    public Cart? Cart { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IUpdateCartLineError>? Errors { get; init; }

    internal static UpdateCartLinePayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IUpdateCartLineError>(failure) };
}

/// <summary>Why the line could not be changed.</summary>
[UnionType("UpdateCartLineError")]
public interface IUpdateCartLineError;
