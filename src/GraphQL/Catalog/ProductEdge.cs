namespace OrleansCommerce.GraphQL;

/// <summary>A place in the list of products.</summary>
public sealed class ProductEdge
{
    /// <summary>Where the list goes on after this product, for `after`.</summary>
    public required string Cursor { get; init; }

    /// <summary>The product.</summary>
    public required Product Node { get; init; }
}
