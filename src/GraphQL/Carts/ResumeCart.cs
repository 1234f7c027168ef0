using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A cart to be taken up again.</summary>
public sealed record ResumeCartInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which cart.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string CartId { get; init; }

    /// <summary>The shop where it was put aside.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }
}

/// <summary>The cart that was taken up again.</summary>
public sealed record ResumeCartPayload
{
    /// <summary>The cart, as it is now; null when the mutation failed.</summary>
    public Cart? Cart { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IResumeCartError>? Errors { get; init; }

    internal static ResumeCartPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IResumeCartError>(failure) };
}

/// <summary>Why the cart was not taken up.</summary>
[UnionType("ResumeCartError")]
public interface IResumeCartError;
