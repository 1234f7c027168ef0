using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods that came back against their order.</summary>
public sealed class OrderReturn(OrderReturnDetails details)
{
    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => details.Id;

    /// <summary>When.</summary>
    public DateTimeOffset At => details.At;

    /// <summary>What it gives back.</summary>
    public MoneyAmount Refund => new(details.Refund);

    /// <summary>What came back; at most 2,000.</summary>
    public IReadOnlyList<OrderReturnLine> Lines { get; } = [.. details.Lines.Select(line => new OrderReturnLine(line))];

    /// <summary>Where the refund goes.</summary>
    public RefundTarget RefundTo => details.RefundTo;

    /// <summary>The store credit that the refund became; null when none of it did.</summary>
    [GraphQLType<IdType>]
    public string? StoreCreditId => details.StoreCreditId;

    /// <summary>The subject of who answered for it; null when the policy allowed it.</summary>
    public string? OverriddenBy => details.Override?.ApprovedBy;

    /// <summary>Why; null when the policy allowed it.</summary>
    public string? OverrideReason => details.Override?.Reason;

    /// <summary>Where the goods came back.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(details.LocationId, cancellationToken);
}

/// <summary>Units of an order line that came back.</summary>
public sealed class OrderReturnLine(Orders.OrderReturnLine line)
{
    /// <summary>Which line of the order.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string OrderLineId => line.OrderLineId;

    /// <summary>Which SKU.</summary>
    public string Sku => line.Sku;

    /// <summary>Units.</summary>
    public int Quantity => line.Quantity;

    /// <summary>What became of them.</summary>
    public Disposition Disposition => line.Disposition;

    /// <summary>Why they came back; null when it was not asked.</summary>
    public ReturnReason? Reason => line.Reason;

    /// <summary>More about it; null when there is nothing.</summary>
    public string? Note => line.Note;

    /// <summary>How they were; null when they were not graded.</summary>
    public ReturnCondition? Condition => line.Condition;

    /// <summary>What is given back for them.</summary>
    public MoneyAmount Refund => new(line.Refund);
}
