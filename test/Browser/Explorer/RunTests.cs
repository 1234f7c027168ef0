using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Explorer;

/// <summary>What people come for: to write an operation, and see what it does.</summary>
[Collection(InOneShop.Name)]
public sealed class RunTests(RunningShop shop)
{
    [Fact]
    public async Task A_query_typed_with_completion_shows_real_data()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync(string.Empty);
        await window.Document.FocusAsync();

        await window.TypeAsync("{ pro");
        await Expect(window.Suggestions.GetByRole(AriaRole.Option)).ToHaveCountAsync(2);
        await Expect(window.Page.Locator(".suggestions-about")).ToHaveTextAsync("One product; null when it is not registered.");
        await window.PictureAsync("explorer-completion");
        await window.PressAsync("Enter");
        await window.TypeAsync("\"BAG-DAY-20\"");
        await window.PressAsync("ArrowDown");
        await window.PressAsync("End");
        await window.TypeAsync("na");
        await window.PressAsync("Tab");
        await window.TypeAsync(" pri");
        await window.PressAsync("Enter");
        await window.TypeAsync("am");
        await window.PressAsync("Enter");
        Assert.Equal(
            "{product(sku:\"BAG-DAY-20\"){nameprice{amount}}}",
            string.Concat((await window.Document.InputValueAsync()).Where(sign => !char.IsWhiteSpace(sign))));
        await window.PressAsync("Control+Enter");

        await Expect(window.Answer).ToContainTextAsync("\"name\": \"Day pack, 20 litres\"");
        await Expect(window.Answer).ToContainTextAsync("\"amount\": 64.00");
        await Expect(window.Facts).ToContainTextAsync("Status 200");
        await Expect(window.Facts).ToContainTextAsync(" ms");
        await Expect(window.Facts).ToContainTextAsync(" B");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_subscription_shows_what_another_client_changes()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync(
            "subscription Changes($sku: String!) { stockChanged(sku: $sku) { location { id } onHand } }",
            """{ "sku": "SCK-WOOL" }""");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(window.Facts).ToContainTextAsync("Listening");

        await shop.MutateAsync(
            """mutation { receiveStock(input: { operationId: "explorer-1", sku: "SCK-WOOL", locationId: "store-london", quantity: 3 }) { stockItem { onHand } } }""");

        await Expect(window.Page.Locator(".event")).ToHaveCountAsync(1);
        await Expect(window.Answer).ToContainTextAsync("\"id\": \"store-london\"");
        await Expect(window.Facts).ToContainTextAsync("1 event");
        await window.PictureAsync("explorer-subscription");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(window.Facts).ToContainTextAsync("Stopped");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Run" })).ToBeVisibleAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_subscription_runs_over_a_WebSocket_as_well()
    {
        const int MostChanges = 10;
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync("subscription { stockChanged(sku: \"LMP-HEAD\") { location { id } } }");
        await window.Page.GetByLabel("Events over").SelectOptionAsync("WebSocket");
        var socket = await window.Page.RunAndWaitForWebSocketAsync(() => window.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync());
        await Expect(window.Facts).ToContainTextAsync("Listening");

        // The protocol has no answer that says "subscribed": a change may come before it, and then there is another one.
        var events = window.Page.Locator(".event");
        for (var change = 0; change < MostChanges && await events.CountAsync() == 0; change++)
        {
            await shop.MutateAsync(
                $"mutation {{ receiveStock(input: {{ operationId: \"socket-{change}\", sku: \"LMP-HEAD\", locationId: \"warehouse\", quantity: 1 }}) {{ stockItem {{ onHand }} }} }}");
            try
            {
                await events.First.WaitForAsync(new() { Timeout = 1000 });
            }
            catch (TimeoutException)
            {
                // That change was too early.
            }
        }

        await Expect(window.Answer).ToContainTextAsync("\"id\": \"warehouse\"");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(window.Facts).ToContainTextAsync("Stopped");
        Assert.StartsWith("ws://", socket.Url, StringComparison.Ordinal);
        window.AssertQuiet();
    }

    [Fact]
    public async Task The_chosen_operation_of_several_runs()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync("query One { location(id: \"warehouse\") { kind } }\nquery Two { locations { id } }");
        await window.Page.GetByLabel("Operation to run").SelectOptionAsync("Two");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Expect(window.Answer).ToContainTextAsync("locker-london");

        await window.Document.FocusAsync();
        await window.PressAsync("Control+Home");
        await window.PressAsync("Control+Enter");

        await Expect(window.Answer).ToContainTextAsync("\"kind\": \"WAREHOUSE\"");
        window.AssertQuiet();
    }

    [Fact]
    public async Task What_the_server_refuses_is_shown_at_its_place()
    {
        await using var window = await shop.OpenWindowAsync();

        // The page does not know how many products a page of them may have; the server does.
        await window.WriteAsync("{\n  products(first: 100000) { totalCount }\n}");
        await window.Document.FocusAsync();
        await window.PressAsync("Control+Enter");

        await Expect(window.Answer).ToContainTextAsync("\"errors\"");
        await Expect(window.Page.Locator("#document-problems")).ToContainTextAsync("Line 2");
    }
}
