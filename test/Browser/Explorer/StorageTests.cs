using Microsoft.Playwright;
using OrleansCommerce.Browser.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Explorer;

/// <summary>What the page remembers, and what it must not.</summary>
[Collection(InOneShop.Name)]
public sealed class StorageTests(RunningShop shop)
{
    [Fact]
    public async Task The_history_brings_back_a_document_with_its_variables()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync("query Name($sku: String!) { product(sku: $sku) { name } }", """{ "sku": "MAP-LAKES" }""");
        await window.Document.FocusAsync();
        await window.PressAsync("Control+Enter");
        await Expect(window.Facts).ToContainTextAsync("Status 200");
        await window.WriteAsync("{ __typename }");

        await window.LoadAsync();
        await Expect(window.Document).ToHaveValueAsync("{ __typename }");
        await window.Page.GetByRole(AriaRole.Tab, new() { Name = "History" }).ClickAsync();
        await window.PictureAsync("explorer-history");
        await window.Page.GetByRole(AriaRole.Button, new() { NameString = "query Name" }).ClickAsync();

        await Expect(window.Document).ToHaveValueAsync("query Name($sku: String!) { product(sku: $sku) { name } }");
        await Expect(window.Variables).ToHaveValueAsync("""{ "sku": "MAP-LAKES" }""");
        window.AssertQuiet();
    }

    [Fact]
    public async Task Headers_go_with_every_request_and_are_kept_in_the_session_alone()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync("{ locations { id } }");
        await window.Page.GetByRole(AriaRole.Tab, new() { Name = "Headers" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Add a header" }).ClickAsync();
        await window.Page.GetByLabel("Header name").Last.FillAsync("X-Correlation-Id");
        await window.Page.GetByLabel("Header value").Last.FillAsync("secret-of-the-session");

        var request = await window.Page.RunAndWaitForRequestAsync(
            async () =>
            {
                await window.Document.FocusAsync();
                await window.PressAsync("Control+Enter");
            },
            sent => sent.PostData?.Contains("locations", StringComparison.Ordinal) == true);
        await Expect(window.Facts).ToContainTextAsync("Status 200");

        Assert.Equal("secret-of-the-session", await request.HeaderValueAsync("x-correlation-id"));
        Assert.DoesNotContain("secret", await window.Page.EvaluateAsync<string>("JSON.stringify({ ...localStorage })"), StringComparison.Ordinal);
        await window.LoadAsync();
        await window.Page.GetByRole(AriaRole.Tab, new() { Name = "Headers" }).ClickAsync();
        await Expect(window.Page.GetByLabel("Header value").Last).ToHaveValueAsync("secret-of-the-session");
        window.AssertQuiet();
    }

    [Fact]
    public async Task A_token_that_is_refused_says_so()
    {
        await using var window = await shop.OpenWindowAsync();
        await window.WriteAsync("{ locations { id } }");
        await window.Page.GetByRole(AriaRole.Tab, new() { Name = "Headers" }).ClickAsync();
        await window.Page.GetByLabel("Header value").FillAsync("Bearer not.a.token");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();

        await Expect(window.Facts).ToContainTextAsync("Status 401");
        await Expect(window.Answer).ToContainTextAsync("UNAUTHENTICATED");
        await Expect(window.Page.Locator("#docs-page")).ToContainTextAsync("The schema could not be read");
    }
}
