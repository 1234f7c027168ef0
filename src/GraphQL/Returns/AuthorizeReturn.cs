using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>The shop agrees to an announced return.</summary>
public sealed record AuthorizeReturnInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which announced return.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string ReturnRequestId { get; init; }
}

/// <summary>The announced return after it.</summary>
public sealed record AuthorizeReturnPayload
{
    /// <summary>The announced return; null when the mutation failed.</summary>
    public ReturnRequest? ReturnRequest { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IReturnRequestError>? Errors { get; init; }

    internal static AuthorizeReturnPayload Of(Result<ReturnRequestAnswer> answer) => answer.Succeeded
        ? new() { ReturnRequest = new ReturnRequest(answer.Value.Request) }
        : new() { Errors = PayloadErrors.Of<IReturnRequestError>(answer.Failure) };
}
