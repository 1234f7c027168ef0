using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>An associate in a store: parcels come in, are put ready and handed over, and a customer's purchases are found.</summary>
[Collection(InOneShop.Name)]
public sealed class WorkTests(RunningShop shop)
{
    [Fact]
    public async Task A_parcel_comes_in_by_itself_and_is_handed_over()
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/work");
        await window.Page.GetByLabel("Store").SelectOptionAsync("store-london");

        var (id, number) = await shop.GivenOrderAsync(sku);
        await shop.AskAsync(
            """mutation ($id: ID!) { payOrder(input: { operationId: "p", orderId: $id, paymentToken: "tok_approve" }) { errors { __typename } } }""", new { id });
        var parcel = window.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = number });
        await Expect(parcel).ToContainTextAsync("Allocated");
        await window.PictureAsync("console-work");
        await window.AssertUsableAsync();

        await parcel.GetByRole(AriaRole.Button, new() { Name = "Ready for pickup" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "It is ready" }).ClickAsync();
        await parcel.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Handed over" }).ClickAsync();

        await Expect(parcel).ToHaveCountAsync(0);
        await window.Page.GetByLabel("Customer's id").FillAsync("nobody");
        await window.Button("Look up").ClickAsync();
        await Expect(window.Page.Locator("#customer")).ToContainTextAsync("No purchase of “nobody”");
        window.AssertQuiet();
    }
}
