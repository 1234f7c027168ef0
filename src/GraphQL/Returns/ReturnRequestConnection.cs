using OrleansCommerce.Orders;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of announced returns.</summary>
public sealed class ReturnRequestEdge
{
    /// <summary>Where the list goes on after this one, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The announced return.</summary>
    public required ReturnRequest Node { get; init; }
}

/// <summary>A page of the list of announced returns.</summary>
public sealed class ReturnRequestConnection
{
    private readonly Page<ReturnRequestDetails> _page;

    internal ReturnRequestConnection(Page<ReturnRequestDetails> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new ReturnRequest(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new ReturnRequestEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The announced returns with their cursors, the oldest first.</summary>
    public IReadOnlyList<ReturnRequestEdge> Edges { get; }

    /// <summary>The announced returns, the oldest first.</summary>
    public IReadOnlyList<ReturnRequest> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
