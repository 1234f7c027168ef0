using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A cart to be put aside at a shop's tills.</summary>
public sealed record HoldCartInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which cart.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string CartId { get; init; }

    /// <summary>The shop.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>By which it is found again, 1 to 100 characters; no personal data.</summary>
    public required string Label { get; init; }
}

/// <summary>The cart that was put aside.</summary>
public sealed record HoldCartPayload
{
    /// <summary>The cart with its label; null when the mutation failed.</summary>
    public HeldCart? HeldCart { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IHoldCartError>? Errors { get; init; }

    internal static HoldCartPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IHoldCartError>(failure) };
}

/// <summary>Why the cart was not put aside.</summary>
[UnionType("HoldCartError")]
public interface IHoldCartError;
