using System.Collections.Immutable;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the changes of a stock item.</summary>
public sealed class StockChangeConnection
{
    private readonly Page<Stock.StockChange> _page;

    internal StockChangeConnection(Page<Stock.StockChange> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new StockChange(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new StockChangeEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The changes with their cursors, newest first.</summary>
    public IReadOnlyList<StockChangeEdge> Edges { get; }

    /// <summary>The changes, newest first.</summary>
    public IReadOnlyList<StockChange> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);

    /// <summary>A page of a history, which has one change for each version of the stock item, from 1.</summary>
    /// <param name="changes">Newest first.</param>
    /// <param name="version">The newest version.</param>
    internal static Page<Stock.StockChange> PageOf(ImmutableArray<Stock.StockChange> changes, long version) => new(
        changes,
        [.. changes.Select(static change => new StockChangeCursor(change.Version).ToString())],
        HasNextPage: changes is [.., { Version: > 1 }],
        TotalCount: checked((int)version));
}
