using System.Collections.Frozen;
using System.Security.Cryptography;
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

    // 'self' alone: neither a slip in the page nor what a server answers can bring in a script, or send anything elsewhere.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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

        var assets = ReadAssets();
        app.Use((context, next) => IsPageRequest(context.Request, apiPath) ? SendAsync(context, assets[IndexName]) : next(context));
        app.MapGet(AssetsPath + "/{**name}", (HttpContext context, string name) =>
        {
            if (assets.TryGetValue(name, out var asset))
            {
                return SendAsync(context, asset);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
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

    private static async Task SendAsync(HttpContext context, Asset asset)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = asset.Tag.ToString();
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        if (request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(asset.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Content.Length;
        await response.Body.WriteAsync(asset.Content, context.RequestAborted);
    }

    private static FrozenDictionary<string, Asset> ReadAssets()
    {
        var assembly = typeof(ExplorerPage).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[ResourcePrefix.Length..].Replace('\\', '/'),
                name =>
                {
                    using var resource = assembly.GetManifestResourceStream(name)!;
                    var content = new byte[resource.Length];
                    resource.ReadExactly(content);
                    return new Asset(content, ContentTypeOf(name), TagOf(content));
                },
                StringComparer.Ordinal);
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var unknown => throw new InvalidOperationException($"A file of the explorer ends with '{unknown}', which has no content type here."),
    };

    private static EntityTagHeaderValue TagOf(byte[] content) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");

    private sealed record Asset(byte[] Content, string ContentType, EntityTagHeaderValue Tag);
}
