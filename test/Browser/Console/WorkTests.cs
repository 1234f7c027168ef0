using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>An associate in a store: parcels come in, are put ready and handed over.</summary>
[Collection(InOneShop.Name)]
public sealed class WorkTests(RunningShop shop)
{
    [Fact]
    public async Task A_parcel_comes_in_by_itself_is_picked_and_packed_and_is_handed_over()
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
        await Expect(parcel).ToContainTextAsync("due ");
        await window.PictureAsync("console-work");
        await window.AssertUsableAsync();

        foreach (var (action, confirmation) in ((string, string)[])
            [("Pick", "Picked"), ("Pack", "Packed"), ("Ready for pickup", "It is ready"), ("Hand over", "Handed over")])
        {
            await DoAsync(window, parcel, action, confirmation);
        }

        await Expect(parcel).ToHaveCountAsync(0);
        await window.Page.GetByLabel("Customer's id").FillAsync("nobody");
        await window.Button("Look up").ClickAsync();
        await Expect(window.Page.Locator("#customer")).ToContainTextAsync("No purchase of “nobody”");
        window.AssertQuiet();
    }

    [Fact]
    public async Task Units_that_are_not_found_are_asked_of_another_place_and_the_shelf_loses_them()
    {
        var sku = await shop.GivenProductAsync();
        await shop.AskAsync(
            """mutation ($sku: String!) { receiveStock(input: { operationId: "elsewhere", sku: $sku, locationId: "store-manchester", quantity: 3 }) { errors { __typename } } }""", new { sku });
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/work");
        await window.Page.GetByLabel("Store").SelectOptionAsync("store-london");
        var (id, number) = await shop.GivenOrderAsync(sku);
        await shop.AskAsync(
            """mutation ($id: ID!) { payOrder(input: { operationId: "p", orderId: $id, paymentToken: "tok_approve" }) { errors { __typename } } }""", new { id });
        var parcel = window.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = number });

        await parcel.GetByRole(AriaRole.Button, new() { Name = "Not found" }).ClickAsync();
        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Units that are not there").FillAsync("2");
        await dialog.GetByLabel("Reason").FillAsync("empty shelf");
        await window.AssertUsableAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Write off and look elsewhere" }).ClickAsync();

        await Expect(parcel).ToHaveCountAsync(0);
        await window.Page.GetByLabel("Store").SelectOptionAsync("store-manchester");
        await Expect(window.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = number })).ToContainTextAsync("Allocated");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_parcel_for_a_locker_is_offered_the_bank_that_its_customer_chose()
    {
        // Whatever comes first in the list of banks, one of the two is not it.
        List<(string Bank, string Number)> orders = [];
        foreach (var bank in (string[])[await shop.GivenBankAsync(), await shop.GivenBankAsync()])
        {
            var (id, number) = await shop.GivenOrderAsync(await shop.GivenProductAsync(), "LOCKER_PICKUP", bank);
            await shop.AskAsync(
                """mutation ($id: ID!) { payOrder(input: { operationId: "p", orderId: $id, paymentToken: "tok_approve" }) { errors { __typename } } }""", new { id });
            orders.Add((bank, number));
        }

        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/work");
        await window.Page.GetByLabel("Store").SelectOptionAsync("store-london");
        foreach (var (bank, number) in orders)
        {
            var parcel = window.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = number });
            await parcel.GetByRole(AriaRole.Button, new() { Name = "Deposit in locker" }).ClickAsync();
            var dialog = window.Page.GetByRole(AriaRole.Dialog);
            await Expect(dialog.GetByLabel("Locker bank")).ToHaveValueAsync(bank);
            await window.AssertUsableAsync();
            await window.Page.Keyboard.PressAsync("Escape");
            await Expect(dialog).ToHaveCountAsync(0);
        }

        window.AssertQuiet();
    }

    private static async Task DoAsync(ConsoleWindow window, ILocator parcel, string action, string confirmation)
    {
        await parcel.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = confirmation, Exact = true }).ClickAsync();
    }
}
