using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Tokens whose check is remembered.</summary>
public sealed class RecentTokensTests : IDisposable
{
    private static readonly SymmetricSecurityKey Key = new(Encoding.UTF8.GetBytes("a key of the tests, 32 bytes or more"));

    private readonly RecentTokens _tokens = new();

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public async Task A_good_token_is_checked_once()
    {
        var token = Token(Key, DateTime.UtcNow.AddMinutes(5));

        var first = await _tokens.ValidateTokenAsync(token, Rules());
        Assert.True(first.IsValid);
        Assert.Same(first, await _tokens.ValidateTokenAsync(token, Rules()));
    }

    [Fact]
    public async Task A_remembered_token_ends_at_its_time()
    {
        var token = Token(Key, DateTime.UtcNow.AddSeconds(-10));
        Assert.True((await _tokens.ValidateTokenAsync(token, Rules(skew: 300))).IsValid);

        Assert.False((await _tokens.ValidateTokenAsync(token, Rules(skew: 0))).IsValid);
    }

    [Fact]
    public async Task A_token_with_another_signature_is_refused_beside_the_good_one()
    {
        var good = Token(Key, DateTime.UtcNow.AddMinutes(5));
        await _tokens.ValidateTokenAsync(good, Rules());
        var forged = good[..(good.LastIndexOf('.') + 1)] + Token(new SymmetricSecurityKey(new byte[32]), DateTime.UtcNow.AddMinutes(5)).Split('.')[2];

        Assert.False((await _tokens.ValidateTokenAsync(forged, Rules())).IsValid);
        Assert.False((await _tokens.ValidateTokenAsync(forged, Rules())).IsValid);
    }

    private static TokenValidationParameters Rules(int skew = 30) => new()
    {
        ValidIssuer = "tests",
        ValidAudience = "tests",
        IssuerSigningKey = Key,
        ClockSkew = TimeSpan.FromSeconds(skew),
    };

    private static string Token(SymmetricSecurityKey key, DateTime expires) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "tests",
        Audience = "tests",
        NotBefore = DateTime.UtcNow.AddHours(-1),
        Expires = expires,
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
    });
}
