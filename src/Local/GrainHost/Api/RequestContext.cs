using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls: from a client to a grain, and from grain to grain. What a callee sets is seen by
/// those that it calls, never by its caller.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>All values, immutable, or null for none: a call carries it as it is.</summary>
    internal static ImmutableDictionary<string, object>? Current
    {
        get => Values.Value;
        set => Values.Value = value;
    }

    /// <summary>The value of a key, or null.</summary>
    public static object? Get(string key) => Current is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for the calls to come.</summary>
    public static void Set(string key, object value) =>
        Current = (Current ?? ImmutableDictionary.Create<string, object>(StringComparer.Ordinal)).SetItem(key, value);

    /// <summary>Takes a value away; says whether there was one.</summary>
    public static bool Remove(string key)
    {
        if (Current is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var left = values.Remove(key);
        Current = left.IsEmpty ? null : left;
        return true;
    }

    /// <summary>Takes all values away.</summary>
    public static void Clear() => Current = null;
}
