using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansCommerce.Replay;

/// <summary>A locker bank's hardware, as far as it signs what it sends: docs/lockers.md. samples/LockerSimulator plays all of such hardware.</summary>
/// <param name="bankId">Whose.</param>
/// <param name="secret">As <c>rotateLockerSecret</c> told it, in base64url.</param>
internal sealed class LockerDevice(string bankId, string secret)
{
    private readonly byte[] _key = Base64Url.DecodeFromChars(secret);

    /// <summary>The header <c>Authorization</c> of one request that goes out now.</summary>
    public string Sign(string path, byte[] body)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var nonce = Guid.NewGuid().ToString("N");
        var signed = string.Create(
            CultureInfo.InvariantCulture, $"oc-locker-v1\n{bankId}\n{time}\n{nonce}\nPOST\n{path}\n{Convert.ToHexStringLower(SHA256.HashData(body))}");
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(signed)));
        return string.Create(CultureInfo.InvariantCulture, $"OC-Locker bank={bankId}, time={time}, nonce={nonce}, signature={mac}");
    }
}
