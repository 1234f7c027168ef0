using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Silo.Carts;

namespace OrleansCommerce.Silo.Tests;

/// <summary>A code says which cart it is, whose, and until when; who changes one of them has no code any more.</summary>
public sealed class CartCodesTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 26, 12, 5, 0, TimeSpan.Zero);

    private readonly CartCodes _codes = new(new Secret(1));

    [Fact]
    public async Task A_code_is_read_again()
    {
        var code = await _codes.OfAsync("cart-1", "owner", End);

        Assert.Equal("cart-1", _codes.CartIdOf(code));
        Assert.Equal(End, await _codes.EndOfAsync(code, "owner"));
    }

    [Fact]
    public async Task A_code_is_of_one_owner_and_one_installation()
    {
        var code = await _codes.OfAsync("cart-1", "owner", End);

        Assert.Null(await _codes.EndOfAsync(code, "another"));
        Assert.Null(await new CartCodes(new Secret(2)).EndOfAsync(code, "owner"));
    }

    [Fact]
    public async Task A_code_that_was_changed_is_none()
    {
        var code = await _codes.OfAsync("cart-1", "owner", End);
        var parts = code.Split(':');

        Assert.Null(await _codes.EndOfAsync(string.Join(':', parts[0], "cart-2", parts[2], parts[3]), "owner"));
        Assert.Null(await _codes.EndOfAsync(string.Join(':', parts[0], parts[1], End.AddHours(1).ToUnixTimeSeconds(), parts[3]), "owner"));
        Assert.Null(await _codes.EndOfAsync(string.Join(':', parts[0], parts[1], parts[2], parts[3][..^1]), "owner"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cart-1")]
    [InlineData("OC1:bank:parcel:mac")]
    [InlineData("OC2:cart-1:now:mac")]
    [InlineData("OC2:cart-1:999999999999999:mac")]
    [InlineData("OC2::1:mac")]
    [InlineData("OC2:cart-1:1")]
    [InlineData("OC2:cart-1:1:mac:more")]
    public async Task What_has_not_the_form_of_a_code_names_no_cart(string code)
    {
        Assert.Null(_codes.CartIdOf(code));
        Assert.Null(await _codes.EndOfAsync(code, "owner"));
    }

    private sealed class Secret(byte value) : IInstallationSecret
    {
        public ValueTask<ReadOnlyMemory<byte>> GetAsync(string name, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<ReadOnlyMemory<byte>>(Enumerable.Repeat(value, 32).ToArray());
    }
}
