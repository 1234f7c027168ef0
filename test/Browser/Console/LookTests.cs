using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Grains.Stock;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>That everybody can use the console: who has a phone, reads French, likes the dark, or has no mouse.</summary>
[Collection(InOneShop.Name)]
public sealed class LookTests(RunningShop shop)
{
    [Fact]
    public async Task Who_is_not_signed_in_is_asked_and_a_bad_token_is_told()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.Page.GotoAsync(shop.Address.ToString());
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Expect(window.Button("Administrator")).ToBeVisibleAsync();
        await window.PictureAsync("console-sign-in");
        await window.AssertUsableAsync();
        window.AssertQuiet();

        await window.Page.GetByLabel("Token").FillAsync("not.a.token");
        await window.Button("Sign in").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The server does not take this token.");
    }

    [Theory]
    [InlineData("overview", "#/")]
    [InlineData("stock", "#/stock")]
    [InlineData("stock-sku", "#/stock/SCK-WOOL")]
    [InlineData("stock-item", "#/stock/SCK-WOOL/warehouse")]
    [InlineData("orders", "#/orders")]
    [InlineData("work", "#/work")]
    [InlineData("customer", "#/customers/demo-customer")]
    [InlineData("tills", "#/tills")]
    [InlineData("lockers", "#/lockers")]
    [InlineData("locker-bank", "#/lockers/locker-london")]
    [InlineData("receipt", "#/receipts/store-london-2026-000001")]
    [InlineData("system", "#/system")]
    [InlineData("system-type", "#/system/types/stockitem")]
    [InlineData("system-grains", "#/system/grains")]
    [InlineData("system-checks", "#/system/checks")]
    [InlineData("system-reminders", "#/system/reminders")]
    [InlineData("system-counters", "#/system/counters")]
    [InlineData("system-audit", "#/system/audit")]
    [InlineData("system-grain", "#/system/grains/stock%2Fwarehouse%2FSCK-WOOL")]
    [InlineData("system-journal", "#/system/journal")]
    [InlineData("system-silos", "#/system/silos")]
    [InlineData("system-lifecycle", "#/system/lifecycle")]
    [InlineData("system-log", "#/system/log")]
    public async Task Every_page_fits_on_a_phone_and_stands_out_in_the_dark(string name, string page)
    {
        await using var window = await shop.OpenConsoleAsync(390, 844, ColorScheme.Dark, isPhone: true);
        await window.SignInAsync(path: $"/{page}");
        await Expect(window.Page.Locator(".loading")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
        await window.PictureAsync($"console-phone-{name}");
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task Light_or_dark_is_chosen_and_stays_chosen()
    {
        const string Paper = "getComputedStyle(document.body).backgroundColor";
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync();
        var light = await window.Page.EvaluateAsync<string>(Paper);
        await window.Page.GetByLabel("Colours").SelectOptionAsync("dark");
        var dark = await window.Page.EvaluateAsync<string>(Paper);
        Assert.NotEqual(light, dark);
        await window.AssertUsableAsync();

        await window.Page.ReloadAsync();
        await Expect(window.Page.GetByLabel("Colours")).ToHaveValueAsync("dark");
        Assert.Equal(dark, await window.Page.EvaluateAsync<string>(Paper));
    }

    [Fact]
    public async Task The_browsers_language_is_spoken_and_can_be_changed()
    {
        await using var window = await shop.OpenConsoleAsync(locale: "fr-FR");
        await window.Page.GotoAsync(shop.Address.ToString());
        await window.Button("Administrateur").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Vue d'ensemble" })).ToBeVisibleAsync();
        await window.PictureAsync("console-french");

        await window.Page.GetByLabel("Langue").SelectOptionAsync("en");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        Assert.Equal("en", await window.Page.EvaluateAsync<string>("document.documentElement.lang"));
        await window.Page.ReloadAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task Both_languages_say_the_same_things()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.Page.GotoAsync(shop.Address.ToString());

        var differences = await window.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const [en, fr] = (await Promise.all(['en', 'fr'].map((one) => import(`/console/assets/words/${one}.js`)))).map((module) => module.default);
              const values = (text) => JSON.stringify([...text.matchAll(/\{\w+\}/g)].map(([value]) => value).sort());
              return [...new Set([...Object.keys(en), ...Object.keys(fr)])]
                .filter((key) => en[key] === undefined || fr[key] === undefined || en[key] === '' || fr[key] === '' || values(en[key]) !== values(fr[key]));
            }
            """);

        Assert.Empty(differences);
    }

    [Fact]
    public async Task Everything_that_happens_to_an_order_and_to_stock_has_words()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.Page.GotoAsync(shop.Address.ToString());
        string[] keys =
        [
            .. Order.Codec.Names.Select(name => name.Replace("order.", "orderEvent.", StringComparison.Ordinal)),
            .. StockItem.Codec.Names.Select(name => name.Replace("stock.", "stockEvent.", StringComparison.Ordinal)),
        ];

        var missing = await window.Page.EvaluateAsync<string[]>(
            "async (keys) => { const { default: words } = await import('/console/assets/words/en.js'); return keys.filter((key) => words[key] === undefined); }", keys);

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Pages_are_reached_and_dialogs_are_used_by_keyboard_alone()
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync();
        await TabToAsync(window, "Stock");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Stock" })).ToBeVisibleAsync();
        await TabToAsync(window, "Search SKU or name");
        await window.Page.Keyboard.TypeAsync(sku);
        await Expect(window.Page.Locator(".matrix tbody tr")).ToHaveCountAsync(1);
        await TabToAsync(window, "10of 10 on hand");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#level-onHand")).ToHaveTextAsync("10");
        await TabToAsync(window, "Receive");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Dialog).GetByLabel("Units")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("5");
        await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.TypeAsync("delivery");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#level-onHand")).ToHaveTextAsync("15");
        window.AssertQuiet();
    }

    [Fact]
    public async Task Signing_out_forgets_the_token_and_no_address_ever_held_it()
    {
        await using var window = await shop.OpenConsoleAsync();
        List<string> addresses = [];
        window.Page.Request += (_, request) => addresses.Add(request.Url);
        await window.SignInAsync();
        var token = await window.Page.EvaluateAsync<string>("sessionStorage.getItem('console.token')");
        await window.Link("Orders").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Orders" })).ToBeVisibleAsync();
        await window.Button("Sign out").ClickAsync();

        await Expect(window.Button("Administrator")).ToBeVisibleAsync();
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("sessionStorage.length"));
        Assert.DoesNotContain(addresses, address => address.Contains(token, StringComparison.Ordinal));
        window.AssertQuiet();
    }

    private static async Task TabToAsync(ConsoleWindow window, string name)
    {
        const int Enough = 80;
        for (var press = 0; press < Enough; press++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            if (await window.Page.EvaluateAsync<bool>(
                "(name) => [document.activeElement.textContent, document.activeElement.getAttribute('aria-label')].includes(name)", name))
            {
                return;
            }
        }

        Assert.Fail($"'{name}' is not reached by Tab.");
    }
}
