using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>An order is found, followed, and brought to its end.</summary>
[Collection(InOneShop.Name)]
public sealed class OrderTests(RunningShop shop)
{
    private static readonly Regex Code = new(@"Pickup code: \d{6}", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task An_order_is_paid_put_ready_handed_over_and_taken_back()
    {
        var sku = await shop.GivenProductAsync();
        var (_, number) = await shop.GivenOrderAsync(sku);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync();
        await window.Link("Orders").ClickAsync();
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync(sku);
        await window.Page.GetByLabel("State").SelectOptionAsync("AWAITING_PAYMENT");
        await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await window.AssertUsableAsync();
        await window.Link(number).ClickAsync();

        await DoAsync(window, "Pay", "Pay");
        await Expect(window.Page.Locator("#timeline")).ToContainTextAsync("Payment authorised · £40.00");
        await Expect(window.Button("Pay")).ToHaveCountAsync(0);
        await Expect(window.Button("Take back")).ToHaveCountAsync(0);
        await window.PictureAsync("console-order");
        await window.AssertUsableAsync();

        await DoAsync(window, "Ready for pickup", "It is ready");
        await Expect(window.Page.Locator("#parcels .badge")).ToHaveTextAsync("Ready for pickup");
        await DoAsync(window, "Hand over", "Handed over");
        await Expect(window.Page.Locator("#parcels .badge")).ToHaveTextAsync("Collected");
        await Expect(window.Button("Cancel")).ToHaveCountAsync(0);

        await window.Button("Take back or exchange").ClickAsync();
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await window.Page.GetByLabel("Note").FillAsync("too bright");
        await window.Button("Take back and refund").ClickAsync();
        await Expect(window.Page.Locator("#done")).ToContainTextAsync("£20.00");
        await window.Page.Locator("#done").GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await Expect(window.Page.Locator("#timeline")).ToContainTextAsync("Goods came back");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_parcel_is_shipped_and_put_into_a_locker_and_its_code_stays_until_it_is_closed()
    {
        var sku = await shop.GivenProductAsync();
        var (id, _) = await shop.GivenOrderAsync(sku, "LOCKER_PICKUP", "locker-london");
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: $"/#/orders/{id}");
        await DoAsync(window, "Pay", "Pay");

        await DoAsync(window, "Ship", "Ship");
        await Expect(window.Page.Locator("#parcels .badge")).ToHaveTextAsync("Shipped");
        await DoAsync(window, "Deposit in locker", "Deposit");

        await Expect(window.Page.Locator("#parcels .badge")).ToHaveTextAsync("Ready for pickup");
        var code = window.Page.Locator(".toast").Filter(new() { HasTextRegex = Code });
        await Expect(code).ToBeVisibleAsync();
        await window.AssertUsableAsync();
        await code.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(code).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task What_other_clients_do_is_seen_on_the_order()
    {
        var sku = await shop.GivenProductAsync();
        var (id, number) = await shop.GivenOrderAsync(sku);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = number })).ToContainTextAsync("Awaiting payment");

        await shop.AskAsync(
            """mutation ($id: ID!) { payOrder(input: { operationId: "p", orderId: $id, paymentToken: "tok_approve" }) { errors { __typename } } }""", new { id });

        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = number })).ToContainTextAsync("Confirmed");
        await window.Button("Cancel").ClickAsync();
        await Dialog(window).GetByLabel("Reason").FillAsync("changed mind");
        await Expect(Dialog(window).Locator(".summary")).ToContainTextAsync("£40.00 is refunded");
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Cancel the order" }).ClickAsync();
        await Expect(window.Page.Locator("#timeline")).ToContainTextAsync("changed mind");
        await Expect(window.Page.Locator("#order-actions button")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task Cash_that_is_owed_is_handed_out_at_a_till()
    {
        var sku = await shop.GivenProductAsync();
        var (id, _) = await shop.GivenOrderAsync(sku);
        var till = $"till-{Guid.NewGuid():N}"[..12];
        await shop.AskAsync(
            """
            mutation ($id: ID!, $till: ID!) {
              openTillSession(input: { operationId: "open", tillId: $till, locationId: "store-london", openingFloat: { amount: 100, currency: "GBP" } }) { errors { __typename } }
              payOrderAtTill(input: { operationId: "pay", orderId: $id, locationId: "store-london", tillId: $till,
                tenders: [{ kind: CASH, amount: { amount: 40, currency: "GBP" } }] }) { errors { __typename } }
              cancelOrder(input: { operationId: "cancel", orderId: $id, reason: "moved away" }) { errors { __typename } }
            }
            """,
            new { id, till });
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}");
        await Expect(window.Page.GetByText("Owed in cash")).ToBeVisibleAsync();

        await window.Button("Hand out cash").ClickAsync();
        await Dialog(window).GetByLabel("Till").SelectOptionAsync(till);
        await Expect(Dialog(window).Locator(".summary")).ToContainTextAsync($"£40.00 comes out of the drawer of {till}");
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Hand it out" }).ClickAsync();

        await Expect(window.Page.Locator("#timeline")).ToContainTextAsync("Cash handed out");
        await Expect(window.Page.GetByText("Owed in cash")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("#order-actions button")).ToHaveCountAsync(0);
        var drawer = await shop.AskAsync("query ($till: ID!) { tillSession(tillId: $till) { expectedCash { amount } } }", new { till });
        Assert.Equal(100, drawer.GetProperty("tillSession").GetProperty("expectedCash").GetProperty("amount").GetDecimal());
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_new_order_comes_into_the_list_by_itself()
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: "/#/orders");
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync(sku);
        await Expect(window.Page.Locator(".empty-title")).ToContainTextAsync("No order matches");

        var (_, number) = await shop.GivenOrderAsync(sku);

        await Expect(window.Link(number)).ToBeVisibleAsync();
        await window.PictureAsync("console-orders");
        window.AssertQuiet();
    }

    private static ILocator Dialog(ConsoleWindow window) => window.Page.GetByRole(AriaRole.Dialog);

    private static async Task DoAsync(ConsoleWindow window, string action, string confirmation)
    {
        await window.Button(action).ClickAsync();
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = confirmation, Exact = true }).ClickAsync();
        await Expect(Dialog(window)).ToHaveCountAsync(0);
    }
}
