namespace OrleansCommerce.GraphQL.Tests.Operations;

[Collection(ShopCollection.Name)]
public sealed class CatalogTests(ShopFixture shop)
{
    [Fact]
    public async Task A_product_that_was_registered_is_found_by_its_sku_and_in_the_list()
    {
        var sku = await shop.GivenProductAsync(onHand: 3);

        var data = await shop.Silo.DataAsync(
            """
            query ($sku: String!) {
              product(sku: $sku) { name price { amount currency } stockTracked availability { location { id kind } available } }
              products(search: $sku, first: 1) { nodes { sku } totalCount pageInfo { hasNextPage endCursor } }
              unknown: product(sku: "no such sku") { sku }
            }
            """,
            new { sku });

        var product = data.GetProperty("product");
        Assert.Equal("12.50", product.GetProperty("price").GetProperty("amount").GetRawText().Trim('"'));
        var stock = Assert.Single(product.GetProperty("availability").EnumerateArray());
        Assert.Equal("warehouse", stock.GetProperty("location").GetProperty("id").GetString());
        Assert.Equal(3, stock.GetProperty("available").GetInt32());
        Assert.Equal(1, data.GetProperty("products").GetProperty("totalCount").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.GetProperty("unknown").ValueKind);
    }

    [Theory]
    [InlineData("sku: \"\", name: \"x\", price: { amount: 1, currency: \"GBP\" }", "sku")]
    [InlineData("sku: \"x\", name: \"\", price: { amount: 1, currency: \"GBP\" }", "name")]
    [InlineData("sku: \"x\", name: \"x\", price: { amount: 1.005, currency: \"GBP\" }", "price.amount")]
    [InlineData("sku: \"x\", name: \"x\", price: { amount: -1, currency: \"GBP\" }", "price.amount")]
    [InlineData("sku: \"x\", name: \"x\", price: { amount: 1, currency: \"QQQ\" }", "price.currency")]
    public async Task A_product_that_cannot_be_right_is_refused_with_the_field(string input, string field)
    {
        var data = await shop.Silo.DataAsync(
            $$"""mutation { upsertProduct(input: { {{input}} }) { product { sku } errors { __typename ... on InvalidInputError { field } } } }""");

        var error = Assert.Single(data.GetProperty("upsertProduct").GetProperty("errors").EnumerateArray());
        Assert.Equal(field, error.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("id: \"a/b\", name: \"x\", kind: STORE", "id")]
    [InlineData("id: \"x\", name: \"x\", kind: STORE, country: \"UK\"", "country")]
    [InlineData("id: \"x\", name: \"x\", kind: STORE, latitude: 91, longitude: 0", "latitude")]
    [InlineData("id: \"x\", name: \"x\", kind: STORE, latitude: 51", "longitude")]
    public async Task A_location_that_cannot_be_right_is_refused_with_the_field(string input, string field)
    {
        var data = await shop.Silo.DataAsync(
            $$"""mutation { upsertLocation(input: { {{input}} }) { location { id } errors { __typename ... on InvalidInputError { field } } } }""");

        var error = Assert.Single(data.GetProperty("upsertLocation").GetProperty("errors").EnumerateArray());
        Assert.Equal(field, error.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("products(first: 0) { totalCount }")]
    [InlineData("products(first: 201) { totalCount }")]
    [InlineData("products(after: \"no cursor\") { totalCount }")]
    [InlineData("orders(first: -1) { totalCount }")]
    [InlineData("availability(sku: \"x\", latitude: 1) { sku }")]
    public async Task An_argument_that_no_request_may_carry_is_a_fault(string field)
    {
        var response = await shop.Silo.PostAsync($"{{ {field} }}");

        Assert.Equal("BAD_USER_INPUT", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
