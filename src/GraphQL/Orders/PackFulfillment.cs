using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel that was put into its box.</summary>
public sealed record PackFulfillmentInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }
}

/// <summary>The order after the parcel was packed.</summary>
public sealed record PackFulfillmentPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static PackFulfillmentPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IFulfillmentError>(failure) };
}
