using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

[Collection(ShopCollection.Name)]
public sealed class CartTests(ShopFixture shop)
{
    private const string AddLine =
        """
        mutation ($op: ID!, $cartId: ID!, $sku: String!, $quantity: Int!, $unitPrice: MoneyInput) {
          addCartLine(input: { operationId: $op, cartId: $cartId, sku: $sku, quantity: $quantity, channel: POS, unitPrice: $unitPrice }) {
            cart { version total { amount } lines { id sku quantity unitPrice { amount } total { amount } addedFrom } }
            errors { __typename ... on InvalidInputError { field } }
          }
        }
        """;

    [Fact]
    public async Task The_same_operation_finds_the_same_cart()
    {
        const string Create =
            """mutation ($op: ID!, $currency: String!) { createCart(input: { operationId: $op, channel: WEB, currency: $currency }) { cart { id currency status } errors { __typename } } }""";
        var op = Guid.NewGuid();

        var first = (await shop.Silo.DataAsync(Create, new { op, currency = "GBP" })).GetProperty("createCart");
        var again = (await shop.Silo.DataAsync(Create, new { op, currency = "GBP" })).GetProperty("createCart");
        var other = (await shop.Silo.DataAsync(Create, new { op, currency = "EUR" })).GetProperty("createCart");

        Assert.Equal(first.GetProperty("cart").GetProperty("id").GetString(), again.GetProperty("cart").GetProperty("id").GetString());
        Assert.Equal("OPEN", first.GetProperty("cart").GetProperty("status").GetString());
        Assert.Equal(["OperationIdReusedError"], ShopFixture.Errors(other));
    }

    [Fact]
    public async Task A_customer_and_who_serves_them_find_the_same_open_carts()
    {
        const string Carts = "query ($id: ID) { carts(customerId: $id) { totalCount nodes { id lines { sku } } edges { cursor node { id } } pageInfo { hasNextPage } } }";
        var (customer, sku) = ($"cu-{Guid.NewGuid():N}", await shop.GivenProductAsync());
        var token = shop.Token(Role.Customer, customer);
        var (first, second) = (await shop.GivenCartAsync(sku, 2, token), await shop.GivenCartAsync(sku, 1, token));

        var own = (await shop.Silo.DataAsync(Carts, token: token)).GetProperty("carts");
        var served = (await shop.Silo.DataAsync(Carts, new { id = customer }, shop.Token(Role.Associate, "a-1"))).GetProperty("carts");
        var others = await shop.Silo.PostAsync(Carts, new { id = customer }, shop.Token(Role.Customer, "somebody-else"));
        var nobodys = await shop.Silo.PostAsync(Carts, token: shop.Token(Role.Associate, "a-1"));

        Assert.Equal([second, first], own.GetProperty("nodes").EnumerateArray().Select(cart => cart.GetProperty("id").GetString()));
        Assert.Equal(own.ToString(), served.ToString());
        Assert.Equal("FORBIDDEN", others.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("BAD_USER_INPUT", nobodys.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Lines_are_added_changed_and_removed()
    {
        var sku = await shop.GivenProductAsync();
        var cartId = await shop.GivenCartAsync(sku, 2);
        var cart = (await shop.Silo.DataAsync("query ($cartId: ID!) { cart(id: $cartId) { lines { id total { amount } } } }", new { cartId }))
            .GetProperty("cart");
        var lineId = Assert.Single(cart.GetProperty("lines").EnumerateArray()).GetProperty("id").GetString();
        const string Update =
            """
            mutation ($op: ID!, $cartId: ID!, $lineId: ID!, $quantity: Int!) {
              updateCartLine(input: { operationId: $op, cartId: $cartId, lineId: $lineId, quantity: $quantity, channel: APP }) {
                cart { total { amount } lines { id } } errors { __typename }
              }
            }
            """;

        var changed = await shop.Silo.DataAsync(Update, new { op = Guid.NewGuid(), cartId, lineId, quantity = 3 });
        var removed = await shop.Silo.DataAsync(Update, new { op = Guid.NewGuid(), cartId, lineId, quantity = 0 });

        Assert.Equal(37.5m, Amount(changed.GetProperty("updateCartLine").GetProperty("cart").GetProperty("total")));
        Assert.Equal(0, removed.GetProperty("updateCartLine").GetProperty("cart").GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task Staff_may_give_a_price_and_a_customer_may_not()
    {
        var sku = await shop.GivenProductAsync();
        var alice = shop.Token(Role.Customer, "alice");
        var cartId = await shop.GivenCartAsync(sku, 1, alice);
        var line = new { op = Guid.NewGuid(), cartId, sku, quantity = 3, unitPrice = new { amount = 0.3333m, currency = "GBP" } };

        var customer = await shop.Silo.PostAsync(AddLine, line, alice);
        var staff = await shop.Silo.DataAsync(AddLine, line, shop.Token(Role.Associate, "desk"));

        Assert.Equal("FORBIDDEN", customer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(13.5m, Amount(staff.GetProperty("addCartLine").GetProperty("cart").GetProperty("total")));
    }

    [Fact]
    public async Task A_price_below_the_hundredth_of_a_penny_is_refused()
    {
        var sku = await shop.GivenProductAsync();
        var cartId = await shop.GivenCartAsync(sku, 1);

        var refused = await shop.Silo.DataAsync(
            AddLine, new { op = Guid.NewGuid(), cartId, sku, quantity = 1, unitPrice = new { amount = 0.00001m, currency = "GBP" } });

        var error = Assert.Single(refused.GetProperty("addCartLine").GetProperty("errors").EnumerateArray());
        Assert.Equal("unitPrice.amount", error.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Another_customers_cart_looks_as_if_it_did_not_exist()
    {
        var sku = await shop.GivenProductAsync();
        var cartId = await shop.GivenCartAsync(sku, 1, shop.Token(Role.Customer, "alice"));
        var bob = shop.Token(Role.Customer, "bob");

        var read = await shop.Silo.DataAsync("query ($cartId: ID!) { cart(id: $cartId) { id } }", new { cartId }, bob);
        var added = await shop.Silo.DataAsync(AddLine, new { op = Guid.NewGuid(), cartId, sku, quantity = 1 }, bob);
        var placed = await shop.PlaceAsync(cartId, ShopFixture.Shipping, bob);

        Assert.Equal(JsonValueKind.Null, read.GetProperty("cart").ValueKind);
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(added.GetProperty("addCartLine")));
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(placed));
    }

    [Fact]
    public async Task A_customer_may_name_no_other_customer()
    {
        var response = await shop.Silo.PostAsync(
            """mutation { createCart(input: { operationId: "x", customerId: "bob", channel: WEB, currency: "GBP" }) { cart { id } } }""",
            token: shop.Token(Role.Customer, "alice"));

        Assert.Equal("FORBIDDEN", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static decimal Amount(JsonElement money) => decimal.Parse(
        money.GetProperty("amount").GetRawText().Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
}
