using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Units of a parcel that its location cannot find.</summary>
public sealed record RejectFulfillmentLineInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }

    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderLineId { get; init; }

    /// <summary>Units that are not there, from 1 to those of the line in the parcel.</summary>
    public required int Quantity { get; init; }

    /// <summary>Why, 1 to 200 characters, no personal data; goes into the history of the stock item.</summary>
    public required string Reason { get; init; }
}

/// <summary>The order, with the units from elsewhere or without them.</summary>
public sealed record RejectFulfillmentLinePayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static RejectFulfillmentLinePayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IFulfillmentError>(failure) };
}
