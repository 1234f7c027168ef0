using System.Text;
using OrleansCommerce.Silo.Configuration;

namespace OrleansCommerce.Silo.Security;

/// <summary>Whose tokens are taken: an identity provider's, or the retailer's own.</summary>
/// <param name="Authority">Address of an OpenID Connect provider.</param>
/// <param name="SigningKey">Of the retailer's own tokens, HMAC SHA-256: at least 32 bytes.</param>
/// <param name="Issuer">That tokens of the own key must name.</param>
/// <param name="Audience">That every token must name.</param>
internal sealed record AuthSettings(string? Authority, string? SigningKey, string? Issuer, string? Audience)
{
    private const int SigningKeyBytesMin = 32;
    private const string AuthorityKey = "Auth:Authority";
    private const string SigningKeyKey = "Auth:SigningKey";
    private const string IssuerKey = "Auth:Issuer";
    private const string AudienceKey = "Auth:Audience";

    /// <summary>The key in this repository's settings for development; whoever can read them can sign with it.</summary>
    private const string DevelopmentKeyStart = "development-only-";

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingException">They cannot be right.</exception>
    public static AuthSettings From(IConfiguration configuration, bool development)
    {
        var authority = configuration.Text(AuthorityKey);

        // An identity provider that is named goes before the key that the settings for development bring along.
        var settings = new AuthSettings(
            authority,
            authority is null ? configuration.Text(SigningKeyKey) : null,
            configuration.Text(IssuerKey),
            configuration.Text(AudienceKey));
        settings.Check(development);
        return settings;
    }

    private void Check(bool development)
    {
        if (Authority is null && SigningKey is null)
        {
            throw new SettingException(
                $"Neither {AuthorityKey} nor {SigningKeyKey} is set, so nobody could be let in; set {AuthorityKey} to the address of your "
                + $"identity provider, or {SigningKeyKey} to a secret of at least {SigningKeyBytesMin} bytes.");
        }

        if (Authority is not null
            && !(Uri.TryCreate(Authority, UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttps || (development && address.Scheme == Uri.UriSchemeHttp))))
        {
            throw new SettingException($"The setting {AuthorityKey} is '{Authority}'; it must be an https address.");
        }

        if (SigningKey is not null)
        {
            CheckSigningKey(SigningKey, development);
            if (Issuer is null)
            {
                throw new SettingException($"The setting {IssuerKey} is missing; it must name who signs with {SigningKeyKey}, such as 'my-shop'.");
            }
        }

        if (Audience is null)
        {
            throw new SettingException($"The setting {AudienceKey} is missing; it must be the audience that tokens name, such as 'orleanscommerce'.");
        }
    }

    private static void CheckSigningKey(string key, bool development)
    {
        // The value is a secret: the sentence tells its length alone.
        var bytes = Encoding.UTF8.GetByteCount(key);
        if (bytes < SigningKeyBytesMin)
        {
            throw new SettingException($"The setting {SigningKeyKey} has {bytes} bytes; it must have at least {SigningKeyBytesMin}.");
        }

        if (!development && key.StartsWith(DevelopmentKeyStart, StringComparison.Ordinal))
        {
            throw new SettingException($"The setting {SigningKeyKey} is the published key for development; outside of Development it must be a secret.");
        }
    }
}
