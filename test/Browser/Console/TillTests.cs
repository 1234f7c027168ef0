using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>A till's day: a float, sales, cash in and out, a count and its difference; and the baskets that wait.</summary>
[Collection(InOneShop.Name)]
public sealed class TillTests(RunningShop shop)
{
    [Fact]
    public async Task A_till_is_opened_sells_and_is_closed_with_a_difference_that_is_explained()
    {
        var (sku, till) = (await shop.GivenProductAsync(), NewTill());
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate");
        await window.Link("Tills").ClickAsync();
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await window.Button("Open a till").ClickAsync();
        await Dialog(window).GetByLabel("Till").FillAsync(till);
        await Dialog(window).GetByLabel("Float").FillAsync("100.50");
        await Expect(Dialog(window).Locator(".summary")).ToContainTextAsync("£100.50");
        await window.AssertUsableAsync();
        await DoAsync(window, "Open a till");

        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = till })).ToContainTextAsync("Open");
        await Expect(window.Page.Locator("#tenders")).ToContainTextAsync("Nothing was sold yet");
        await shop.GivenSaleAsync(sku, quantity: 2, till: till);
        await Expect(window.Page.Locator("#tenders tbody tr").First).ToContainTextAsync("£40.00");
        await Expect(window.Page.Locator("#drawer .sum-total")).ToContainTextAsync("£140.50");

        await window.Button("Pay out").ClickAsync();
        await Dialog(window).GetByLabel("Amount").FillAsync("60.25");
        await Dialog(window).GetByLabel("Reason").FillAsync("to the safe");
        await DoAsync(window, "Pay out");
        await window.Button("Pay in").ClickAsync();
        await Dialog(window).GetByLabel("Amount").FillAsync("10");
        await Dialog(window).GetByLabel("Reason").FillAsync("change");
        await DoAsync(window, "Pay in");
        await Expect(window.Page.Locator("#movements tbody tr")).ToHaveCountAsync(2);
        await Expect(window.Page.Locator("#drawer .sum-total")).ToContainTextAsync("£90.25");
        await window.PictureAsync("console-till");
        await window.AssertUsableAsync();

        await window.Button("Close with a count").ClickAsync();
        await Dialog(window).GetByLabel("Counted").FillAsync("80.25");
        await Expect(Dialog(window).Locator(".summary")).ToContainTextAsync("£10.00 is missing of the £90.25");
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Close with a count" }).ClickAsync();

        // More than the limit needs a reason; what was typed stays.
        await Expect(Dialog(window).GetByRole(AriaRole.Alert)).ToContainTextAsync("more than 5");
        await Dialog(window).GetByLabel("Reason of a difference").FillAsync("a note was torn");
        await window.AssertUsableAsync();
        await DoAsync(window, "Close with a count");
        await Expect(window.Page.Locator("#difference")).ToContainTextAsync("£10.00 was missing in the drawer.");
        await Expect(window.Page.Locator("#difference")).ToContainTextAsync("a note was torn");
        await Expect(window.Button("Pay in")).ToHaveCountAsync(0);
        await window.PictureAsync("console-till-closed");
        await window.AssertUsableAsync();

        await window.Page.Locator(".trail").GetByRole(AriaRole.Link, new() { Name = "Tills" }).ClickAsync();
        await Expect(window.Page.Locator("#past tbody tr").Filter(new() { HasText = till })).ToContainTextAsync("-£10.00");
        await window.PictureAsync("console-tills");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task What_an_offline_till_tells_later_explains_a_difference()
    {
        var (sku, till) = (await shop.GivenProductAsync(), NewTill());
        await OpenAsync(till);
        var soldAt = DateTimeOffset.UtcNow;
        await shop.AskAsync(
            """mutation ($till: ID!) { closeTillSession(input: { operationId: "c", tillId: $till, counted: { amount: 120, currency: "GBP" }, reason: "The till was offline." }) { errors { __typename } } }""",
            new { till });
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/tills/{till}/1");
        await Expect(window.Page.Locator("#difference")).ToContainTextAsync("£20.00 more than expected");
        await Expect(window.Page.Locator("#late")).ToHaveCountAsync(0);

        await shop.AskAsync(
            """
            mutation ($till: ID!, $sku: String!, $at: DateTime!) {
              recordTillSales(input: { locationId: "store-london", tillId: $till, sales: [{
                operationId: "late", soldAt: $at, currency: "GBP", lines: [{ sku: $sku, quantity: 1, unitPrice: { amount: 20, currency: "GBP" } }]
              }] }) { results { errors { __typename } } }
            }
            """,
            new { till, sku, at = soldAt });

        await Expect(window.Page.Locator("#late")).ToContainTextAsync("£20.00");
        await Expect(window.Page.Locator("#difference")).ToContainTextAsync("explain a part of it; £0.00 is left.");
        await window.PictureAsync("console-till-late");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_basket_that_was_put_aside_shows_up_is_taken_up_once_and_is_put_aside_again()
    {
        var (sku, label) = (await shop.GivenProductAsync(), $"red coat {Guid.NewGuid():N}"[..16]);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/tills");
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await Expect(window.Page.Locator("#held .loading")).ToHaveCountAsync(0);

        await shop.GivenHeldCartAsync(sku, label);
        var row = window.Page.Locator("#held tbody tr").Filter(new() { HasText = label });
        await Expect(row).ToContainTextAsync("£40.00");
        await window.Button($"Take up {label}").ClickAsync();
        await window.AssertUsableAsync();
        await DoAsync(window, "Take up");
        await Expect(window.Page.Locator("#resumed")).ToContainTextAsync("2 × A lantern");
        await Expect(row).ToHaveCountAsync(0);
        await window.PictureAsync("console-held");
        await window.AssertUsableAsync();

        await window.Page.Locator("#resumed").GetByRole(AriaRole.Button, new() { Name = "Put aside" }).ClickAsync();
        await DoAsync(window, "Put aside");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#resumed")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task On_a_phone_in_French_a_till_is_opened_by_keyboard_alone()
    {
        var till = NewTill();
        await using var window = await shop.OpenConsoleAsync(390, 844, ColorScheme.Dark, isPhone: true, locale: "fr-FR");
        await window.SignInAsync("Vendeur", "/#/tills");
        await Expect(window.Page.Locator(".loading")).ToHaveCountAsync(0);
        await window.Button("Ouvrir une caisse").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.TypeAsync(till);
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.TypeAsync("80");
        await window.AssertUsableAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#drawer .sum-total")).ToContainTextAsync("80,00");
        await window.PictureAsync("console-phone-till");
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_session_that_does_not_exist_is_told()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/tills/{NewTill()}/7");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("has no session 7");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    private static string NewTill() => $"till-{Guid.NewGuid():N}"[..12];

    private static ILocator Dialog(ConsoleWindow window) => window.Page.GetByRole(AriaRole.Dialog);

    private static async Task DoAsync(ConsoleWindow window, string action)
    {
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await Expect(Dialog(window)).ToHaveCountAsync(0);
    }

    private Task<System.Text.Json.JsonElement> OpenAsync(string till) => shop.AskAsync(
        """mutation ($till: ID!) { openTillSession(input: { operationId: "o", tillId: $till, locationId: "store-london", openingFloat: { amount: 100, currency: "GBP" } }) { errors { __typename } } }""",
        new { till });
}
