using System.Text.Json.Nodes;

namespace OrleansCommerce.EndToEnd.Tests.PeerFailures;

/// <summary>Carts that several requests change at once.</summary>
public abstract partial class PeerFailureTests
{
    /// <summary>Their answers said that a line was in the cart, and a later one had it no more; or each answer had its own line alone.</summary>
    [Fact]
    public async Task Shopware_8724_and_WooGraphQL_844_no_answer_of_lines_that_are_added_at_once_lacks_what_an_earlier_one_had()
    {
        var skus = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Shop.StockedProductAsync(Api, units: 1)));
        var cart = await Shop.CartAsync(Api, skus[0], 1);

        var answers = await Task.WhenAll(skus.Skip(1).Select(async sku => (Sku: sku, Cart: (await Api.DoAsync(
            "addCartLine",
            new { operationId = Shop.NewId("add"), cartId = cart, sku, quantity = 1, channel = "WEB" },
            "cart { version total { amount } lines { sku } }"))["cart"]!)));

        var before = new HashSet<string>([skus[0]], StringComparer.Ordinal);
        foreach (var (sku, answer) in answers.OrderBy(static answer => answer.Cart["version"]!.GetValue<int>()))
        {
            var lines = answer["lines"]!.AsArray().Select(static line => line!["sku"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
            Assert.Equal([.. before.Append(sku).Order(StringComparer.Ordinal)], lines.Order(StringComparer.Ordinal));
            Assert.Equal(10m * lines.Count, answer["total"]!["amount"]!.GetValue<decimal>());
            before = lines;
        }
    }

    [Fact]
    public async Task Unchained_26_several_products_that_one_request_adds_are_in_one_cart()
    {
        var skus = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Shop.StockedProductAsync(Api, units: 1)));
        var created = await Task.WhenAll(CreateAsync("phone"), CreateAsync("phone"), CreateAsync("phone"));
        var cart = Assert.Single(created.Distinct());

        var adds = skus.Select((sku, i) =>
            $$"""a{{i}}: addCartLine(input: { operationId: "add-{{i}}", cartId: "{{cart}}", sku: "{{sku}}", quantity: 1, channel: WEB }) { cart { id } errors { __typename } }""");
        var answer = await Api.QueryAsync($"mutation {{ {string.Join(' ', adds)} }}");

        Assert.All(answer.AsObject(), payload => Assert.Equal(cart, payload.Value!["cart"]!["id"]!.GetValue<string>()));
        Assert.Equal(skus, await SkusAsync(cart));

        async Task<string> CreateAsync(string device) => (await Api.DoAsync(
            "createCart", new { operationId = $"{skus[0]}-{device}", channel = "WEB", currency = "GBP" }, "cart { id }"))["cart"]!["id"]!.GetValue<string>();
    }

    /// <summary>Theirs then raised an exception of its database's versions for one of the two.</summary>
    [Fact]
    public async Task Virto_112_changes_of_one_cart_at_once_raise_no_fault_and_the_last_one_stands()
    {
        var sku = await Shop.StockedProductAsync(Api, units: 100);
        var cart = await Shop.CartAsync(Api, sku, 1);
        var line = (await Api.GetAsync($"cart(id: \"{cart}\")", "lines { id }"))!["lines"]![0]!["id"]!.GetValue<string>();

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(async quantity => (Quantity: quantity, Cart: (await Api.DoAsync(
            "updateCartLine",
            new { operationId = Shop.NewId("change"), cartId = cart, lineId = line, quantity = 1 + quantity, channel = "WEB" },
            "cart { version lines { quantity } }"))["cart"]!)));

        Assert.All(answers, answer => Assert.Equal(1 + answer.Quantity, QuantityIn(answer.Cart)));
        Assert.Equal(20, answers.Select(static answer => answer.Cart["version"]!.GetValue<int>()).Distinct().Count());
        var last = answers.MaxBy(static answer => answer.Cart["version"]!.GetValue<int>()).Cart;
        Assert.Equal(QuantityIn(last), QuantityIn((await Api.GetAsync($"cart(id: \"{cart}\")", "lines { quantity }"))!));

        static int QuantityIn(JsonNode cart) => Assert.Single(cart["lines"]!.AsArray())!["quantity"]!.GetValue<int>();
    }

    private async Task<IEnumerable<string>> SkusAsync(string cart) =>
        (await Api.GetAsync($"cart(id: \"{cart}\")", "lines { sku }"))!["lines"]!.AsArray().Select(static line => line!["sku"]!.GetValue<string>());
}
