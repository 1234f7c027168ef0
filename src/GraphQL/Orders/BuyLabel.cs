using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>A label that is to be bought for a parcel that has not left.</summary>
public sealed record BuyLabelInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which parcel.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string FulfillmentId { get; init; }

    /// <summary>What it weighs, in grams, 1 to 1,000,000; a carrier may take less.</summary>
    public required int WeightGrams { get; init; }

    /// <summary>A service of the carrier, 1 to 50 characters; `STANDARD` when left out. The built-in carrier also has `EXPRESS`.</summary>
    public string? Service { get; init; }
}

/// <summary>The order with the label.</summary>
public sealed record BuyLabelPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IFulfillmentError>? Errors { get; init; }

    internal static BuyLabelPayload Of(Result<OrleansCommerce.Orders.OrderDetails> answer) => answer.Succeeded
        ? new() { Order = new Order(answer.Value) }
        : new() { Errors = PayloadErrors.Of<IFulfillmentError>(answer.Failure) };
}
