using System.Globalization;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>Goods come back at the desk: others are taken instead or none, the difference is settled, and the policy says no.</summary>
[Collection(InOneShop.Name)]
public sealed class ReturnTests(RunningShop shop)
{
    [Fact]
    public async Task A_customers_goods_are_exchanged_for_dearer_ones_and_the_difference_is_paid_in_two_ways()
    {
        var (sku, dearer, customer) = (await shop.GivenProductAsync(), await shop.GivenProductAsync(price: 35.5m), $"cu-{Guid.NewGuid():N}"[..12]);
        var (id, number) = await shop.GivenSaleAsync(sku, quantity: 2, customer);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/customers/{customer}");
        await window.Link($"Take back or exchange {number}").ClickAsync();
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await Expect(window.Page.Locator("#back")).ToContainTextAsync("2 of 2 can come back, worth £40.00.");
        await Expect(window.Button("Take back and refund")).ToBeDisabledAsync();

        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await Choice(window, "Why").SelectOptionAsync("WRONG_SIZE");
        await Choice(window, "Condition").SelectOptionAsync("OPENED");
        await Expect(Choice(window, "What becomes of it")).ToContainTextAsync("kept apart until somebody looked at it");
        await TakeAsync(window, dearer);
        await Expect(window.Page.Locator("#settle .sum-total")).ToContainTextAsync("The customer pays");
        await Expect(window.Page.Locator("#settle .sum-total")).ToContainTextAsync("£15.50");

        await window.Button("Part of it is paid otherwise").ClickAsync();
        await Choice(window, "Paid with").Last.SelectOptionAsync("CARD");
        await window.Page.GetByLabel("Amount").FillAsync("10");
        await window.Page.GetByLabel("Reference").Last.FillAsync("term_1");
        await Expect(window.Page.Locator("#settle .fields").First).ToContainTextAsync("£5.50");
        await window.PictureAsync("console-exchange");
        await window.AssertUsableAsync();
        await window.Button("Exchange").ClickAsync();

        var done = window.Page.Locator("#done");
        await Expect(done.GetByRole(AriaRole.Heading, new() { Name = "Exchanged" })).ToBeFocusedAsync();
        await Expect(done).ToContainTextAsync("Paid on top");
        await Expect(done).ToContainTextAsync("£15.50");
        var receipts = done.Locator(".receipt-links");
        await Expect(receipts).ToHaveCountAsync(2);
        await window.PictureAsync("console-exchange-done");
        await window.AssertUsableAsync();
        await receipts.Last.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(window.Page.Locator("#lines")).ToContainTextAsync(dearer);
        await Expect(window.Page.Locator("#lines .cart-total")).ToContainTextAsync("£35.50");
        await window.Page.GoBackAsync();
        window.AssertQuiet();

        var back = (await shop.AskAsync(
            "query ($id: ID!) { order(id: $id) { returns { lines { quantity reason condition disposition } } } }", new { id })).GetProperty("order").GetProperty("returns")[0].GetProperty("lines")[0];
        Assert.Equal(
            ("WRONG_SIZE", "OPENED", "QUARANTINE", 1),
            (back.GetProperty("reason").GetString(), back.GetProperty("condition").GetString(), back.GetProperty("disposition").GetString(), back.GetProperty("quantity").GetInt32()));
    }

    [Fact]
    public async Task What_is_worth_more_becomes_store_credit_and_units_in_two_conditions_are_two_entries()
    {
        var (sku, cheaper) = (await shop.GivenProductAsync(), await shop.GivenProductAsync(price: 4));
        var (id, _) = await shop.GivenSaleAsync(sku, quantity: 2);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}");
        await window.Button("Take back or exchange").ClickAsync();
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await window.Button("Others are in another condition").ClickAsync();
        await Expect(window.Page.GetByLabel("Units that come back").Last).ToBeFocusedAsync();
        await window.Page.GetByLabel("Units that come back").Last.FillAsync("1");
        await Choice(window, "Condition").Last.SelectOptionAsync("DAMAGED");
        await Expect(Choice(window, "What becomes of it").Last).Not.ToContainTextAsync("back on the shelf");
        await TakeAsync(window, cheaper);
        await window.Button("One A lantern more").ClickAsync();
        await Expect(window.Page.Locator("#settle .sum-total")).ToContainTextAsync("The customer gets");
        await Expect(window.Page.Locator("#settle .sum-total")).ToContainTextAsync("£32.00");
        await Choice(window, "The money goes").SelectOptionAsync("STORE_CREDIT");
        await window.Button("Exchange").ClickAsync();

        var credit = await window.Page.Locator("#done dt:has-text('Store credit') + dd").InnerTextAsync();
        var balance = (await shop.AskAsync("query ($id: ID!) { storeCredit(id: $id) { balance { amount } } }", new { id = credit })).GetProperty("storeCredit").GetProperty("balance").GetProperty("amount");
        Assert.Equal(32m, decimal.Parse(balance.ToString(), CultureInfo.InvariantCulture));
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_store_credit_pays_on_top_and_is_not_touched_when_it_has_not_as_much()
    {
        var (sku, dearer, older) = (await shop.GivenProductAsync(), await shop.GivenProductAsync(price: 45), await shop.GivenProductAsync(price: 18));
        var credit = await GivenCreditAsync(older);
        var (id, _) = await shop.GivenSaleAsync(sku, quantity: 1);
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}/back");
        await window.Page.Locator(".page-head").GetByLabel("Store").SelectOptionAsync("store-london");
        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await TakeAsync(window, dearer);
        await Choice(window, "Paid with").SelectOptionAsync("STORE_CREDIT");
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = "Store credit" }).FillAsync("nobodys:credit");
        await Expect(window.Page.Locator("#settle")).ToContainTextAsync("There is no such store credit.");
        await window.Page.GetByRole(AriaRole.Textbox, new() { Name = "Store credit" }).FillAsync(credit);
        await Expect(window.Page.Locator("#settle")).ToContainTextAsync("£18.00 is left of it.");
        await window.Button("Exchange").ClickAsync();
        await Expect(window.Page.Locator("#settle").GetByRole(AriaRole.Alert)).ToContainTextAsync("must be at most 18");
        Assert.Equal(18m, await BalanceAsync(credit));
        await window.AssertUsableAsync();

        await window.Button("Part of it is paid otherwise").ClickAsync();
        await window.Page.GetByLabel("Amount").FillAsync("7");
        await window.PictureAsync("console-exchange-credit");
        await window.AssertUsableAsync();
        await window.Button("Exchange").ClickAsync();
        await Expect(window.Page.Locator("#done")).ToContainTextAsync("£25.00");
        await Expect(window.Page.Locator("#done .receipt-links")).ToHaveCountAsync(2);
        Assert.Equal(0m, await BalanceAsync(credit));
        window.AssertQuiet();
    }

    [Fact]
    public async Task The_policy_says_no_with_its_reason_to_an_associate_and_an_administrator_answers_for_an_exception()
    {
        var sku = await shop.GivenProductAsync();
        await shop.AskAsync("mutation ($sku: String!) { setReturnTerms(input: { sku: $sku, finalSale: true }) { errors { __typename } } }", new { sku });
        var (id, _) = await shop.GivenSaleAsync(sku, quantity: 1);
        await using var associate = await shop.OpenConsoleAsync();
        await associate.SignInAsync("Associate", $"/#/orders/{id}/back");
        await associate.Page.GetByLabel("Units that come back").FillAsync("1");
        await associate.Button("Take back and refund").ClickAsync();
        await Expect(associate.Page.Locator("#settle").GetByRole(AriaRole.Alert)).ToContainTextAsync("It was sold for good");
        await Expect(associate.Page.Locator("#settle").GetByRole(AriaRole.Alert)).ToContainTextAsync("An administrator can make an exception.");
        await Expect(associate.Page.GetByLabel("Reason of the exception")).ToBeHiddenAsync();
        await associate.PictureAsync("console-return-refused");
        await associate.AssertUsableAsync();
        associate.AssertQuiet();

        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: $"/#/orders/{id}/back");
        await window.Page.GetByLabel("Units that come back").FillAsync("1");
        await window.Button("Take back and refund").ClickAsync();
        await Expect(window.Page.GetByLabel("Reason of the exception")).ToBeFocusedAsync();
        await window.AssertUsableAsync();
        await window.Page.Keyboard.TypeAsync("told wrongly in the shop");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#done")).ToContainTextAsync("£20.00");
        window.AssertQuiet();

        var kept = (await shop.AskAsync("query ($id: ID!) { order(id: $id) { returns { overriddenBy overrideReason } } }", new { id })).GetProperty("order").GetProperty("returns")[0];
        Assert.Equal(("demo-admin", "told wrongly in the shop"), (kept.GetProperty("overriddenBy").GetString(), kept.GetProperty("overrideReason").GetString()));
    }

    [Fact]
    public async Task On_a_phone_in_French_goods_come_back_by_keyboard_alone()
    {
        var (id, number) = await shop.GivenSaleAsync(await shop.GivenProductAsync(), quantity: 1);
        await using var window = await shop.OpenConsoleAsync(390, 844, ColorScheme.Dark, isPhone: true, locale: "fr-FR");
        await window.SignInAsync("Vendeur", $"/#/orders/{id}/back");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Retour ou échange" })).ToContainTextAsync(number);
        await window.Page.GetByLabel("Unités qui reviennent").FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowUp");
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
        await window.PictureAsync("console-phone-return");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#done")).ToContainTextAsync("20,00 £GB");
        await Expect(window.Page.Locator("#done .receipt-links")).ToHaveCountAsync(1);
        await window.AssertFitsAsync();
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task An_order_of_which_nothing_can_come_back_says_so()
    {
        var (id, _) = await shop.GivenOrderAsync(await shop.GivenProductAsync());
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/orders/{id}/back");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Nothing of this order can come back");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    // By its name alone: the label around a choice also holds the words of what can be chosen.
    private static ILocator Choice(ConsoleWindow window, string name) => window.Page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true });

    /// <summary>What a customer got as store credit for one unit that came back.</summary>
    private async Task<string> GivenCreditAsync(string sku)
    {
        var (id, _) = await shop.GivenSaleAsync(sku, quantity: 1);
        var back = await shop.AskAsync(
            """
            mutation ($id: ID!) {
              returnItems(input: { operationId: "b", orderId: $id, locationId: "store-london", refundTo: STORE_CREDIT, lines: [{ orderLineId: "1", quantity: 1 }] }) { storeCreditId }
            }
            """,
            new { id });
        return back.GetProperty("returnItems").GetProperty("storeCreditId").GetString()!;
    }

    private async Task<decimal> BalanceAsync(string credit) => decimal.Parse(
        (await shop.AskAsync("query ($credit: ID!) { storeCredit(id: $credit) { balance { amount } } }", new { credit }))
            .GetProperty("storeCredit").GetProperty("balance").GetProperty("amount").ToString(),
        CultureInfo.InvariantCulture);

    private static async Task TakeAsync(ConsoleWindow window, string sku)
    {
        await window.Page.Locator("#taken").GetByRole(AriaRole.Searchbox).FillAsync(sku);
        await window.Button($"Take A lantern, {sku}").ClickAsync();
        await Expect(window.Page.Locator("#taken")).ToContainTextAsync("1 × A lantern");
    }
}
