using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of attempts.</summary>
public sealed class WebhookDeliveryConnection
{
    private readonly Page<Webhooks.WebhookDelivery> _page;

    internal WebhookDeliveryConnection(Page<Webhooks.WebhookDelivery> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new WebhookDelivery(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new WebhookDeliveryEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The attempts with their cursors, newest first.</summary>
    public IReadOnlyList<WebhookDeliveryEdge> Edges { get; }

    /// <summary>The attempts, newest first.</summary>
    public IReadOnlyList<WebhookDelivery> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
