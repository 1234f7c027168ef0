using OrleansCommerce.Receipts;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of closings.</summary>
public sealed class ClosingConnection
{
    private readonly Page<ClosingDetails> _page;

    internal ClosingConnection(Page<ClosingDetails> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new Closing(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new ClosingEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The closings with their cursors, newest days first.</summary>
    public IReadOnlyList<ClosingEdge> Edges { get; }

    /// <summary>The closings, newest days first.</summary>
    public IReadOnlyList<Closing> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
