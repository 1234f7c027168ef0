using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;

namespace OrleansCommerce.Silo.Security;

/// <summary>
/// Remembers for a moment who sent a token that was found good: a client sends the same one with each of its requests, and its check
/// costs more than most requests cost to answer. A token that was refused is checked each time.
/// </summary>
internal sealed class RecentTokens(TimeProvider time) : IDisposable
{
    /// <summary>A key that its issuer withdraws is still taken for this long.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(60);

    /// <summary>Tokens remembered at once; each takes some kilobytes.</summary>
    private const int CountMax = 10_000;

    private readonly MemoryCache _good = new(new MemoryCacheOptions { SizeLimit = CountMax });

    /// <summary>Who sent this header a moment ago; null when nobody did, or the token has expired since.</summary>
    public Sender? Find(StringValues header) =>
        header.Count == 1 && _good.TryGetValue<Sender>(header[0]!, out var sender) && sender!.GoodUntil > time.GetUtcNow() ? sender : null;

    /// <summary>Remembers a header whose token is good.</summary>
    /// <param name="header">The header as it came.</param>
    /// <param name="principal">Whom the token names.</param>
    /// <param name="caller">The same, as grains see it.</param>
    /// <param name="expires">When the token expires, UTC; one without an end is not remembered.</param>
    public void Remember(StringValues header, ClaimsPrincipal principal, Caller caller, DateTimeOffset? expires)
    {
        if (header.Count == 1 && expires is { } end)
        {
            _good.Set(
                header[0]!,
                new Sender(principal, caller, end),
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = RememberedFor });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _good.Dispose();

    /// <summary>Who sent a token.</summary>
    /// <param name="Principal">Whom the token names.</param>
    /// <param name="Caller">The same, as grains see it.</param>
    /// <param name="GoodUntil">When the token expires, UTC.</param>
    internal sealed record Sender(ClaimsPrincipal Principal, Caller Caller, DateTimeOffset GoodUntil);
}
