using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OrleansCommerce.GraphQL;

/// <summary>A type's name and a key of that type, as one opaque id: base64url of <c>Type:key</c>.</summary>
/// <param name="Type">The name of the GraphQL type.</param>
/// <param name="Key">Unique for the type.</param>
internal sealed record GlobalId(string Type, string Key)
{
    /// <summary>Characters of the longest id that is read; the longest one that is made is of a stock item, with a SKU of four bytes a character.</summary>
    private const int LengthMax = 600;

    /// <summary>Reads an id that <see cref="ToString"/> wrote; what has another shape is no node's id.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GlobalId? id)
    {
        id = null;
        if (text.Length > LengthMax || !Base64Url.IsValid(text))
        {
            return false;
        }

        var decoded = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var colon = decoded.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return false;
        }

        var read = new GlobalId(decoded[..colon], decoded[(colon + 1)..]);

        // One thing has one id: white space and other spellings of the same bytes are not read.
        if (read.ToString() != text)
        {
            return false;
        }

        id = read;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Type}:{Key}"));
}
