using OrleansCommerce.Browser.Tests.Hosting;

namespace OrleansCommerce.Browser.Tests.Language;

/// <summary>What can be written at a place. A bar in a document is the caret.</summary>
[Collection(InOneShop.Name)]
public sealed class CompletionTests(Scripts scripts) : IClassFixture<Scripts>
{
    [Theory]
    [InlineData("|", "query mutation subscription fragment")]
    [InlineData("mut|", "mutation")]
    [InlineData("{ pro|", "product products")]
    [InlineData("{ PRO|", "product products")]
    [InlineData("{ a: pro|", "product products")]
    [InlineData("{ product(|", "sku")]
    [InlineData("{ product(sku: \"A\", | ) { name } }", "")]
    [InlineData("{ product(sku: \"A\") { pri| } }", "price")]
    [InlineData("{ product(sku: \"A\") { price { | } } }", "amount currency __typename ...")]
    [InlineData("{ product(sku: \"A\") { availability { location { kin", "kind")]
    [InlineData("mutation { reserveStock(input: { channel: K|", "KIOSK LOCKER MARKETPLACE")]
    [InlineData("mutation { reserveStock(input: { sku: \"A\", quantity: 1, re|", "reservationId expiresInSeconds")]
    [InlineData("mutation { reserveStock(input: {}) { errors { ... on OutOf|", "OutOfStockError")]
    [InlineData("{ product(sku: \"A\") { ...| } } fragment F on Product { name } fragment G on Money { amount }", "on F")]
    [InlineData("fragment F on Produc|", "Product ProductConnection ProductEdge UpsertProductError UpsertProductPayload")]
    [InlineData("query($input: ReserveStockI|", "ReserveStockInput")]
    [InlineData("query($first: Int, $sku: String!) { product(sku: $|", "sku first")]
    [InlineData("query($sku: String!) { product(sku: |", "$sku")]
    [InlineData("{ products @|", "include skip")]
    [InlineData("{ products @include(|", "if")]
    [InlineData("{ products @include(if: t|", "true")]
    [InlineData("query Name|", "")]
    [InlineData("{ product(sku: \"pro|\") }", "")]
    [InlineData("{ # pro|", "")]
    [InlineData("{ unknown { pro|", "")]
    public async Task Names_that_fit_are_suggested(string document, string expected)
    {
        var labels = await scripts.RunAsync<string[]>(
            "const at = input.indexOf('|'); return suggest(input.replace('|', ''), at < 0 ? input.length : at, schema).items.map((item) => item.label);",
            document);

        Assert.Equal(expected, string.Join(' ', labels));
    }

    [Theory]
    [InlineData("{ product|", "product(sku: |) {\n  \n}")]
    [InlineData("{ products|", "products {\n  |\n}")]
    [InlineData("{ products| { totalCount } }", "products")]
    [InlineData("{ product(sku: \"A\") { name| } }", "name")]
    [InlineData("{ product(sk|", "sku: ")]
    [InlineData("{ products @inc|", "include(if: |)")]
    public async Task What_a_name_needs_comes_with_it(string document, string expected)
    {
        var inserted = await scripts.RunAsync<string>(
            "const at = input.indexOf('|'); return suggest(input.replace('|', ''), at, schema).items[0].insert.replace('\\u0000', '|');",
            document);

        Assert.Equal(expected, inserted);
    }

    [Fact]
    public async Task A_suggestion_has_its_type_and_description()
    {
        var item = await scripts.RunAsync<string>(
            "const { type, description } = suggest(input, input.length, schema).items[0]; return `${type}: ${description}`;",
            "{ product(sku: \"A\") { nam");

        Assert.StartsWith("String!: ", item, StringComparison.Ordinal);
        Assert.True(item.Length > "String!: ".Length);
    }
}
