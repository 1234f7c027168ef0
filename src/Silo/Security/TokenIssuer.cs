using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrleansCommerce.Silo.Security;

/// <summary>Signs tokens with the configured key.</summary>
internal static class TokenIssuer
{
    /// <summary>A token that this host takes.</summary>
    /// <exception cref="InvalidOperationException">There is no signing key: tokens come from the identity provider.</exception>
    public static string Issue(
        AuthSettings settings, Role role, string subject, string? device, DateTimeOffset now, TimeSpan validFor, params string[] locations)
    {
        var key = settings.SigningKey ?? throw new InvalidOperationException("There is no signing key.");
        var claims = new Dictionary<string, object> { [CallerClaims.Subject] = subject, [CallerClaims.Role] = role.ToString() };
        if (device is not null)
        {
            claims[CallerClaims.Device] = device;
        }

        if (locations.Length > 0)
        {
            claims[CallerClaims.Location] = locations;
        }

        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.Issuer,
            Audience = settings.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + validFor).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256),
        });
    }
}
