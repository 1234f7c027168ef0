using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.GraphQL;

/// <summary>Units of an order that are not wanted any more.</summary>
public sealed record CancelOrderLinesInput
{
    /// <summary>The caller's idempotency key, 1 to 100 characters.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OperationId { get; init; }

    /// <summary>Which order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderId { get; init; }

    /// <summary>Which units: 1 to 2,000 lines, each line of the order once.</summary>
    public required IReadOnlyList<CancelLineInput> Lines { get; init; }

    /// <summary>The till that gives cash back, if cash was paid, for staff alone: its session counts it. No session does when left out.</summary>
    [GraphQLType<IdType>]
    public string? TillId { get; init; }

    /// <summary>Up to 200 characters, no personal data; none when left out.</summary>
    public string? Reason { get; init; }
}

/// <summary>Units of an order line that are not wanted any more.</summary>
public sealed record CancelLineInput
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string OrderLineId { get; init; }

    /// <summary>Units, from 1 to those of the line that have not left.</summary>
    public required int Quantity { get; init; }
}

/// <summary>The order without the units.</summary>
public sealed record CancelOrderLinesPayload
{
    /// <summary>The order after it; null when the mutation failed.</summary>
    public Order? Order { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<ICancelOrderError>? Errors { get; init; }

    internal static CancelOrderLinesPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<ICancelOrderError>(failure) };
}
