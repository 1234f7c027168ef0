namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of discrepancies.</summary>
public sealed class StockDiscrepancyEdge
{
    /// <summary>Where the list goes on after this discrepancy, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The discrepancy.</summary>
    public required StockDiscrepancy Node { get; init; }
}
