using Microsoft.Playwright;

namespace OrleansCommerce.Browser.Tests.Hosting;

/// <summary>A browser's window on the explorer. It notes what must not happen: console errors, and requests to other hosts.</summary>
public sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _host;
    private readonly Complaints _complaints;

    private Window(IBrowserContext context, IPage page, Uri host) =>
        (_context, Page, _host, _complaints) = (context, page, host, new Complaints(page, host));

    public IPage Page { get; }

    /// <summary>The document's text area.</summary>
    public ILocator Document => Page.GetByLabel("GraphQL document");

    /// <summary>The variables' text area.</summary>
    public ILocator Variables => Page.GetByLabel("Variables, as JSON");

    /// <summary>Where answers stand.</summary>
    public ILocator Answer => Page.Locator("#response");

    /// <summary>Status, time and size of the answer.</summary>
    public ILocator Facts => Page.Locator("#response-facts");

    /// <summary>The open list of suggestions.</summary>
    public ILocator Suggestions => Page.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" });

    /// <summary>Opens the explorer, and waits until it has read the schema.</summary>
    public static async Task<Window> OpenAsync(IBrowserContext context, Uri host)
    {
        var window = new Window(context, await context.NewPageAsync(), host);
        await window.LoadAsync();
        return window;
    }

    /// <summary>Opens the explorer again, as after closing and coming back.</summary>
    public async Task LoadAsync()
    {
        await Page.GotoAsync(new Uri(_host, "/graphql").ToString());
        await Page.Locator("#docs-page h3").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Puts a text in place of the document's.</summary>
    public async Task WriteAsync(string document, string variables = "")
    {
        await Document.FillAsync(document);
        await Variables.FillAsync(variables);
    }

    /// <summary>Types into the focused element, key by key.</summary>
    public Task TypeAsync(string text) => Page.Keyboard.TypeAsync(text);

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>Puts a picture among the artefacts.</summary>
    public Task PictureAsync(string name) => Pictures.TakeAsync(Page, name);

    /// <summary>Nothing went wrong unseen.</summary>
    public void AssertQuiet() => _complaints.AssertNone();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
