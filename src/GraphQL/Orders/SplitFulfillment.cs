using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Units of a parcel that are packed apart.</summary>
public sealed record SplitFulfillmentInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }

    /// <summary>What goes into a parcel of its own: 1 to 2,000 lines, each line of the order once, and not all units of the parcel.</summary>
    public required IReadOnlyList<SplitLineInput> Lines { get; init; }
}

/// <summary>Units of an order line that go into a parcel of their own.</summary>
public sealed record SplitLineInput
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderLineId { get; init; }

    /// <summary>Units, from 1 to those of the line in the parcel.</summary>
    public required int Quantity { get; init; }
}

/// <summary>The order with one parcel more.</summary>
public sealed record SplitFulfillmentPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static SplitFulfillmentPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IFulfillmentError>(failure) };
}
