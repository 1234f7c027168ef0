using System.Buffers.Binary;
using System.Buffers.Text;
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

    /// <summary>The longest text of a QR code, in characters.</summary>
    public const int TypedLengthMax = 300;

    private const string QrPrefix = "OC1:";

    /// <summary>128 bits of the QR code's MAC.</summary>
    private const int QrBytes = 16;

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

    /// <summary>
    /// What the QR code of a parcel holds: <c>OC1:bank:parcel:</c> and 22 characters that nobody can guess. It opens like the six digits,
    /// and needs no typing.
    /// </summary>
    public string QrOf(LockerBank.Parcel parcel)
    {
        var mac = Mac("qr", parcel.Id, parcel.CodeOperationId, parcel.CodeAttempt.ToString(CultureInfo.InvariantCulture));
        return $"{QrPrefix}{bankId}:{parcel.Id}:{Base64Url.EncodeToString(mac.AsSpan(0, QrBytes))}";
    }

    /// <summary>
    /// The hash of the code that was typed or shown: of six digits their own, of a QR code that of its parcel's digits. Null when it can be
    /// no parcel's here.
    /// </summary>
    public string? HashOfTyped(LockerBank.State state, string? typed)
    {
        if (IsWellFormed(typed))
        {
            return HashOf(typed!);
        }

        var start = $"{QrPrefix}{bankId}:";
        return typed is { Length: <= TypedLengthMax }
            && typed.StartsWith(start, StringComparison.Ordinal)
            && typed.LastIndexOf(':') is var end
            && end > start.Length
            && state.Find(typed[start.Length..end]) is { } parcel
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(QrOf(parcel)), Encoding.UTF8.GetBytes(typed))
                ? parcel.CodeHash
                : null;
    }

    /// <summary>
    /// What the fingerprint of a request holds of what was typed: a repeat must have the same, whatever lies in the bank by then. Null
    /// when it has not the form of a code.
    /// </summary>
    public string? StampOf(string? typed) =>
        IsWellFormed(typed) ? HashOf(typed!)
        : typed is { Length: <= TypedLengthMax } && typed.StartsWith(QrPrefix, StringComparison.Ordinal) ? Convert.ToHexStringLower(Mac("typed", typed))
        : null;

    /// <summary>The code of a parcel that was put in.</summary>
    public string CodeOf(LockerBank.Parcel parcel) => CodeOf(parcel.Id, parcel.CodeOperationId, parcel.CodeAttempt);

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
