using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>
/// Signs as Standard Webhooks says (https://www.standardwebhooks.com): HMAC-SHA256 over <c>id.timestamp.body</c>, base64, one signature for
/// each secret that is good at the time.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>The header's value: <c>v1,BASE64</c> for each secret, with spaces between.</summary>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, message))));
    }
}
