using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Tills;

namespace OrleansCommerce.GraphQL;

/// <summary>Cash that is put into the drawer or taken out, and nothing is sold or refunded for it.</summary>
public sealed record RecordCashMovementInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which till: 1 to 64 letters, digits, `_`, `.` or `-`.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string TillId { get; init; }

    /// <summary>Which way it goes.</summary>
    public required CashMovementKind Kind { get; init; }

    /// <summary>More than 0, in the session's currency.</summary>
    public required MoneyInput Amount { get; init; }

    /// <summary>Why, 1 to 200 characters; no personal data.</summary>
    public required string Reason { get; init; }
}

/// <summary>The session after cash was moved.</summary>
public sealed record RecordCashMovementPayload
{
    /// <summary>The session after it; null when the mutation failed.</summary>
    public TillSession? Session { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ITillSessionError>? Errors { get; init; }

    internal static RecordCashMovementPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ITillSessionError>(failure) };
}
