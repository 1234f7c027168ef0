using System.Security.Cryptography;
using System.Text;

namespace OrleansCommerce.GraphQL.Validation;

/// <summary>
/// The id of something new, made from who asks and its operation id: the same request finds the same thing again, whichever
/// process answers it, and nobody can guess or occupy the ids of others.
/// </summary>
internal static class DerivedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Characters of an id: 26 of five bits hold 130 bits, more than chance ever repeats.</summary>
    private const int Length = 26;

    /// <summary>The id.</summary>
    /// <param name="kind">Of thing, such as <c>cart</c>: one operation id may make things of several kinds.</param>
    /// <param name="caller">Who asks: operation ids are the caller's own.</param>
    /// <param name="operationId">As given.</param>
    public static string Of(string kind, Caller caller, string operationId)
    {
        // The lengths keep ("a", "bc") and ("ab", "c") apart.
        var text = $"{kind}:{caller.Subject.Length}:{caller.Subject}:{operationId}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Create(Length, hash, static (id, bytes) =>
        {
            int bits = 0, buffer = 0, next = 0;
            for (var i = 0; i < id.Length; i++)
            {
                if (bits < 5)
                {
                    buffer = ((buffer << 8) | bytes[next++]) & 0xFFFF;
                    bits += 8;
                }

                bits -= 5;
                id[i] = Alphabet[(buffer >> bits) & 31];
            }
        });
    }
}
