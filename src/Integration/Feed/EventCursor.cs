using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Feed;

/// <summary>A place in the feed as an opaque text. It stays good for as long as the journal lives.</summary>
internal static class EventCursor
{
    /// <summary>Says that this is such a cursor, and of which form.</summary>
    private const string Mark = "e1";

    private const int LengthMax = 100;

    /// <summary>Writes one.</summary>
    public static string Of(FeedPosition position) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Mark}:{position.Transaction}:{position.Sequence}")));

    /// <summary>Reads one that <see cref="Of"/> wrote; false when it is none.</summary>
    public static bool TryParse(string cursor, out FeedPosition position)
    {
        position = default;
        if (cursor.Length is 0 or > LengthMax || !Base64Url.IsValid(cursor))
        {
            return false;
        }

        if (Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split(':') is not [Mark, var transaction, var sequence]
            || !ulong.TryParse(transaction, NumberStyles.None, CultureInfo.InvariantCulture, out var xid)
            || !long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
        {
            return false;
        }

        position = new FeedPosition(xid, seq);
        return Of(position) == cursor;
    }
}
