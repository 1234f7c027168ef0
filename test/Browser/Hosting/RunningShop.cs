using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using OrleansCommerce.Silo;

namespace OrleansCommerce.Browser.Tests.Hosting;

/// <summary>The real host on a free port with the sample in it, and a browser; shared by the tests of the collection.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    private const int ExpectMs = 30_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanscommerce-");
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What its grains run on: <c>Local</c> or <c>Orleans</c>.</summary>
    public static string Engine => Pictures.Metadata("Engine");

    /// <summary>Where the host listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What the host is made of.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _app = SiloApplication.Create(
        [
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Journal=Data Source={System.IO.Path.Combine(_folder.FullName, "journal.db")}",
            "--Logging:LogLevel:Default=Warning",

            // Of customers alone: what others announce is agreed to at once.
            "--Returns:ReviewRequests=true",
        ]);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
        _playwright = await Playwright.CreateAsync();

        // A busy machine fails no test: what is expected may take its time.
        Assertions.SetDefaultExpectTimeout(ExpectMs);

        // The sandbox of Chromium needs rights that a container's root has not; the only pages here are the host's own.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox"] });
    }

    /// <summary>A window with a storage of its own, and nothing open in it.</summary>
    public async Task<Window> OpenWindowAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, bool isPhone = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = isPhone,
            IsMobile = isPhone,
            Locale = "en-GB",
        });
        return await Window.OpenAsync(context, Address);
    }

    /// <summary>A window on the console, of this host or of another one, where nobody is signed in.</summary>
    public async Task<ConsoleWindow> OpenConsoleAsync(
        int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, bool isPhone = false, string locale = "en-GB", Uri? host = null)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = isPhone,
            IsMobile = isPhone,
            Locale = locale,
        });
        return new ConsoleWindow(context, await context.NewPageAsync(), host ?? Address);
    }

    /// <summary>Posts an operation; gives its <c>data</c>, which comes without errors.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(new Uri(Address, "/graphql"), new { query, variables });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(body.TryGetProperty("errors", out var errors), errors.ToString());
        return body.GetProperty("data");
    }

    /// <summary>Posts an operation as a client of its own would; its answer must have no errors.</summary>
    public async Task MutateAsync(string mutation)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(new Uri(Address, "/graphql"), new { query = mutation });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(body.TryGetProperty("errors", out var errors), errors.ToString());
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class InOneShop : ICollectionFixture<RunningShop>
{
    public const string Name = "A shop and a browser";
}
