using OrleansCommerce.Search;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of subscriptions.</summary>
public sealed class WebhookSubscriptionConnection
{
    private readonly Page<WebhookDetails> _page;

    internal WebhookSubscriptionConnection(Page<WebhookDetails> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new WebhookSubscription(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new WebhookSubscriptionEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The subscriptions with their cursors, oldest first.</summary>
    public IReadOnlyList<WebhookSubscriptionEdge> Edges { get; }

    /// <summary>The subscriptions, oldest first.</summary>
    public IReadOnlyList<WebhookSubscription> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
