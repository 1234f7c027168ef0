using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>
/// The secrets that webhooks are signed with. They are needed in the clear for each signature, so they are kept encrypted (AES-256-GCM,
/// bound to their subscription), not hashed. The key is derived (HKDF, RFC 5869) from the installation's secret and, when there is one, from
/// a key that the settings give and the database does not have.
/// </summary>
internal sealed class WebhookSecrets(IInstallationSecret installation, EventSettings settings)
{
    private const string KeyName = "webhooks";
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>A new one.</summary>
    public static byte[] Create() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>As its owner is shown it, once.</summary>
    public static string Show(byte[] secret) => Prefix + Convert.ToBase64String(secret);

    /// <summary>As the database keeps it.</summary>
    public async ValueTask<byte[]> ProtectAsync(string subscriptionId, byte[] secret, CancellationToken cancellationToken)
    {
        var kept = new byte[NonceBytes + TagBytes + secret.Length];
        var nonce = kept.AsMemory(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var cipher = new AesGcm(await KeyAsync(cancellationToken), TagBytes);
        cipher.Encrypt(
            nonce.Span, secret, kept.AsSpan(NonceBytes + TagBytes), kept.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(subscriptionId));
        return kept;
    }

    /// <summary>As a signature needs it.</summary>
    /// <exception cref="CryptographicException">It was kept under another key, or of another subscription.</exception>
    public async ValueTask<byte[]> UnprotectAsync(string subscriptionId, byte[] kept, CancellationToken cancellationToken)
    {
        var secret = new byte[kept.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(await KeyAsync(cancellationToken), TagBytes);
        cipher.Decrypt(
            kept.AsSpan(0, NonceBytes),
            kept.AsSpan(NonceBytes + TagBytes),
            kept.AsSpan(NonceBytes, TagBytes),
            secret,
            Encoding.UTF8.GetBytes(subscriptionId));
        return secret;
    }

    private async ValueTask<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        var inside = await installation.GetAsync(KeyName, cancellationToken);
        return HKDF.DeriveKey(
            HashAlgorithmName.SHA256, inside.ToArray(), KeyBytes, settings.EncryptionKey?.ToArray(), "oc.webhook-secrets"u8.ToArray());
    }
}
