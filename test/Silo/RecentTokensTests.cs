using System.Security.Claims;
using OrleansCommerce.Silo.Security;
using OrleansCommerce.Testing;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Tokens whose check is remembered.</summary>
public sealed class RecentTokensTests : IDisposable
{
    private const string Header = "Bearer good.token.signature";

    private readonly ManualTime _time = new();
    private readonly RecentTokens _tokens;

    public RecentTokensTests() => _tokens = new RecentTokens(_time);

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public void Only_the_header_that_was_found_good_is_known()
    {
        Remember(expiresIn: TimeSpan.FromMinutes(5));

        Assert.Equal("ada", _tokens.Find(Header)!.Caller.Subject);
        Assert.Null(_tokens.Find("Bearer good.token.forged"));
        Assert.Null(_tokens.Find(new([Header, Header])));
        Assert.Null(_tokens.Find(default));
    }

    [Fact]
    public void A_remembered_token_ends_at_its_time()
    {
        Remember(expiresIn: TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.NotNull(_tokens.Find(Header));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_tokens.Find(Header));
    }

    [Fact]
    public void A_token_without_an_end_is_checked_each_time()
    {
        Remember(expiresIn: null);

        Assert.Null(_tokens.Find(Header));
    }

    private void Remember(TimeSpan? expiresIn) =>
        _tokens.Remember(Header, new ClaimsPrincipal(), new Caller("ada", Role.Customer), _time.GetUtcNow() + expiresIn);
}
