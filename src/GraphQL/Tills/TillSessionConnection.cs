using OrleansCommerce.Search;
using OrleansCommerce.Tills;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of sessions.</summary>
public sealed class TillSessionConnection
{
    private readonly Page<TillSessionDetails> _page;

    internal TillSessionConnection(Page<TillSessionDetails> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new TillSession(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new TillSessionEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The sessions with their cursors, newest first.</summary>
    public IReadOnlyList<TillSessionEdge> Edges { get; }

    /// <summary>The sessions, newest first.</summary>
    public IReadOnlyList<TillSession> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
