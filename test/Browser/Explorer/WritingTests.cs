using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Explorer;

/// <summary>The help that the editor gives, and the docs beside it.</summary>
[Collection(InOneShop.Name)]
public sealed class WritingTests(RunningShop shop)
{
    [Fact]
    public async Task Mistakes_are_underlined_as_they_are_typed()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync("query Q($sku: String!) {\n  product(sku: $sku) { nam }\n}", """{ "sku": 1, "more": true }""");

        await Expect(window.Page.Locator("#document .is-error")).ToHaveTextAsync("nam");
        await Expect(window.Page.Locator("#document-problems")).ToHaveTextAsync("Line 2Product has no field nam. Perhaps name?");
        await Expect(window.Page.Locator("#variables .is-error")).ToHaveTextAsync("1");
        await Expect(window.Page.Locator("#variables-problems")).ToContainTextAsync("The operation defines no variable $more.");
        await window.PictureAsync("explorer-mistakes");

        await window.Page.Locator("#document-problems button").ClickAsync();
        await window.PressAsync("Control+ArrowRight");
        await window.TypeAsync("e");
        await Expect(window.Page.Locator("#document .is-error")).ToHaveCountAsync(0);
        window.AssertQuiet();
    }

    [Fact]
    public async Task Variables_that_are_no_JSON_are_not_sent()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync("query Q($sku: String!) { product(sku: $sku) { name } }", "{ \"sku\": }");
        await window.Page.GetByRole(AriaRole.Tab, new() { Name = "Headers" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();

        await Expect(window.Page.Locator("#variables-problems")).ToHaveTextAsync("Line 1Expected a value, found }.");
        await Expect(window.Facts).ToBeEmptyAsync();
        window.AssertQuiet();
    }

    [Fact]
    public async Task Brackets_come_in_pairs_and_the_partner_of_the_one_at_the_caret_is_marked()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync(string.Empty);
        await window.Document.FocusAsync();
        await window.TypeAsync("{");
        await window.PressAsync("Enter");
        await window.TypeAsync("__typename");
        await window.PressAsync("Escape");
        await Expect(window.Document).ToHaveValueAsync("{\n  __typename\n}");

        await window.PressAsync("Control+Home");
        await Expect(window.Page.Locator("#document .is-matched")).ToHaveTextAsync(["{", "}"]);
        window.AssertQuiet();
    }

    [Fact]
    public async Task Prettify_can_be_undone()
    {
        await using var window = await shop.OpenWindowAsync();
        const string Ugly = "{product(sku:\"A\"){name}} # end";
        await window.WriteAsync(Ugly);
        await window.Document.FocusAsync();
        await window.PressAsync("Control+Shift+F");
        await Expect(window.Document).ToHaveValueAsync("{\n  product(sku: \"A\") {\n    name\n  }\n}\n\n# end\n");

        await window.PressAsync("Control+z");
        await Expect(window.Document).ToHaveValueAsync(Ugly);
        window.AssertQuiet();
    }

    [Fact]
    public async Task The_docs_are_searched_and_walked()
    {
        await using var window = await shop.OpenWindowAsync();
        var docs = window.Page.Locator("#docs-page");
        await window.Page.GetByLabel("Search the schema").FillAsync("expire reserve");
        await docs.GetByRole(AriaRole.Button, new() { Name = "Mutation.reserveStock" }).ClickAsync();
        await Expect(docs.Locator("h3")).ToHaveTextAsync("Mutationobject");
        await Expect(docs.Locator(".is-found")).ToContainTextAsync("Holds units for a while; they expire by themselves.");

        await docs.Locator(".is-found").GetByRole(AriaRole.Button, new() { Name = "ReserveStockInput" }).ClickAsync();
        await docs.GetByRole(AriaRole.Button, new() { Name = "Channel", Exact = true }).ClickAsync();
        await Expect(docs).ToContainTextAsync("A self-service screen in a shop.");
        await Expect(window.Page.Locator("#docs-trail li")).ToHaveTextAsync(["Schema", "Mutation", "ReserveStockInput", "Channel"]);
        window.AssertQuiet();
    }

    [Fact]
    public async Task F1_opens_the_docs_of_the_name_at_the_caret()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync("{ stockItem(sku: \"A\", locationId: \"B\") { safety } }");
        await window.Document.EvaluateAsync("area => area.setSelectionRange(44, 44)");
        await window.Document.FocusAsync();
        await window.PressAsync("F1");

        await Expect(window.Page.Locator("#docs-page .is-found")).ToContainTextAsync("Kept back from every channel but the till.");
        window.AssertQuiet();
    }
}
