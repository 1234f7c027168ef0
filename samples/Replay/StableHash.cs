namespace OrleansCommerce.Replay;

/// <summary>FNV-1a: the same on every machine and in every run, which <see cref="string.GetHashCode()"/> is not.</summary>
internal static class StableHash
{
    /// <summary>Of a text's UTF-16 units.</summary>
    public static uint Of(string text) => text.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}
