namespace Orleans.Runtime;

/// <summary>Which stream: a namespace and a key.</summary>
public readonly record struct StreamId
{
    private readonly string? _namespace;
    private readonly string? _key;

    private StreamId(string ns, string key)
    {
        _namespace = ns;
        _key = key;
    }

    /// <summary>A stream of that namespace and key; the key is not empty.</summary>
    public static StreamId Create(string ns, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new StreamId(ns, key);
    }

    /// <summary>The namespace.</summary>
    public string? GetNamespace() => _namespace;

    /// <summary>The key.</summary>
    public string GetKeyAsString() => _key ?? "";

    /// <summary><c>namespace/key</c>.</summary>
    public override string ToString() => $"{_namespace}/{_key}";
}
