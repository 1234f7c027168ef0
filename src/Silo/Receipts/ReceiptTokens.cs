using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Silo.Receipts;

/// <summary>
/// A token is the receipt's number and its HMAC under a secret of the installation, cut to 128 bits, which nobody guesses. So no token is
/// kept, and a till can print one again.
/// </summary>
internal sealed class ReceiptTokens(IInstallationSecret secrets) : IReceiptTokens
{
    private const string SecretName = "receipt-tokens";
    private const int MacBytes = 16;
    private const char Divider = '.';

    /// <inheritdoc/>
    public async ValueTask<string> OfAsync(ReceiptId receiptId, CancellationToken cancellationToken = default)
    {
        var id = receiptId.ToString();
        return id + Divider + MacOf(id, await secrets.GetAsync(SecretName, cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask<ReceiptId?> ReadAsync(string token, CancellationToken cancellationToken = default)
    {
        var divider = token.LastIndexOf(Divider);
        if (divider < 0 || !ReceiptId.TryParse(token[..divider], out var id))
        {
            return null;
        }

        var right = MacOf(id.ToString(), await secrets.GetAsync(SecretName, cancellationToken));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(token[(divider + 1)..])) ? id : null;
    }

    private static string MacOf(string id, ReadOnlyMemory<byte> secret) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret.Span, Encoding.UTF8.GetBytes(id)).AsSpan(0, MacBytes));
}
