namespace OrleansCommerce.Stock;

/// <summary>The key of a stock item grain: <c>location/sku</c>. A location id has no slash, so the first one divides.</summary>
public readonly record struct StockItemKey(string LocationId, string Sku)
{
    /// <summary>Reads a key that <see cref="ToString"/> wrote.</summary>
    public static StockItemKey Parse(string key) =>
        TryParse(key, out var parsed) ? parsed : throw new FormatException($"'{key}' is no stock item key: it must be location/sku.");

    /// <summary>Reads a key that may have another shape.</summary>
    public static bool TryParse(string key, out StockItemKey parsed)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        parsed = slash > 0 ? new StockItemKey(key[..slash], key[(slash + 1)..]) : default;
        return slash > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{LocationId}/{Sku}";
}
