using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>Labels are printed from the order and from the list of work, while they are good to be used.</summary>
[Collection(InOneShop.Name)]
public sealed class LabelTests(RunningShop shop)
{
    [Fact]
    public async Task A_bought_label_is_printed_by_keyboard_from_the_order_and_one_that_was_given_back_is_not()
    {
        var (id, parcel) = await GivenLabelAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}");
        var print = window.Page.Locator("#parcels").GetByRole(AriaRole.Button, new() { Name = $"Print label of {parcel}" });
        await Expect(window.Page.Locator("#parcels")).ToContainTextAsync("Own couriers OC");
        await print.FocusAsync();
        var number = await window.Page.Locator("#parcels .facts .code").InnerTextAsync();

        var file = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.Keyboard.PressAsync("Enter"));

        Assert.Equal($"{number}.pdf", file.SuggestedFilename);
        await using (var content = await file.CreateReadStreamAsync())
        {
            var beginning = new byte[5];
            await content.ReadExactlyAsync(beginning);
            Assert.Equal("%PDF-"u8.ToArray(), beginning);
        }

        await window.PictureAsync("console-label");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        await shop.AskAsync("""mutation ($parcel: ID!) { voidLabel(input: { operationId: "void", fulfillmentId: $parcel }) { errors { __typename } } }""", new { parcel });
        await Expect(print).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task The_list_of_work_has_the_label_too_in_French()
    {
        var (_, parcel) = await GivenLabelAsync();
        await using var window = await shop.OpenConsoleAsync(390, 844, isPhone: true, locale: "fr-FR");
        await window.SignInAsync("Vendeur", "/#/work");
        await window.Page.GetByLabel("Magasin").SelectOptionAsync("store-london");
        var print = window.Page.Locator("#work").GetByRole(AriaRole.Button, new() { Name = $"Imprimer l'étiquette de {parcel}" });
        await Expect(print).ToBeVisibleAsync();

        var file = await window.Page.RunAndWaitForDownloadAsync(() => print.ClickAsync());

        Assert.EndsWith(".pdf", file.SuggestedFilename, StringComparison.Ordinal);
        await print.ScrollIntoViewIfNeededAsync();
        await window.PictureAsync("console-work-label");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        window.AssertQuiet();
    }

    /// <summary>A paid order whose parcel goes from London to a locker, with a label; the order's id and the parcel's.</summary>
    private async Task<(string Order, string Parcel)> GivenLabelAsync()
    {
        var (id, _) = await shop.GivenOrderAsync(await shop.GivenProductAsync(), "LOCKER_PICKUP", await shop.GivenBankAsync());
        var bought = await shop.AskAsync(
            """
            mutation ($id: ID!, $parcel: ID!) {
              payOrder(input: { operationId: "pay", orderId: $id, paymentToken: "tok_approve" }) { errors { __typename } }
              buyLabel(input: { operationId: "label", fulfillmentId: $parcel, weightGrams: 500 }) { order { fulfillments { label { state } } } errors { __typename } }
            }
            """,
            new { id, parcel = $"{id}.1" });
        Assert.Equal("BOUGHT", bought.GetProperty("buyLabel").GetProperty("order").GetProperty("fulfillments")[0].GetProperty("label").GetProperty("state").GetString());
        return (id, $"{id}.1");
    }
}
