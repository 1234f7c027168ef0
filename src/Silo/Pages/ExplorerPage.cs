using Microsoft.Net.Http.Headers;

namespace OrleansCommerce.Silo.Pages;

/// <summary>
/// The explorer of the GraphQL API: what a browser sees at the API's address in Development. Its files lie in this program, and
/// it asks no other host for anything.
/// </summary>
internal static class ExplorerPage
{
    private const string AssetsPath = "/explorer";

    private const string ResourcePrefix = "Explorer/";

    private const string IndexName = "index.html";

    /// <summary>
    /// Serves the page to browsers that open <paramref name="apiPath"/>, in Development alone: elsewhere people who may look into
    /// the API have tools of their own, and a token.
    /// </summary>
    public static void UseExplorer(this WebApplication app, string apiPath)
    {
        if (!app.Environment.IsDevelopment())
        {
            return;
        }

        var assets = EmbeddedPages.Read(ResourcePrefix);
        app.Use((context, next) => IsPageRequest(context.Request, apiPath) ? assets.SendAsync(context, IndexName) : next(context));
        assets.Map(app, AssetsPath);
    }

    /// <summary>A GET without a query, by someone who would rather read HTML than JSON.</summary>
    private static bool IsPageRequest(HttpRequest request, string apiPath)
    {
        if (!HttpMethods.IsGet(request.Method)
            || request.QueryString.HasValue
            || !request.Path.Equals(apiPath, StringComparison.OrdinalIgnoreCase)
            || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        var html = Quality(accepted, type => type.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        var data = Quality(accepted, type => type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase));
        return html > 0 && html >= data;
    }

    private static double Quality(IList<MediaTypeHeaderValue> accepted, Func<string, bool> isOfInterest) => accepted
        .Where(type => isOfInterest(type.MediaType.ToString()))
        .Select(type => type.Quality ?? 1)
        .DefaultIfEmpty(0)
        .Max();
}
