using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>One change of an order.</summary>
public sealed class OrderChange(Search.OrderChange change, string currency)
{
    /// <summary>The order's version after it.</summary>
    public int Version => checked((int)change.Version);

    /// <summary>When.</summary>
    public DateTimeOffset At => change.At;

    /// <summary>What happened, such as `paid`.</summary>
    public string Kind => change.Kind;

    /// <summary>Money that it is about; null when there is none.</summary>
    public MoneyAmount? Amount => change.Amount is { } amount ? new MoneyAmount(new Money(amount, currency)) : null;

    /// <summary>Where a parcel is after it; null when no parcel went a step on.</summary>
    public FulfillmentStatus? FulfillmentStatus => change.Status;

    /// <summary>The parcel, payment, refund, return, announced return, promise or SKU; null for the whole order.</summary>
    public string? Reference => change.Reference;

    /// <summary>The id of the location; null when it has none.</summary>
    [GraphQLType<IdType>]
    public string? LocationId => change.LocationId;

    /// <summary>Why, or the code of a payment provider; null when the kind says it all.</summary>
    public string? Reason => change.Reason;

    /// <summary>Who: an opaque id; null when nobody did it.</summary>
    public string? Subject => change.Subject;

    /// <summary>In which role; null when nobody did it.</summary>
    public string? Role => change.Role;

    /// <summary>The till or locker; null when there was none.</summary>
    public string? Device => change.Device;
}

/// <summary>A place in the list of changes of an order.</summary>
public sealed class OrderChangeEdge
{
    /// <summary>Where the list goes on after this change, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The change.</summary>
    public required OrderChange Node { get; init; }
}

/// <summary>A page of the changes of an order.</summary>
public sealed class OrderChangeConnection
{
    private readonly Page<Search.OrderChange> _page;

    internal OrderChangeConnection(Page<Search.OrderChange> page, string currency)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(found => new OrderChange(found, currency))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new OrderChangeEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The changes with their cursors, newest first.</summary>
    public IReadOnlyList<OrderChangeEdge> Edges { get; }

    /// <summary>The changes, newest first.</summary>
    public IReadOnlyList<OrderChange> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
