using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of discrepancies.</summary>
public sealed class StockDiscrepancyConnection
{
    private readonly Page<Search.StockDiscrepancy> _page;

    internal StockDiscrepancyConnection(Page<Search.StockDiscrepancy> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new StockDiscrepancy(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new StockDiscrepancyEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The discrepancies with their cursors, newest first.</summary>
    public IReadOnlyList<StockDiscrepancyEdge> Edges { get; }

    /// <summary>The discrepancies, newest first.</summary>
    public IReadOnlyList<StockDiscrepancy> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
