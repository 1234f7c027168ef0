using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Parcels that were picked in one walk.</summary>
public sealed record PickWaveInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters; with it, each parcel is picked once.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcels: 1 to 50, each once. Each stands for itself: one that is refused stops none of the others.</summary>
    [GraphQLType<NonNullType<ListType<NonNullType<IdType>>>>]
    public required IReadOnlyList<string> FulfillmentIds { get; init; }
}

/// <summary>What became of each parcel.</summary>
public sealed record PickWavePayload
{
    /// <summary>One for each parcel, in the order of the input; null when the mutation failed as a whole.</summary>
    public IReadOnlyList<PickWaveResult>? Results { get; init; }

    /// <summary>Why no parcel was looked at; null when they were.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static PickWavePayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IFulfillmentError>(failure) };
}

/// <summary>What became of one parcel.</summary>
public sealed record PickWaveResult
{
    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }

    /// <summary>The order after it; null when the parcel was refused.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }
}
