using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A session of a till that ends.</summary>
public sealed record CloseTillSessionInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which till: 1 to 64 letters, digits, `_`, `.` or `-`.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string TillId { get; init; }

    /// <summary>What lies in the drawer.</summary>
    public required CashCountInput Counted { get; init; }

    /// <summary>Why that is not what was expected, up to 200 characters, no personal data. It may be left out while they are no further apart than the setting `Tills:VarianceLimit`.</summary>
    public string? Reason { get; init; }
}

/// <summary>The session, closed: its Z report.</summary>
public sealed record CloseTillSessionPayload
{
    /// <summary>The session after it; null when the mutation failed.</summary>
    public TillSession? Session { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ITillSessionError>? Errors { get; init; }

    internal static CloseTillSessionPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ITillSessionError>(failure) };
}
