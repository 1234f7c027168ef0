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
        await CountAsync(window, ("£50.00", 2), ("£0.50", 1));
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

        // Who counts does not see what should be there before the count is given.
        await window.Button("Close with a count").ClickAsync();
        await Expect(window.Button("Give the count")).ToBeDisabledAsync();
        await CountAsync(window, ("£50.00", 1), ("£20.00", 1), ("£10.00", 1), ("£0.20", 1), ("£0.05", 1));
        await Expect(window.Page.Locator("#counted")).ToHaveTextAsync("£80.25");
        await Expect(window.Page.Locator("main")).Not.ToContainTextAsync("£90.25");
        await window.PictureAsync("console-till-count");
        await window.AssertUsableAsync();
        await window.Button("Give the count").ClickAsync();
        await Expect(window.Page.Locator("#compared")).ToContainTextAsync("£10.00 is missing of the £90.25");
        await Expect(window.Page.GetByLabel("How many of £50.00")).ToBeDisabledAsync();
        await window.Button("Count again").ClickAsync();
        await Expect(window.Page.Locator("main")).Not.ToContainTextAsync("£90.25");
        await window.Button("Give the count").ClickAsync();
        await Expect(window.Page.GetByLabel("Reason of a difference")).ToBeFocusedAsync();
        await window.Button("Close the till").ClickAsync();

        // More than the limit needs a reason; what was counted stays.
        await Expect(window.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "more than 5" })).ToBeVisibleAsync();
        await window.Page.GetByLabel("Reason of a difference").FillAsync("a note was torn");
        await window.PictureAsync("console-till-compared");
        await window.AssertUsableAsync();
        await window.Button("Close the till").ClickAsync();
        await Expect(window.Page.Locator("#difference")).ToContainTextAsync("£10.00 was missing in the drawer.");
        await Expect(window.Page.Locator("#difference")).ToContainTextAsync("a note was torn");
        await Expect(window.Page.Locator("#about")).ToContainTextAsync("2 × £50.00, 1 × £0.50");
        await Expect(window.Page.Locator("#about")).ToContainTextAsync("1 × £50.00, 1 × £20.00, 1 × £10.00, 1 × £0.20, 1 × £0.05");
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

        // It is still in the hands of who took it up when the page is loaded again.
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator("#resumed")).ToContainTextAsync(label);
        await Expect(window.Page.Locator("#resumed")).ToContainTextAsync("2 × A lantern");
        await window.Page.Locator("#resumed").GetByRole(AriaRole.Button, new() { Name = "Put aside" }).ClickAsync();
        await DoAsync(window, "Put aside");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#resumed")).ToHaveCountAsync(0);
        await window.Page.ReloadAsync();
        await Expect(row).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#resumed")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_basket_that_was_sold_before_the_page_is_loaded_again_is_told_to_be_sold()
    {
        var (sku, label) = (await shop.GivenProductAsync(), $"grey scarf {Guid.NewGuid():N}"[..16]);
        var cart = await shop.GivenHeldCartAsync(sku, label);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/tills");
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await window.Button($"Take up {label}").ClickAsync();
        await DoAsync(window, "Take up");
        await Expect(window.Page.Locator("#resumed")).ToContainTextAsync(label);
        await shop.AskAsync(
            """mutation ($op: ID!, $cart: ID!) { sellCartAtTill(input: { operationId: $op, cartId: $cart, locationId: "store-london" }) { errors { __typename } } }""",
            new { op = Guid.NewGuid(), cart });

        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator(".toast").Filter(new() { HasText = $"Sold: {label}" })).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("#resumed")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_basket_that_was_taken_up_is_sold_once_though_its_answer_is_lost_and_the_button_is_clicked_twice()
    {
        var (sku, label, till) = (await shop.GivenProductAsync(), $"green hat {Guid.NewGuid():N}"[..16], NewTill());
        await OpenAsync(till);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/tills");
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await Expect(window.Page.Locator("#open")).ToContainTextAsync(till);
        await shop.GivenHeldCartAsync(sku, label);
        await window.Button($"Take up {label}").ClickAsync();
        await DoAsync(window, "Take up");

        var basket = window.Page.Locator("#resumed");
        await basket.GetByLabel("Drawer").SelectOptionAsync(till);
        await window.Button("Part of it is paid otherwise").ClickAsync();
        await basket.GetByRole(AriaRole.Combobox, new() { Name = "Paid with", Exact = true }).Last.SelectOptionAsync("CARD");
        await basket.GetByLabel("Amount").FillAsync("15.5");
        await basket.GetByLabel("Reference").Last.FillAsync("tok_approve");
        await Expect(basket.Locator(".fields").First).ToContainTextAsync("£24.50");
        await window.PictureAsync("console-basket");
        await window.AssertUsableAsync();

        // The first answer is lost on its way; it is sold all the same.
        var lost = 0;
        await window.Page.RouteAsync("**/graphql", async route =>
        {
            if (route.Request.PostData?.Contains("sellCartAtTill", StringComparison.Ordinal) == true && Interlocked.Increment(ref lost) == 1)
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await window.Button("Sell for £40.00").ClickAsync();
        await Expect(basket.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await window.Button("Sell for £40.00").DblClickAsync();

        await Expect(basket.GetByRole(AriaRole.Heading, new() { Name = $"Sold: {label}" })).ToBeFocusedAsync();
        var paper = basket.GetByRole(AriaRole.Link, new() { Name = "Page to print" });
        await Expect(paper).ToBeVisibleAsync();
        await window.PictureAsync("console-basket-sold");
        await window.AssertUsableAsync();
        var left = (await shop.AskAsync("""query ($sku: String!) { stockItem(sku: $sku, locationId: "store-london") { onHand } }""", new { sku })).GetProperty("stockItem");
        Assert.Equal(8, left.GetProperty("onHand").GetInt32());
        var sums = (await shop.AskAsync(
            "query ($till: ID!) { tillSession(tillId: $till) { totals { saleCount cash { amount } card { amount } } } }", new { till })).GetProperty("tillSession").GetProperty("totals")[0];
        Assert.Equal(
            (1, 24.5m, 15.5m),
            (sums.GetProperty("saleCount").GetInt32(), sums.GetProperty("cash").GetProperty("amount").GetDecimal(), sums.GetProperty("card").GetProperty("amount").GetDecimal()));

        await window.Page.GotoAsync(new Uri(shop.Address, await paper.GetAttributeAsync("href")).ToString());
        await Expect(window.Page.Locator("body")).ToContainTextAsync("A lantern");
    }

    [Fact]
    public async Task A_basket_that_changed_meanwhile_is_not_sold_for_what_it_cost_before_and_on_a_phone_in_French_it_is_sold_off_a_gift_card()
    {
        var (sku, label) = (await shop.GivenProductAsync(), $"sac bleu {Guid.NewGuid():N}"[..16]);
        await using var window = await shop.OpenConsoleAsync(390, 844, ColorScheme.Dark, isPhone: true, locale: "fr-FR");
        await window.SignInAsync("Vendeur", "/#/tills");
        await window.Page.Locator(".page-head select").First.SelectOptionAsync("store-london");
        var cart = await shop.GivenHeldCartAsync(sku, label);
        await window.Button($"Reprendre {label}").ClickAsync();
        await DoAsync(window, "Reprendre");
        await shop.AskAsync(
            """mutation ($cart: ID!, $sku: String!) { addCartLine(input: { operationId: "more", cartId: $cart, sku: $sku, quantity: 1, channel: APP }) { errors { __typename } } }""",
            new { cart, sku });

        var basket = window.Page.Locator("#resumed");
        await basket.GetByRole(AriaRole.Combobox, new() { Name = "Payé par", Exact = true }).SelectOptionAsync("GIFT_CARD");
        await basket.GetByLabel("Référence").FillAsync("gift-1");
        await window.Button("Vendre pour 40,00").ClickAsync();
        await Expect(basket.GetByRole(AriaRole.Alert)).ToContainTextAsync("must add up to 60");
        await Expect(basket.Locator(".cart-total")).ToContainTextAsync("60,00");
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
        await window.Button("Vendre pour 60,00").ClickAsync();
        await Expect(basket.GetByRole(AriaRole.Heading, new() { Name = $"Vendu : {label}" })).ToBeFocusedAsync();
        await Expect(basket.Locator(".receipt-links")).ToHaveCountAsync(1);
        await window.PictureAsync("console-phone-basket-sold");
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
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
        foreach (var count in "131")
        {
            await window.Page.Keyboard.PressAsync("Tab");
            await window.Page.Keyboard.TypeAsync($"{count}");
        }

        await Expect(Dialog(window).Locator("#counted")).ToContainTextAsync("120,00");
        await window.AssertUsableAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#drawer .sum-total")).ToContainTextAsync("120,00");
        await window.PictureAsync("console-phone-till");
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task On_a_phone_in_French_a_drawer_is_counted_and_what_is_sold_meanwhile_is_expected_too()
    {
        var (sku, till) = (await shop.GivenProductAsync(), NewTill());
        await OpenAsync(till);
        await using var window = await shop.OpenConsoleAsync(390, 844, ColorScheme.Dark, isPhone: true, locale: "fr-FR");
        await window.SignInAsync("Vendeur", $"/#/tills/{till}/1/count");
        await CountAsync(window, "Combien de", ("20,00 £GB", 7));
        await shop.GivenSaleAsync(sku, quantity: 2, till: till);
        await window.Button("Donner le compte").ClickAsync();
        await Expect(window.Page.Locator("#compared .sum-total")).ToContainTextAsync("0,00");
        await Expect(window.Button("Fermer la caisse")).ToBeFocusedAsync();
        await window.PictureAsync("console-phone-till-count");
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#difference .sum-total")).ToContainTextAsync("0,00");
        await window.AssertUsableAsync();

        await window.Page.GotoAsync(new Uri(shop.Address, $"/#/tills/{till}/1/count").ToString());
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Cette session est déjà terminée");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_currency_whose_notes_this_page_does_not_know_is_counted_as_one_sum()
    {
        var till = NewTill();
        await OpenAsync(till, "JPY");
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/tills/{till}/1/count");
        await window.Page.GetByLabel("Counted").FillAsync("97");
        await window.Button("Give the count").ClickAsync();
        await Expect(window.Page.Locator("#compared")).ToContainTextAsync("¥3 is missing of the ¥100");
        await window.AssertUsableAsync();
        await window.Button("Close the till").ClickAsync();
        await Expect(window.Page.Locator("#difference")).ToContainTextAsync("¥3 was missing in the drawer.");
        await Expect(window.Page.Locator("#about")).Not.ToContainTextAsync("Count of");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_float_is_told_as_one_sum_when_nobody_counted_it_and_a_till_without_one_is_not_opened()
    {
        var till = NewTill();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/tills");
        await Expect(window.Page.Locator(".loading")).ToHaveCountAsync(0);
        await window.Button("Open a till").ClickAsync();
        await Dialog(window).GetByLabel("Till").FillAsync(till);
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Open a till" }).ClickAsync();
        await Expect(Dialog(window).GetByRole(AriaRole.Alert)).ToContainTextAsync("Say first what lies in the drawer.");
        await Dialog(window).GetByLabel("Currency").SelectOptionAsync("EUR");
        await Expect(Dialog(window).GetByLabel("How many of €500.00")).ToBeVisibleAsync();
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Only the sum is known" }).ClickAsync();
        await window.Page.Keyboard.TypeAsync("150.25");
        await Expect(Dialog(window).Locator(".summary")).ToContainTextAsync("€150.25");
        await window.AssertUsableAsync();
        await DoAsync(window, "Open a till");
        await Expect(window.Page.Locator("#drawer .sum-total")).ToContainTextAsync("€150.25");
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

    private static Task CountAsync(ConsoleWindow window, params (string Value, int Count)[] notes) => CountAsync(window, "How many of", notes);

    private static async Task CountAsync(ConsoleWindow window, string label, params (string Value, int Count)[] notes)
    {
        foreach (var (value, count) in notes)
        {
            await window.Page.GetByLabel($"{label} {value}", new() { Exact = true }).FillAsync($"{count}");
        }
    }

    private Task<System.Text.Json.JsonElement> OpenAsync(string till, string currency = "GBP") => shop.AskAsync(
        """mutation ($till: ID!, $currency: String!) { openTillSession(input: { operationId: "o", tillId: $till, locationId: "store-london", openingFloat: { amount: 100, currency: $currency } }) { errors { __typename } } }""",
        new { till, currency });
}
