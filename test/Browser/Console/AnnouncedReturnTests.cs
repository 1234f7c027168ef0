using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>Returns that customers announced: a store sees what comes in, by parcel, through a locker or over its counter, and does what each one's state allows.</summary>
[Collection(InOneShop.Name)]
public sealed class AnnouncedReturnTests(RunningShop shop)
{
    [Fact]
    public async Task A_return_shows_up_where_it_is_to_come_to_arrives_and_is_graded_with_one_unit_missing()
    {
        var (id, number) = await shop.GivenSaleAsync(await shop.GivenProductAsync(), quantity: 2);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", "/#/work");
        await window.Page.GetByLabel("Store").SelectOptionAsync("store-london");
        await Expect(window.Page.Locator("#coming .loading")).ToHaveCountAsync(0);

        // Another client announces it meanwhile.
        await AnnounceAsync(id, "STORE");
        var coming = window.Page.Locator("#coming").GetByRole(AriaRole.Article).Filter(new() { HasText = number });
        await Expect(coming).ToContainTextAsync("Agreed, not sent yet");
        await Expect(coming).ToContainTextAsync("Brought to a shop · ");
        await Expect(coming).ToContainTextAsync("2 × A lantern · Wrong size · too small");
        await Expect(coming).ToContainTextAsync("To be sent until");
        await AssertOffersAsync(coming, "It arrived", "Grade and refund", "News of its way", "Call off", "Reject");
        await window.PictureAsync("console-work-coming");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();

        await DoAsync(window, coming, "It arrived", "It is here", "Noted as arrived");
        await Expect(coming).ToContainTextAsync("Here, not graded");
        await AssertOffersAsync(coming, "Grade and refund", "Reject");
        await coming.GetByRole(AriaRole.Button, new() { Name = "Grade and refund" }).ClickAsync();

        // It begins with what was announced; one unit is not there.
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await Expect(window.Page.GetByLabel("Units that come back")).ToHaveValueAsync("2");
        await Expect(Choice(window, "Why")).ToHaveValueAsync("WRONG_SIZE");
        await Expect(window.Page.Locator("#settle .sum-total")).ToContainTextAsync("£40.00");
        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await Choice(window, "Condition").SelectOptionAsync("OPENED");
        await Expect(window.Page.Locator("#settle .summary")).ToContainTextAsync("£20.00 is refunded");
        await window.PictureAsync("console-inspection");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        await window.Page.Locator("#settle").GetByRole(AriaRole.Button, new() { Name = "Grade and refund" }).ClickAsync();
        await Expect(window.Page.Locator("#done")).ToContainTextAsync("£20.00");
        await window.Link($"Order {number}").ClickAsync();

        await Expect(window.Page.Locator("#announced")).ToContainTextAsync("Done");
        await AssertOffersAsync(window.Page.Locator("#announced").GetByRole(AriaRole.Article));
        window.AssertQuiet();
        var back = (await AnnouncedAsync(id)).GetProperty("missing")[0].GetProperty("quantity").GetInt32();
        Assert.Equal(1, back);
    }

    [Fact]
    public async Task A_parcel_that_is_told_lost_on_its_order_is_shown_so_and_another_one_is_rejected_with_a_reason()
    {
        var (id, number) = await shop.GivenSaleAsync(await shop.GivenProductAsync(), quantity: 2);
        await AnnounceAsync(id, "LOCKER", quantity: 1);
        await AnnounceAsync(id, "STORE", quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}");
        var (first, second) = (Announced(window, $"{number}-R1"), Announced(window, $"{number}-R2"));
        await Expect(first).ToContainTextAsync("Through a locker");
        await window.PictureAsync("console-announced");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();

        await first.GetByRole(AriaRole.Button, new() { Name = "News of its way" }).ClickAsync();
        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("News").SelectOptionAsync("IN_TRANSIT");
        await window.AssertUsableAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Note" }).ClickAsync();
        await Expect(first).ToContainTextAsync("On its way");
        await Expect(first).ToContainTextAsync("The carrier has it");

        // What is on its way is not called off any more.
        await AssertOffersAsync(first, "It arrived", "Grade and refund", "News of its way", "Reject");
        await first.GetByRole(AriaRole.Button, new() { Name = "News of its way" }).ClickAsync();
        await dialog.GetByLabel("News").SelectOptionAsync("LOST");
        await Expect(dialog).ToContainTextAsync("The goods are noted as lost.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Note" }).ClickAsync();
        await Expect(first).ToContainTextAsync("Lost on its way");

        await second.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await dialog.GetByLabel("Reason").FillAsync("not from this shop");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reject it" }).ClickAsync();
        await Expect(second).ToContainTextAsync("Rejected");
        await Expect(second).ToContainTextAsync("not from this shop");
        await AssertOffersAsync(second);
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_customers_return_waits_until_the_shop_agrees_and_can_be_called_off()
    {
        var (id, number) = await shop.GivenSaleAsync(await shop.GivenProductAsync(), quantity: 1, "demo-customer");
        await AnnounceAsync(id, "STORE", quantity: 1, await CustomerTokenAsync());
        await using var window = await shop.OpenConsoleAsync(isPhone: true, width: 390, height: 844, locale: "fr-FR");
        await window.SignInAsync("Vendeur", $"/#/orders/{id}");
        var announced = Announced(window, $"{number}-R1");
        await Expect(announced).ToContainTextAsync("Attend le magasin");
        await AssertOffersAsync(announced, "Accepter", "Il est arrivé", "Contrôler et rembourser", "Annuler", "Refuser");
        await announced.ScrollIntoViewIfNeededAsync();
        await window.PictureAsync("console-announced-phone");
        await window.AssertUsableAsync();
        await window.AssertFitsAsync();
        await DoAsync(window, announced, "Accepter", "Accepter", "Accepté");
        await Expect(announced).ToContainTextAsync("Accepté, pas encore envoyé");
        await DoAsync(window, announced, "Annuler", "L'annuler", "Annulé");
        await Expect(announced.Locator(".badge")).ToHaveTextAsync("Annulé");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_return_of_which_nothing_came_is_noted_as_empty()
    {
        var (id, number) = await shop.GivenSaleAsync(await shop.GivenProductAsync(), quantity: 1);
        await AnnounceAsync(id, "STORE", quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}");
        await Announced(window, $"{number}-R1").GetByRole(AriaRole.Button, new() { Name = "Grade and refund" }).ClickAsync();
        await window.Page.GetByLabel("Units that come back").FillAsync("0");
        await Expect(window.Page.Locator("#settle .summary")).ToContainTextAsync("Nothing came");
        await window.Button("Nothing came").ClickAsync();
        await Expect(window.Page.Locator("#announced")).ToContainTextAsync("Done");
        window.AssertQuiet();
        Assert.Equal(JsonValueKind.Null, (await AnnouncedAsync(id)).GetProperty("returnId").ValueKind);
    }

    private static ILocator Announced(ConsoleWindow window, string number) =>
        window.Page.Locator("#announced").GetByRole(AriaRole.Article).Filter(new() { HasText = number });

    private static ILocator Choice(ConsoleWindow window, string name) => window.Page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true });

    private static async Task AssertOffersAsync(ILocator announced, params string[] actions) =>
        Assert.Equal(actions, await announced.Locator(".actions button").AllInnerTextsAsync());

    private static async Task DoAsync(ConsoleWindow window, ILocator announced, string action, string agree, string confirmation)
    {
        await announced.GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = agree, Exact = true }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".toast").Filter(new() { HasText = confirmation })).ToHaveCountAsync(1);
    }

    private async Task AnnounceAsync(string orderId, string method, int quantity = 2, string? token = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(shop.Address, "/graphql"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = JsonContent.Create(new
        {
            query = $$"""
                mutation ($order: ID!, $op: ID!, $quantity: Int!) {
                  requestReturn(input: {
                    operationId: $op, orderId: $order, method: {{method}}, locationId: "store-london",
                    lines: [{ orderLineId: "1", quantity: $quantity, reason: WRONG_SIZE, note: "too small" }]
                  }) { errors { __typename ... on Error { message } } }
                }
                """,
            variables = new { order = orderId, op = Guid.NewGuid(), quantity },
        });
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("{\"data\":{\"requestReturn\":{\"errors\":null}}}", body.GetRawText());
    }

    /// <summary>Of the customer whom one click signs in.</summary>
    private async Task<string?> CustomerTokenAsync()
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(new Uri(shop.Address, "/console/demo-sign-in"), new { role = "customer" });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
    }

    private async Task<JsonElement> AnnouncedAsync(string orderId) =>
        (await shop.AskAsync("query ($id: ID!) { order(id: $id) { returnRequests { returnId missing { quantity } } } }", new { id = orderId }))
        .GetProperty("order").GetProperty("returnRequests")[0];
}
