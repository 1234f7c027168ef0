namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of changes.</summary>
public sealed class StockChangeEdge
{
    /// <summary>Where the list goes on after this change, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The change.</summary>
    public required StockChange Node { get; init; }
}
