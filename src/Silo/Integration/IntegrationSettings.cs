using OrleansCommerce.Integration;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Integration;

/// <summary>Events for others, from the settings <c>Events:*</c> and <c>Webhooks:*</c>.</summary>
internal static class IntegrationSettings
{
    private const string SourceKey = "Events:Source";
    private const string PrivateKey = "Webhooks:AllowPrivateTargets";
    private const string TimeoutKey = "Webhooks:TimeoutSeconds";
    private const string EncryptionKey = "Webhooks:EncryptionKey";
    private const int EncryptionKeyBytesMin = 32;
    private const int TimeoutSecondsMax = 20;

    /// <summary>The settings.</summary>
    /// <exception cref="SettingException">One cannot be right.</exception>
    public static EventSettings Read(IConfiguration configuration, bool development)
    {
        var source = configuration.Text(SourceKey) ?? EventSettings.SourceDefault;
        if (!Uri.IsWellFormedUriString(source, UriKind.RelativeOrAbsolute))
        {
            throw new SettingException($"The setting {SourceKey} is '{source}'; it must be a URI, or a reference to one, such as 'https://shop.example'.");
        }

        return new EventSettings
        {
            Source = source,
            AllowPrivateTargets = configuration.Flag(PrivateKey, otherwise: development),
            Timeout = TimeSpan.FromSeconds(configuration.Count(TimeoutKey, (int)new EventSettings().Timeout.TotalSeconds, least: 1, TimeoutSecondsMax)),
            EncryptionKey = Key(configuration.Text(EncryptionKey)),
        };
    }

    private static ReadOnlyMemory<byte>? Key(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // The value is a secret: the sentence does not tell it.
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= EncryptionKeyBytesMin
            ? key.AsMemory(0, length)
            : throw new SettingException($"The setting {EncryptionKey} must be base64 of at least {EncryptionKeyBytesMin} random bytes.");
    }
}
