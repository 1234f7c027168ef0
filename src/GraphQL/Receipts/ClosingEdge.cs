namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of closings.</summary>
public sealed class ClosingEdge
{
    /// <summary>Where the list goes on after this closing, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The closing.</summary>
    public required Closing Node { get; init; }
}
