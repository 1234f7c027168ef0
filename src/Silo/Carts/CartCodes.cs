using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Carts;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Silo.Carts;

/// <summary>
/// A code is <c>OC2:cart:end:</c> and an HMAC of these and of the cart's owner under a secret of the installation, cut to 128 bits, which
/// nobody guesses. So no code is kept.
/// </summary>
internal sealed class CartCodes(IInstallationSecret secrets) : ICartCodes
{
    private const string SecretName = "cart-codes";
    private const string Prefix = "OC2:";
    private const int LengthMax = 300;
    private const int MacBytes = 16;

    /// <inheritdoc/>
    public async ValueTask<string> OfAsync(
        string cartId, string ownerSubject, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        var end = expiresAt.ToUnixTimeSeconds();
        return $"{Prefix}{cartId}:{end.ToString(CultureInfo.InvariantCulture)}:{await MacAsync(cartId, ownerSubject, end, cancellationToken)}";
    }

    /// <inheritdoc/>
    public string? CartIdOf(string code) => Parse(code)?.CartId;

    /// <inheritdoc/>
    public async ValueTask<DateTimeOffset?> EndOfAsync(string code, string ownerSubject, CancellationToken cancellationToken = default)
    {
        if (Parse(code) is not { } parts)
        {
            return null;
        }

        var right = await MacAsync(parts.CartId, ownerSubject, parts.End, cancellationToken);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(parts.Mac))
            ? DateTimeOffset.FromUnixTimeSeconds(parts.End)
            : null;
    }

    private static (string CartId, long End, string Mac)? Parse(string code)
    {
        if (code.Length > LengthMax || !code.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = code[Prefix.Length..].Split(':');
        return parts.Length == 3
            && parts[0].Length > 0
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && end <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? (parts[0], end, parts[2])
                : null;
    }

    private async ValueTask<string> MacAsync(string cartId, string ownerSubject, long end, CancellationToken cancellationToken)
    {
        var secret = await secrets.GetAsync(SecretName, cancellationToken);

        // The lengths keep ("a", "bc") and ("ab", "c") apart.
        var message = string.Create(CultureInfo.InvariantCulture, $"{cartId.Length}:{cartId};{ownerSubject.Length}:{ownerSubject};{end}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret.Span, Encoding.UTF8.GetBytes(message)).AsSpan(0, MacBytes));
    }
}
