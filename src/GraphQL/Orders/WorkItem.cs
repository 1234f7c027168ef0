using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel that somebody at its location has to work on.</summary>
public sealed class WorkItem
{
    private readonly Search.WorkItem _item;

    private WorkItem(Search.WorkItem item, OrderDetails order, FulfillmentDetails parcel)
    {
        _item = item;
        Order = new Order(order);
        Fulfillment = new Fulfillment(parcel);
    }

    /// <summary>When the customer is to have it, or can fetch it, UTC: the list is in this order; null in an old order, which comes first.</summary>
    public DateTimeOffset? Deadline => _item.PromisedAt;

    /// <summary>Goods in it, all lines together.</summary>
    public int Units => _item.Units;

    /// <summary>The parcel as it is now.</summary>
    public Fulfillment Fulfillment { get; }

    /// <summary>Its order as it is now; one that is on hold waits for money, and its parcels with it.</summary>
    public Order Order { get; }

    internal static WorkItem? Of(Search.WorkItem item, OrderDetails? order) =>
        order?.Fulfillments.FirstOrDefault(parcel => parcel.Id == item.FulfillmentId) is { } parcel ? new WorkItem(item, order, parcel) : null;
}

/// <summary>A place in the list of work.</summary>
public sealed class WorkItemEdge
{
    /// <summary>Where the list goes on after this parcel, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The parcel.</summary>
    public required WorkItem Node { get; init; }
}

/// <summary>A page of the list of work of a location.</summary>
public sealed class WorkItemConnection
{
    private readonly Search.Page<Search.WorkItem> _page;

    internal WorkItemConnection(Search.Page<Search.WorkItem> page, IEnumerable<OrderDetails?> orders)
    {
        _page = page;
        Edges =
        [
            .. page.Cursors.Zip(page.Nodes.Zip(orders, WorkItem.Of))
                .Where(static found => found.Second is not null)
                .Select(static found => new WorkItemEdge { Cursor = found.First, Node = found.Second! }),
        ];
        Nodes = [.. Edges.Select(static edge => edge.Node)];
    }

    /// <summary>The parcels with their cursors, the earliest deadline first.</summary>
    public IReadOnlyList<WorkItemEdge> Edges { get; }

    /// <summary>The parcels, the earliest deadline first.</summary>
    public IReadOnlyList<WorkItem> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
