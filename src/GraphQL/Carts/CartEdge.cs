namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of carts.</summary>
public sealed class CartEdge
{
    /// <summary>Where the list goes on after this cart, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The cart.</summary>
    public required Cart Node { get; init; }
}
