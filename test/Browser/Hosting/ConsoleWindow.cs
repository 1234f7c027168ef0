using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OrleansCommerce.Browser.Tests.Hosting;

/// <summary>A browser's window on the console.</summary>
public sealed class ConsoleWindow(IBrowserContext context, IPage page, Uri host) : IAsyncDisposable
{
    // What axe says against the page: WCAG 2.2, levels A and AA.
    private const string Faults =
        """
        async () => {
          const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
          return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
        }
        """;

    private readonly Complaints _complaints = new(page, host);

    public IPage Page => page;

    /// <summary>Opens a page of the console as somebody who has signed in with one click.</summary>
    public async Task SignInAsync(string role = "Administrator", string path = "/")
    {
        await page.GotoAsync(new Uri(host, path).ToString());
        await Button(role).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" })).ToBeVisibleAsync();
    }

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Link(string name) => page.GetByRole(AriaRole.Link, new() { Name = name });

    /// <summary>Puts a picture among the artefacts.</summary>
    public Task PictureAsync(string name) => Pictures.TakeAsync(page, name);

    /// <summary>Everybody can use what is seen now, as far as a tool can tell.</summary>
    public async Task AssertUsableAsync()
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Pictures.Metadata("AxeCore")));
        Assert.Empty(await page.EvaluateAsync<string[]>(Faults));
    }

    /// <summary>Nothing sticks out to the side.</summary>
    public async Task AssertFitsAsync() =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page scrolls sideways.");

    /// <summary>Nothing went wrong unseen.</summary>
    public void AssertQuiet() => _complaints.AssertNone();

    /// <summary>Cuts the network off, or gives it back.</summary>
    public Task SetOfflineAsync(bool offline) => context.SetOfflineAsync(offline);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
