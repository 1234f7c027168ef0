using System.Text.Json;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>Who serves a customer sees the cart that the customer fills, beside what was bought, with its receipts.</summary>
[Collection(InOneShop.Name)]
public sealed class CustomerTests(RunningShop shop)
{
    [Fact]
    public async Task The_shared_cart_moves_beside_past_purchases_and_their_receipts_are_opened()
    {
        var (sku, customer) = (await shop.GivenProductAsync(), $"cu-{Guid.NewGuid():N}"[..12]);
        await shop.AskAsync(
            """
            mutation ($sku: String!, $customer: ID!) {
              sellAtTill(input: { operationId: "sale", locationId: "store-london", currency: "GBP", customerId: $customer, lines: [{ sku: $sku, quantity: 2 }] }) { errors { __typename } }
            }
            """,
            new { sku, customer });
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/work");
        await window.Page.GetByLabel("Customer's id").FillAsync(customer);
        await window.Button("Look up").ClickAsync();
        await Expect(window.Page.Locator("#cart")).ToContainTextAsync("No open cart");
        await Expect(window.Page.Locator("#customer tbody tr")).ToContainTextAsync("2 × A lantern");

        var cart = await BeginCartAsync(customer);
        await AddAsync(cart, sku, "APP", quantity: 1);
        await Expect(window.Page.Locator("#cart .cart-lines")).ToContainTextAsync("1 × A lantern");
        await Expect(window.Page.Locator("#cart .cart-lines")).ToContainTextAsync("from App");
        await AddAsync(cart, sku, "POS", quantity: 2);
        await Expect(window.Page.Locator("#cart .cart-total")).ToContainTextAsync("£60.00");
        await window.PictureAsync("console-customer");
        await window.AssertUsableAsync();

        var file = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.Locator("#customer").GetByRole(AriaRole.Button, new() { Name = "PDF of" }).ClickAsync());
        await using (var content = await file.CreateReadStreamAsync())
        {
            var head = new byte[5];
            await content.ReadExactlyAsync(head);
            Assert.Equal("%PDF-"u8, head);
        }

        Assert.Matches("^store-london-[0-9]{4}-[0-9]+[.]pdf$", file.SuggestedFilename);
        await window.Page.Locator("#customer").GetByRole(AriaRole.Link, new() { Name = "store-london-" }).ClickAsync();
        await Expect(window.Page.Locator("#lines")).ToContainTextAsync("A lantern");
        await Expect(window.Page.Locator("#lines .cart-total")).ToContainTextAsync("£40.00");
        await Expect(window.Page.Locator("#taxes")).ToContainTextAsync("20 %");
        await window.PictureAsync("console-receipt");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_read_again()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/work");
        var fails = true;
        await window.Page.RouteAsync("**/graphql", route => fails
            ? route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = """{"errors":[{"message":"The journal is away.","extensions":{"code":"UNAVAILABLE"}}]}""" })
            : route.ContinueAsync());

        await window.Page.GetByLabel("Customer's id").FillAsync("nobody");
        await window.Button("Look up").ClickAsync();
        await Expect(window.Page.Locator("#customer").GetByRole(AriaRole.Alert)).ToContainTextAsync("The journal is away.");
        await window.AssertUsableAsync();

        fails = false;
        await Expect(window.Page.Locator("#customer")).ToContainTextAsync("No purchase of “nobody”");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_receipt_that_does_not_exist_is_told()
    {
        await using var window = await shop.OpenConsoleAsync(locale: "fr-FR");
        await window.SignInAsync("Vendeur", "/#/receipts/store-london-2026-999999");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Il n'y a pas de ticket store-london-2026-999999");
        window.AssertQuiet();
    }

    private async Task<string> BeginCartAsync(string customer) => (await shop.AskAsync(
        """mutation ($op: ID!, $customer: ID!) { createCart(input: { operationId: $op, channel: APP, currency: "GBP", customerId: $customer }) { cart { id } } }""",
        new { op = Guid.NewGuid(), customer })).GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString()!;

    private Task<JsonElement> AddAsync(string cart, string sku, string channel, int quantity) => shop.AskAsync(
        $$"""mutation ($op: ID!, $cart: ID!, $sku: String!, $quantity: Int!) { addCartLine(input: { operationId: $op, cartId: $cart, sku: $sku, quantity: $quantity, channel: {{channel}} }) { errors { __typename } } }""",
        new { op = Guid.NewGuid(), cart, sku, quantity });
}
