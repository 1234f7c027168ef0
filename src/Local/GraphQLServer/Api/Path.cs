namespace HotChocolate;

/// <summary>The way from the response's root to a field: response names and list indices.</summary>
public sealed class Path
{
    private readonly object? _segment;

    private Path(Path? parent, object? segment)
    {
        Parent = parent;
        _segment = segment;
    }

    /// <summary>The response's root.</summary>
    public static Path Root { get; } = new(null, null);

    /// <summary>The way to the containing object or list; null at the root.</summary>
    public Path? Parent { get; }

    /// <summary>The way on to a field, by its response name.</summary>
    public Path Append(string name) => new(this, name);

    /// <summary>The way on to an element, counted from 0.</summary>
    public Path Append(int index) => new(this, index);

    /// <summary>The segments from the root on; each a <see cref="string"/> or an <see cref="int"/>.</summary>
    public IReadOnlyList<object> ToList()
    {
        var segments = new List<object>();
        for (var at = this; at?._segment is { } segment; at = at.Parent)
        {
            segments.Add(segment);
        }

        segments.Reverse();
        return segments;
    }

    /// <summary>The form <c>/order/lines[2]/sku</c>.</summary>
    public override string ToString() =>
        Parent is null ? "/" : string.Concat(ToList().Select(s => s is int index ? $"[{index}]" : $"/{s}"));
}
