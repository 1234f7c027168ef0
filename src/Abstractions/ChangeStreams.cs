using System.Globalization;

namespace OrleansCommerce;

/// <summary>
/// The streams on which grains tell their newest state to subscribers. A cluster remembers each stream on which anybody ever told
/// something, for ever: so carts and orders without number share a few, and a subscriber leaves out what is not its own.
/// </summary>
public static class ChangeStreams
{
    /// <summary>The stream provider.</summary>
    public const string Provider = "changes";

    /// <summary>Stream namespace: levels of stock items.</summary>
    public const string Stock = "stock";

    /// <summary>Stream namespace: carts.</summary>
    public const string Cart = "cart";

    /// <summary>Stream namespace: orders.</summary>
    public const string Order = "order";

    /// <summary>Streams of one namespace. It must be the same in every process of a cluster.</summary>
    private const uint Shared = 64;

    /// <summary>The key of the stream that tells of one thing, and of others.</summary>
    /// <param name="id">The thing's.</param>
    public static string KeyOf(string id)
    {
        // FNV-1a: the framework's own hash differs from process to process.
        var hash = 2_166_136_261u;
        foreach (var letter in id)
        {
            hash = unchecked((hash ^ letter) * 16_777_619u);
        }

        return (hash % Shared).ToString(CultureInfo.InvariantCulture);
    }
}
