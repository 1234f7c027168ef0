using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Announced goods are at a location.</summary>
public sealed record ReceiveReturnInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which announced return.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReturnRequestId { get; init; }

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }
}

/// <summary>The announced return after it.</summary>
public sealed record ReceiveReturnPayload
{
    /// <summary>The announced return; null when the mutation failed.</summary>
    public ReturnRequest? ReturnRequest { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReturnRequestError>? Errors { get; init; }

    internal static ReceiveReturnPayload Of(Result<ReturnRequestAnswer> answer) => answer.Succeeded
        ? new() { ReturnRequest = new ReturnRequest(answer.Value.Request) }
        : new() { Errors = PayloadErrors.Of<IReturnRequestError>(answer.Failure) };
}
