using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Something happened to announced goods on their way.</summary>
public sealed record TrackReturnInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which announced return.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReturnRequestId { get; init; }

    /// <summary>What.</summary>
    public required TrackingStatus Status { get; init; }

    /// <summary>When it happened, not in the future; now when left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Up to 200 characters, no personal data; none when left out.</summary>
    public string? Reason { get; init; }
}

/// <summary>The announced return after it.</summary>
public sealed record TrackReturnPayload
{
    /// <summary>The announced return; null when the mutation failed.</summary>
    public ReturnRequest? ReturnRequest { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReturnRequestError>? Errors { get; init; }

    internal static TrackReturnPayload Of(Result<ReturnRequestAnswer> answer) => answer.Succeeded
        ? new() { ReturnRequest = new ReturnRequest(answer.Value.Request) }
        : new() { Errors = PayloadErrors.Of<IReturnRequestError>(answer.Failure) };
}
