using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel that was not fetched in time is at a location.</summary>
public sealed record TakeBackParcelInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }

    /// <summary>Where it is now: the store in which it waited, or where a courier brought it.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string LocationId { get; init; }
}

/// <summary>The order after the parcel was taken back.</summary>
public sealed record TakeBackParcelPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static TakeBackParcelPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IFulfillmentError>(failure) };
}
