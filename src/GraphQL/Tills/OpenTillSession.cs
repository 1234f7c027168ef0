using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A session of a till that begins.</summary>
public sealed record OpenTillSessionInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which till: 1 to 64 letters, digits, `_`, `.` or `-`.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string TillId { get; init; }

    /// <summary>The shop in which the till stands.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }

    /// <summary>What lies in the drawer.</summary>
    public required CashCountInput OpeningFloat { get; init; }
}

/// <summary>The session.</summary>
public sealed record OpenTillSessionPayload
{
    /// <summary>The session after it; null when the mutation failed.</summary>
    public TillSession? Session { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ITillSessionError>? Errors { get; init; }

    internal static OpenTillSessionPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ITillSessionError>(failure) };
}
