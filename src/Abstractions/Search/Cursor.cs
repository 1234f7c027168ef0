using System.Buffers.Text;
using System.Text;

namespace OrleansCommerce.Search;

/// <summary>The key of a row as an opaque text: the list's mark, then the key's parts.</summary>
public static class Cursor
{
    private const int LengthMax = 1_000;
    private const char Divider = '\n';

    /// <summary>Writes one.</summary>
    public static string Of(string mark, params IEnumerable<string> parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(mark + Divider + string.Join(Divider, parts)));

    /// <summary>Reads one that <see cref="Of"/> wrote with that mark and number of parts.</summary>
    /// <exception cref="InvalidCursorException">It is none.</exception>
    public static string[] Parts(string cursor, string mark, int count)
    {
        if (cursor.Length is > 0 and <= LengthMax && Base64Url.IsValid(cursor))
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Divider);
            if (parts.Length == count + 1 && parts[0] == mark && !Array.Exists(parts, static part => part.Contains('\0')))
            {
                return parts[1..];
            }
        }

        throw new InvalidCursorException(cursor);
    }
}
