using OrleansCommerce.Grains.Payments;

namespace OrleansCommerce.Grains.Tests.Payments;

public sealed class CardNumberTests
{
    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("token 3782-822463-10005 of a card")]
    [InlineData("4222222222222")]
    [InlineData("card:6011000990139424.")]
    [InlineData("7 4111111111111111")]
    [InlineData("tok_4111111111111111")]
    [InlineData("4111-1111-1111-1111 12/29 123")]
    public void A_card_number_is_seen_wherever_it_is(string text) => Assert.True(CardNumber.IsIn(text));

    [Theory]
    [InlineData("tok_approve")]
    [InlineData("4111111111111112")]
    [InlineData("pi_3MtwBwLkdIwHu7ix28a3tqPa")]
    [InlineData("41111111111111110000000")]
    [InlineData("411111111111")]
    [InlineData("019ac1f2d3e07b4f4111111111111111")]
    [InlineData("019ac1f24111111111111111be07b4fd")]
    [InlineData("4111111111111111a019ac1f2be07b4f")]
    [InlineData("")]
    public void A_token_is_none(string text) => Assert.False(CardNumber.IsIn(text));
}
