using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>The overview moves by itself, and says when it cannot.</summary>
[Collection(InOneShop.Name)]
public sealed class OverviewTests(RunningShop shop)
{
    private static readonly Regex Count = new(@"^\d+$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task What_other_clients_do_is_seen_without_a_reload()
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate");
        var sales = window.Page.Locator("#tile-sales .count");
        await Expect(sales).ToContainTextAsync(Count);
        var before = await CountAsync(sales);

        await shop.SellAsync(sku);
        await shop.ReserveAsync(sku, quantity: 99);

        await Expect(sales).Not.ToHaveTextAsync(before.ToString(CultureInfo.InvariantCulture));
        Assert.True(await CountAsync(sales) > before);
        await Expect(window.Page.Locator("#tile-refusals .count")).Not.ToHaveTextAsync("0");
        await Expect(window.Page.Locator("#places")).ToContainTextAsync("London, Carnaby Street");
        await Expect(window.Page.Locator(".bar-sales").First).ToBeVisibleAsync();
        await window.PictureAsync("console-overview");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_discrepancy_is_an_alert_that_leads_to_its_shelf()
    {
        var sku = await shop.GivenProductAsync();
        await shop.GivenOrderAsync(sku);
        await shop.AskAsync(
            """
            mutation ($sku: String!) {
              countStock(input: { operationId: "c", sku: $sku, locationId: "store-london", quantity: 0, expectedOnHand: 10, reason: "empty" }) { errors { __typename } }
            }
            """,
            new { sku });
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync();

        await window.Page.Locator("#alerts").GetByRole(AriaRole.Link, new() { Name = sku }).ClickAsync();

        await Expect(window.Page.Locator("#events")).ToContainTextAsync("Discrepancy found");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_the_page_goes_on_by_itself()
    {
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync();
        await Expect(window.Page.Locator("#tile-sales .count")).ToContainTextAsync(Count);

        await window.SetOfflineAsync(true);
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be reached");
        await window.PictureAsync("console-lost");
        await window.AssertUsableAsync();

        await window.SetOfflineAsync(false);
        await Expect(window.Page.Locator(".banner")).ToBeHiddenAsync();
        await Expect(window.Page.Locator(".pulse")).ToHaveTextAsync("Live");
    }

    private static async Task<int> CountAsync(ILocator tile) =>
        int.Parse(await tile.InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
