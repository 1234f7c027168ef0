using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>A page of the list of discrepancies.</summary>
public sealed class StockDiscrepancyConnection(Page<Search.StockDiscrepancy> page)
{
    /// <summary>The discrepancies, newest first.</summary>
    public IReadOnlyList<StockDiscrepancy> Nodes { get; } = [.. page.Nodes.Select(found => new StockDiscrepancy(found))];

    /// <summary>How many the whole list has.</summary>
    public int TotalCount => page.TotalCount;

    /// <summary>Whether and where the list goes on.</summary>
    public PageInfo PageInfo => PageInfo.Of(page);
}
