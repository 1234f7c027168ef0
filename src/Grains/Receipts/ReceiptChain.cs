using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansCommerce.Grains.Receipts;

/// <summary>
/// The hash of a ledger's entry: SHA-256 over the hash before it, the stream, the version, the type and the entry's canonical JSON, a
/// line each. docs/receipts.md describes it with an example, so that an auditor needs none of this code.
/// </summary>
public static class ReceiptChain
{
    /// <summary>The hash before the first entry.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The member of an entry that holds its own hash; it is no part of the canonical form.</summary>
    private const string HashMember = "hash";

    /// <summary>The hash of an entry.</summary>
    /// <param name="previous">Of the entry before it.</param>
    /// <param name="stream">Where it lies.</param>
    /// <param name="version">Its place there, from 1.</param>
    /// <param name="type">Its durable type name.</param>
    /// <param name="entry">A JSON object; its own hash does not count.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string HashOf(string previous, string stream, long version, string type, JsonElement entry)
    {
        var text = new StringBuilder()
            .Append(previous).Append('\n')
            .Append(stream).Append('\n')
            .Append(version.ToString(CultureInfo.InvariantCulture)).Append('\n')
            .Append(type).Append('\n')
            .Append(Canonical(entry));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>
    /// An entry in the one form that is hashed: members in the order of their names, no white space, strings escaped as RFC 8785 says,
    /// numbers as they stand in the row.
    /// </summary>
    public static string Canonical(JsonElement entry)
    {
        var text = new StringBuilder();
        Write(text, entry, isEntry: true);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, bool isEntry)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject()
                    .Where(member => !isEntry || member.Name != HashMember)
                    .OrderBy(member => member.Name, StringComparer.Ordinal);
                Write(text, '{', '}', members, member =>
                {
                    Write(text, member.Name);
                    text.Append(':');
                    Write(text, member.Value, isEntry: false);
                });
                break;
            case JsonValueKind.Array:
                Write(text, '[', ']', value.EnumerateArray(), item => Write(text, item, isEntry: false));
                break;
            case JsonValueKind.String:
                Write(text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Write<T>(StringBuilder text, char begin, char end, IEnumerable<T> items, Action<T> write)
    {
        text.Append(begin);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            write(item);
        }

        text.Append(end);
    }

    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
