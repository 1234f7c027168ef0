namespace OrleansCommerce;

/// <summary>The streams on which grains tell their newest state to subscribers.</summary>
public static class ChangeStreams
{
    /// <summary>The stream provider.</summary>
    public const string Provider = "changes";

    /// <summary>Stream namespace: levels, by SKU.</summary>
    public const string Stock = "stock";

    /// <summary>Stream namespace: carts, by id.</summary>
    public const string Cart = "cart";

    /// <summary>Stream namespace: orders, by id.</summary>
    public const string Order = "order";
}
