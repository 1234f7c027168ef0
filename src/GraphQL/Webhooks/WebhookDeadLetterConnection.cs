using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of dead letters.</summary>
public sealed class WebhookDeadLetterConnection
{
    private readonly Page<Webhooks.WebhookDeadLetter> _page;

    internal WebhookDeadLetterConnection(Page<Webhooks.WebhookDeadLetter> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new WebhookDeadLetter(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new WebhookDeadLetterEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The dead letters with their cursors, oldest first.</summary>
    public IReadOnlyList<WebhookDeadLetterEdge> Edges { get; }

    /// <summary>The dead letters, oldest first.</summary>
    public IReadOnlyList<WebhookDeadLetter> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
