using OrleansCommerce.Receipts;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of receipts.</summary>
public sealed class ReceiptConnection
{
    private readonly Page<ReceiptDetails> _page;

    internal ReceiptConnection(Page<ReceiptDetails> page)
    {
        _page = page;
        Nodes = [.. page.Nodes.Select(static found => new Receipt(found))];
        Edges = [.. page.Cursors.Zip(Nodes, static (cursor, node) => new ReceiptEdge { Cursor = cursor, Node = node })];
    }

    /// <summary>The receipts with their cursors, newest sale first.</summary>
    public IReadOnlyList<ReceiptEdge> Edges { get; }

    /// <summary>The receipts, newest sale first.</summary>
    public IReadOnlyList<Receipt> Nodes { get; }

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => _page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(_page);
}
