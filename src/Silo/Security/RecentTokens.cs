using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrleansCommerce.Silo.Security;

/// <summary>
/// Remembers for a moment that a token was found good: a client sends the same one with each of its requests, and its signature costs
/// more to check than most requests cost to answer. A token that was refused is checked each time.
/// </summary>
internal sealed class RecentTokens : TokenHandler, IDisposable
{
    /// <summary>A key that its issuer withdraws is still taken for this long.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(60);

    /// <summary>Tokens remembered at once; each takes some kilobytes.</summary>
    private const int CountMax = 10_000;

    private readonly JsonWebTokenHandler _checks = new() { MapInboundClaims = false };
    private readonly MemoryCache _good = new(new MemoryCacheOptions { SizeLimit = CountMax });

    /// <inheritdoc/>
    public override int MaximumTokenSizeInBytes
    {
        get => _checks.MaximumTokenSizeInBytes;
        set => _checks.MaximumTokenSizeInBytes = value;
    }

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_good.TryGetValue<TokenValidationResult>(token, out var known)
            && known!.SecurityToken.ValidTo + validationParameters.ClockSkew > DateTime.UtcNow)
        {
            return known;
        }

        var result = await _checks.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            _good.Set(token, result, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = RememberedFor });
        }

        return result;
    }

    /// <inheritdoc/>
    public override SecurityToken ReadToken(string token) => _checks.ReadToken(token);

    /// <inheritdoc/>
    public void Dispose() => _good.Dispose();
}
