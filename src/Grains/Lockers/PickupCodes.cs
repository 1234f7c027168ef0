using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>
/// The pickup codes of one bank. They are derived from the installation's secret, so that a repeated deposit can be told its
/// code again though it is stored nowhere; of a journal without the secret, a million guesses find nothing.
/// </summary>
/// <param name="secret">Of this installation.</param>
/// <param name="bankId">The bank's id.</param>
public sealed class PickupCodes(ReadOnlyMemory<byte> secret, string bankId)
{
    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    private const int Codes = 1_000_000;

    /// <summary>Whether <paramref name="code"/> has the form of a code.</summary>
    public static bool IsWellFormed(string? code) => code is { Length: Digits } && code.All(char.IsAsciiDigit);

    /// <summary>The n-th code of a deposit, from 0.</summary>
    public string CodeOf(string parcelId, string operationId, int attempt)
    {
        var mac = Mac("code", parcelId, operationId, attempt.ToString(CultureInfo.InvariantCulture));

        // 64 bits modulo a million: no code is likelier than another by more than one in ten billion.
        var number = BinaryPrimitives.ReadUInt64BigEndian(mac) % Codes;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>What the journal keeps of a code: the same for the same code at the same bank.</summary>
    public string HashOf(string code) => Convert.ToHexStringLower(Mac("hash", code));

    private byte[] Mac(string purpose, params ReadOnlySpan<string> parts)
    {
        // Each part goes with its length, so that no two lists of parts read the same.
        var message = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string>)["oc.locker", purpose, bankId, .. parts])
        {
            message.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part};");
        }

        return HMACSHA256.HashData(secret.Span, Encoding.UTF8.GetBytes(message.ToString()));
    }
}
