using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>
/// The secrets that a bank's hardware signs with, one for each generation. They are derived from the installation's secret, so that they
/// are stored nowhere: the journal holds the number of the generation alone.
/// </summary>
/// <param name="secret">Of this installation.</param>
/// <param name="bankId">The bank's id.</param>
public sealed class DeviceKeys(ReadOnlyMemory<byte> secret, string bankId)
{
    /// <summary>The secret of a generation, from 1: 32 bytes.</summary>
    public byte[] KeyOf(int generation) => HMACSHA256.HashData(
        secret.Span, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"oc.locker-device:{bankId.Length}:{bankId}:{generation}")));

    /// <summary>Whether a call was signed with the secret of a generation. Takes as long for a wrong signature as for the right one.</summary>
    public bool IsSigned(SignedCall call, int generation)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"oc-locker-v1\n{bankId}\n{call.Time}\n{call.Nonce}\n{call.Method}\n{call.Path}\n{call.BodyHash}");
        var expected = HMACSHA256.HashData(KeyOf(generation), Encoding.UTF8.GetBytes(text));
        return call.Signature.Length == expected.Length * 2
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Convert.ToHexStringLower(expected)), Encoding.ASCII.GetBytes(call.Signature));
    }

    /// <summary>What a device that is offline compares with what a customer types, or shows as a QR code.</summary>
    public string GrantOf(int generation, string parcelId, string typed) => Convert.ToHexStringLower(
        HMACSHA256.HashData(KeyOf(generation), Encoding.UTF8.GetBytes($"oc-locker-grant-v1\n{bankId}\n{parcelId}\n{typed}")));

    /// <summary>Signs a list of grants, so that a device takes no other's.</summary>
    public string Sign(int generation, DateTimeOffset issuedAt, DateTimeOffset validUntil, IEnumerable<OfflineGrant> grants)
    {
        var text = new StringBuilder("oc-locker-grants-v1\n").Append(bankId)
            .Append(CultureInfo.InvariantCulture, $"\n{issuedAt.ToUnixTimeSeconds()}\n{validUntil.ToUnixTimeSeconds()}");
        foreach (var grant in grants)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{grant.ParcelId} {grant.CompartmentId} {grant.NotAfter.ToUnixTimeSeconds()} {grant.CodeMac} {grant.QrMac}{(grant.IsDropOff ? " drop-off" : string.Empty)}");
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(KeyOf(generation), Encoding.UTF8.GetBytes(text.ToString())));
    }
}
