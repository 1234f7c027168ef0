namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of orders.</summary>
public sealed class OrderEdge
{
    /// <summary>Where the list goes on after this order, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The order.</summary>
    public required Order Node { get; init; }
}
