using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Silo.Engine;

namespace OrleansCommerce.Silo.Pages;

/// <summary>What is running, and where to go: for those who look after it, and without a script.</summary>
internal static class StartPage
{
    private static readonly string Template = ReadTemplate();

    /// <summary>Serves the page at <c>/about</c>. It needs nothing from the network.</summary>
    public static void MapStartPage(this WebApplication app) => app.MapGet("/about", async (HttpContext context, CancellationToken cancellationToken) =>
        Results.Content(await RenderAsync(context.RequestServices, cancellationToken), "text/html", Encoding.UTF8));

    private static async Task<string> RenderAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var environment = services.GetRequiredService<IHostEnvironment>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = Version,
            ["engine"] = GrainEngine.Name,
            ["environment"] = environment.EnvironmentName,
            ["database"] = services.GetRequiredService<IDatabase>().Kind == DatabaseKind.Sqlite ? "SQLite" : "PostgreSQL",
            ["uptime"] = Uptime(services.GetRequiredService<TimeProvider>()),
            ["access"] = environment.IsDevelopment()
                ? "A request without a token acts as an administrator, because this is Development."
                : "Requests to the API need a token.",
            ["numbers"] = environment.IsDevelopment() ? await NumbersAsync(services, cancellationToken) : string.Empty,
        };
        return values.Aggregate(new StringBuilder(Template), (page, value) => page.Replace($"{{{{{value.Key}}}}}", value.Value)).ToString();
    }

    // How much a shop sells is nobody's business but the shop's: outside of development only the API tells, to those who may ask.
    private static async Task<string> NumbersAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var one = new PageRequest(First: 1, After: null);
        var catalog = services.GetRequiredService<ICatalogSearch>();
        var products = await catalog.FindProductsAsync(search: null, one, cancellationToken);
        var locations = await catalog.ListLocationsAsync(cancellationToken);
        var orders = await services.GetRequiredService<IOrderSearch>()
            .FindOrdersAsync(new OrderFilter(), OrderSort.Newest, one, cancellationToken);
        return Number("products", products.TotalCount) + Number("locations", locations.Length) + Number("orders", orders.TotalCount);
    }

    private static string Number(string name, int count) =>
        $"<div class=\"number\"><b>{count.ToString("N0", CultureInfo.InvariantCulture)}</b>{WebUtility.HtmlEncode(name)}</div>";

    private static string Version { get; } = WebUtility.HtmlEncode(
        typeof(StartPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown");

    private static string Uptime(TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        var up = time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime();
        return up.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)up.TotalMinutes} min {up.Seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)up.TotalHours} h {up.Minutes} min");
    }

    private static string ReadTemplate()
    {
        using var stream = typeof(StartPage).Assembly.GetManifestResourceStream("Start.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
