using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Lines for an order of which nothing was picked.</summary>
public sealed record AddOrderLinesInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>What is added: 1 to 2,000 lines, at their products' prices.</summary>
    public required IReadOnlyList<AddedLineInput> Lines { get; init; }

    /// <summary>The payment provider's token for the difference; left out for an order that is not paid yet.</summary>
    public string? PaymentToken { get; init; }
}

/// <summary>A line for an order.</summary>
public sealed record AddedLineInput
{
    /// <summary>Which SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Units, 1 to 1,000,000.</summary>
    public required int Quantity { get; init; }
}

/// <summary>The order with the lines.</summary>
public sealed record AddOrderLinesPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IAddOrderLinesError>? Errors { get; init; }

    internal static AddOrderLinesPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IAddOrderLinesError>(failure) };
}

/// <summary>Why lines could not be added to an order.</summary>
[UnionType("AddOrderLinesError")]
public interface IAddOrderLinesError;
