using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansCommerce.Silo.Payments;

/// <summary>
/// Signs and checks webhooks: the header <c>Payment-Signature: t=SECONDS,v1=HEX</c> holds the time of sending and the HMAC-SHA256 of
/// <c>SECONDS.BODY</c>. What is older than <see cref="Tolerance"/>, or from so far ahead, is refused: a webhook that somebody
/// recorded cannot be sent again later.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "Payment-Signature";

    /// <summary>Clocks differ, and a webhook waits in queues; what is sent again is signed again.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The header's value.</summary>
    public static string Sign(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={Convert.ToHexStringLower(Mac(secret, body, seconds))}");
    }

    /// <summary>What is wrong with a signature; null when nothing is.</summary>
    /// <param name="secret">That both ends know.</param>
    /// <param name="body">As it came.</param>
    /// <param name="header">The header's value.</param>
    /// <param name="now">UTC.</param>
    /// <param name="name">The header's name, for the refusal.</param>
    public static string? Refusal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body, string? header, DateTimeOffset now, string name)
    {
        if (header?.Split(',') is not [['t', '=', .. var time], ['v', '1', '=', .. var mac]]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || mac.Length != 2 * HMACSHA256.HashSizeInBytes
            || !mac.All(char.IsAsciiHexDigit))
        {
            return $"The header {name} is missing or malformed.";
        }

        if (!CryptographicOperations.FixedTimeEquals(Convert.FromHexString(mac), Mac(secret, body, seconds)))
        {
            return "The signature is wrong.";
        }

        return Math.Abs(now.ToUnixTimeSeconds() - seconds) > (long)Tolerance.TotalSeconds ? "The webhook is not of this time." : null;
    }

    private static byte[] Mac(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> body, long seconds) =>
        HMACSHA256.HashData(secret, [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")), .. body]);
}
