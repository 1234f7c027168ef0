using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Console;

/// <summary>From the search to one shelf: what is there, how it came about, and what is done about it.</summary>
[Collection(InOneShop.Name)]
public sealed class StockTests(RunningShop shop)
{
    [Fact]
    public async Task A_shelf_is_found_adjusted_counted_filled_and_emptied_with_a_reason()
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync();
        await window.Link("Stock").ClickAsync();
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync(sku);
        await Expect(window.Page.Locator(".matrix tbody tr")).ToHaveCountAsync(1);
        await window.AssertUsableAsync();
        await window.Page.Locator(".level-good").ClickAsync();
        await Expect(Level(window, "onHand")).ToHaveTextAsync("10");

        await window.Button("Adjust").ClickAsync();
        await Dialog(window).GetByLabel("Units").FillAsync("2");
        await Dialog(window).GetByLabel("Reason").FillAsync("wet");
        await Expect(Dialog(window).Locator(".summary")).ToContainTextAsync("2 units go from “available” to “damaged”");
        await window.PictureAsync("console-stock-dialog");
        await window.AssertUsableAsync();
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Move the units" }).ClickAsync();
        await Expect(Level(window, "damaged")).ToHaveTextAsync("2");
        await Expect(window.Page.Locator("#events tbody tr").First).ToContainTextAsync("wet");
        await Expect(window.Page.Locator("#events tbody tr").First).ToContainTextAsync("demo-admin");

        await window.Button("Count").ClickAsync();
        await Dialog(window).GetByLabel("Units counted").FillAsync("7");
        await Dialog(window).GetByLabel("Reason").FillAsync("stocktaking");
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Book the count" }).ClickAsync();
        await Expect(Level(window, "onHand")).ToHaveTextAsync("7");

        await window.Button("Receive").ClickAsync();
        await Dialog(window).GetByLabel("Units").FillAsync("5");
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Receive" }).ClickAsync();
        await Expect(Dialog(window).GetByLabel("Reason")).ToBeFocusedAsync();
        await Dialog(window).GetByLabel("Reason").FillAsync("late delivery");
        await Dialog(window).GetByLabel("Reference").FillAsync("D-76");
        await window.AssertUsableAsync();
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Receive" }).ClickAsync();
        await Expect(Level(window, "onHand")).ToHaveTextAsync("12");
        await Expect(window.Page.Locator("#events tbody tr").First).ToContainTextAsync("late delivery · D-76");

        await window.Button("Transfer").ClickAsync();
        await Dialog(window).GetByRole(AriaRole.Combobox).SelectOptionAsync("store-edinburgh");
        await Dialog(window).GetByLabel("Units").FillAsync("3");
        await Dialog(window).GetByLabel("Reason").FillAsync("D-77");
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Send them" }).ClickAsync();
        await Expect(Level(window, "onHand")).ToHaveTextAsync("9");

        await window.Page.GotoAsync(new Uri(shop.Address, $"/#/stock/{sku}/store-edinburgh").ToString());
        await Expect(Level(window, "inTransit")).ToHaveTextAsync("3");
        await window.Button("Take in transfer").ClickAsync();
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Take in" }).ClickAsync();
        await Expect(Level(window, "onHand")).ToHaveTextAsync("3");
        window.AssertQuiet();
    }

    [Fact]
    public async Task What_other_clients_do_is_seen_on_the_shelf_and_in_its_history()
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync("Associate", $"/#/stock/{sku}/store-london");
        await Expect(Level(window, "available")).ToHaveTextAsync("10");

        await shop.ReserveAsync(sku, quantity: 4);
        await Expect(Level(window, "reserved")).ToHaveTextAsync("4");
        await Expect(Level(window, "available")).ToHaveTextAsync("6");
        await shop.SellAsync(sku);
        await Expect(Level(window, "onHand")).ToHaveTextAsync("9");
        await Expect(window.Page.Locator("#events tbody tr")).ToHaveCountAsync(3);
        await Expect(window.Page.Locator(".line-onHand")).ToBeVisibleAsync();
        await Expect(window.Button("Receive")).ToHaveCountAsync(0);

        await window.Page.Locator(".plot-canvas").FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(window.Page.Locator(".plot-values")).ToContainTextAsync("Reserved 4");
        await window.PictureAsync("console-stock-item");
        await window.AssertUsableAsync();

        await window.Page.GotoAsync(new Uri(shop.Address, $"/#/stock/{sku}").ToString());
        await Expect(window.Page.Locator("tbody tr")).ToContainTextAsync("9");
        await shop.SellAsync(sku);
        await Expect(window.Page.Locator("tbody tr")).ToContainTextAsync("8");
        await window.PictureAsync("console-stock-sku");
        await window.AssertUsableAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_broken_socket_is_opened_again_and_what_happened_meanwhile_is_read()
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        var first = new TaskCompletionSource<IWebSocketRoute>();
        var second = new TaskCompletionSource();
        await window.Page.RouteWebSocketAsync(new Regex("/graphql$", RegexOptions.None, TimeSpan.FromSeconds(1)), socket =>
        {
            socket.ConnectToServer();
            if (!first.TrySetResult(socket))
            {
                second.TrySetResult();
            }
        });
        await window.SignInAsync(path: $"/#/stock/{sku}/store-london");
        await Expect(Level(window, "onHand")).ToHaveTextAsync("10");

        await (await first.Task.WaitAsync(TimeSpan.FromMinutes(1))).CloseAsync(new() { Code = 1011, Reason = "broken by the test" });
        await shop.SellAsync(sku);

        await second.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Expect(Level(window, "onHand")).ToHaveTextAsync("9");
        await Expect(window.Page.Locator(".banner")).ToBeHiddenAsync();
        await shop.SellAsync(sku);
        await Expect(Level(window, "onHand")).ToHaveTextAsync("8");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_count_on_old_books_is_refused_and_what_was_typed_stays()
    {
        var sku = await shop.GivenProductAsync();
        await using var window = await shop.OpenConsoleAsync();
        await window.SignInAsync(path: $"/#/stock/{sku}/store-london");
        await Expect(Level(window, "onHand")).ToHaveTextAsync("10");
        await window.Button("Count").ClickAsync();
        await Dialog(window).GetByLabel("Units counted").FillAsync("4");
        await Dialog(window).GetByLabel("Reason").FillAsync("stocktaking");

        await shop.SellAsync(sku);
        await Dialog(window).GetByRole(AriaRole.Button, new() { Name = "Book the count" }).ClickAsync();

        await Expect(Dialog(window).GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(Dialog(window).GetByLabel("Units counted")).ToHaveValueAsync("4");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog(window)).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    private static ILocator Level(ConsoleWindow window, string name) => window.Page.Locator($"#level-{name}");

    private static ILocator Dialog(ConsoleWindow window) => window.Page.GetByRole(AriaRole.Dialog);
}
