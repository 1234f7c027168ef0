using System.Text.Json;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>A return is announced for a customer, from the order, when and as long as its state allows it.</summary>
[Collection(InOneShop.Name)]
public sealed class AnnounceTests(RunningShop shop)
{
    [Fact]
    public async Task A_return_by_parcel_is_announced_its_label_is_printed_and_what_is_announced_is_not_offered_again()
    {
        var (id, number) = await shop.GivenSaleAsync(await shop.GivenProductAsync(), quantity: 2);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}");
        await window.Button("Announce a return").ClickAsync();
        await Expect(window.Page.Locator("#back")).ToContainTextAsync("2 of 2 can be announced.");
        await Expect(window.Button("Announce it")).ToBeDisabledAsync();
        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await Choice(window, "Why").SelectOptionAsync("DEFECTIVE");
        await window.Page.GetByLabel("Note").FillAsync("does not light");
        await Choice(window, "Way").SelectOptionAsync("PARCEL");
        await window.Page.GetByLabel("Weight of the parcel").FillAsync("700");
        await Choice(window, "Where it comes back").SelectOptionAsync("store-manchester");
        await Expect(window.Page.Locator("#how .summary")).ToContainTextAsync("1 units are to be sent back with a label.");
        await window.PictureAsync("console-announce");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        await window.Button("Announce it").ClickAsync();

        var announced = window.Page.Locator("#announced").GetByRole(AriaRole.Article);
        await Expect(announced).ToContainTextAsync($"{number}-R1");
        await Expect(announced).ToContainTextAsync("Agreed, not sent yet");
        await Expect(announced).ToContainTextAsync("1 × A lantern");
        await Expect(announced).ToContainTextAsync("does not light");
        var file = await window.Page.RunAndWaitForDownloadAsync(
            () => announced.GetByRole(AriaRole.Button, new() { Name = $"Print label of {number}-R1" }).ClickAsync());
        Assert.EndsWith(".pdf", file.SuggestedFilename, StringComparison.Ordinal);
        await window.AssertUsableAsync();

        // One unit is left; when it is announced as well, nothing is.
        await window.Button("Announce a return").ClickAsync();
        await Expect(window.Page.Locator("#back")).ToContainTextAsync("1 of 2 can be announced.");
        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await Choice(window, "Way").SelectOptionAsync("STORE");
        await Expect(window.Page.GetByLabel("Weight of the parcel")).ToBeHiddenAsync();
        await window.Button("Announce it").ClickAsync();
        await Expect(announced).ToHaveCountAsync(2);
        await Expect(window.Button("Announce a return")).ToHaveCountAsync(0);
        window.AssertQuiet();

        var first = (await shop.AskAsync(
            "query ($id: ID!) { order(id: $id) { returnRequests { method location { id } label { weightGrams } lines { quantity reason note } } } }", new { id }))
            .GetProperty("order").GetProperty("returnRequests")[0];
        Assert.Equal(
            ("PARCEL", "store-manchester", 700, 1, "DEFECTIVE", "does not light"),
            (Text(first, "method"), Text(first.GetProperty("location"), "id"), first.GetProperty("label").GetProperty("weightGrams").GetInt32(),
                first.GetProperty("lines")[0].GetProperty("quantity").GetInt32(), Text(first.GetProperty("lines")[0], "reason"), Text(first.GetProperty("lines")[0], "note")));
    }

    [Fact]
    public async Task What_the_policy_refuses_is_told_and_an_administrator_answers_for_an_exception()
    {
        var sku = await shop.GivenProductAsync();
        await shop.AskAsync("""mutation ($sku: String!) { setReturnTerms(input: { sku: $sku, finalSale: true }) { errors { __typename } } }""", new { sku });
        var (id, number) = await shop.GivenSaleAsync(sku, quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: $"/#/orders/{id}/announce");
        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await Choice(window, "Way").SelectOptionAsync("STORE");
        await window.Button("Announce it").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "It was sold for good" })).ToBeVisibleAsync();
        await window.PictureAsync("console-announce-refused");
        await window.AssertUsableAsync();
        await window.Page.GetByLabel("Reason of the exception").FillAsync("agreed on the phone");
        await window.Button("Announce it").ClickAsync();
        await Expect(window.Page.Locator("#announced")).ToContainTextAsync($"{number}-R1");
        window.AssertQuiet();
    }

    [Fact]
    public async Task It_is_done_by_keyboard_alone_in_French_on_a_phone()
    {
        var (id, number) = await shop.GivenSaleAsync(await shop.GivenProductAsync(), quantity: 1);
        await using var window = await shop.OpenConsoleAsync(390, 844, isPhone: true, locale: "fr-FR");
        await window.SignInAsync("Vendeur", $"/#/orders/{id}");
        await window.Button("Annoncer un retour").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        var units = window.Page.Locator("#back input[type=number]");
        await units.FocusAsync();
        await window.Page.Keyboard.TypeAsync("1");
        await window.PictureAsync("console-announce-phone");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#announced")).ToContainTextAsync($"{number}-R1");
        window.AssertQuiet();
    }

    [Fact]
    public async Task What_was_not_paid_or_not_handed_over_is_not_offered_to_be_announced()
    {
        var (id, _) = await shop.GivenOrderAsync(await shop.GivenProductAsync());
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}");
        await Expect(window.Button("Pay")).ToBeVisibleAsync();
        await Expect(window.Button("Announce a return")).ToHaveCountAsync(0);
        await window.Page.GotoAsync(new Uri(shop.Address, $"/#/orders/{id}/announce").ToString());
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Nothing of this order can come back");
        window.AssertQuiet();
    }

    private static ILocator Choice(ConsoleWindow window, string name) => window.Page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true });

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
