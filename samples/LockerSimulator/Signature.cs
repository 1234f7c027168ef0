using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansCommerce.LockerSimulator;

/// <summary>Signs what a bank's hardware sends, and checks what a customer types while there is no line: docs/lockers.md.</summary>
internal sealed class Signature(string bankId, string secret)
{
    private readonly byte[] _key = Base64Url.DecodeFromChars(secret);

    /// <summary>The header <c>Authorization</c> of a request.</summary>
    public string HeaderOf(DateTimeOffset now, string nonce, string path, byte[] body)
    {
        var time = now.ToUnixTimeSeconds();
        var mac = Mac(string.Create(
            CultureInfo.InvariantCulture,
            $"oc-locker-v1\n{bankId}\n{time}\n{nonce}\nPOST\n{path}\n{Convert.ToHexStringLower(SHA256.HashData(body))}"));
        return string.Create(CultureInfo.InvariantCulture, $"OC-Locker bank={bankId}, time={time}, nonce={nonce}, signature={mac}");
    }

    /// <summary>What a list of grants has for a code, or for what a QR code holds.</summary>
    public string GrantOf(string parcelId, string typed) => Mac($"oc-locker-grant-v1\n{bankId}\n{parcelId}\n{typed}");

    /// <summary>The signature of a list of grants.</summary>
    public string Of(GrantList list)
    {
        var text = new StringBuilder("oc-locker-grants-v1\n").Append(bankId)
            .Append(CultureInfo.InvariantCulture, $"\n{list.IssuedAt.ToUnixTimeSeconds()}\n{list.ValidUntil.ToUnixTimeSeconds()}");
        foreach (var grant in list.Grants)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{grant.ParcelId} {grant.CompartmentId} {grant.NotAfter.ToUnixTimeSeconds()} {grant.CodeMac} {grant.QrMac}{(grant.IsDropOff ? " drop-off" : string.Empty)}");
        }

        return Mac(text.ToString());
    }

    private string Mac(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
}

/// <summary>The codes that the device may take while there is no line.</summary>
internal sealed record GrantList(DateTimeOffset IssuedAt, DateTimeOffset ValidUntil, IReadOnlyList<Grant> Grants, string Signature);

/// <summary>A parcel, or goods that are to be put in, whose codes it may take.</summary>
internal sealed record Grant(string ParcelId, string CompartmentId, DateTimeOffset NotAfter, string CodeMac, string QrMac, bool IsDropOff);
