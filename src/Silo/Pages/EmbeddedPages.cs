using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace OrleansCommerce.Silo.Pages;

/// <summary>The files of a page, which lie in this program: the page asks no other host for anything.</summary>
internal sealed class EmbeddedPages
{
    // 'self' alone: neither a slip in the page nor what a server answers can bring in a script, or send anything elsewhere.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly FrozenDictionary<string, Asset> _assets;

    private EmbeddedPages(FrozenDictionary<string, Asset> assets) => _assets = assets;

    /// <summary>Reads the files whose resource names begin with <paramref name="prefix"/>.</summary>
    /// <exception cref="InvalidOperationException">One has no content type here.</exception>
    public static EmbeddedPages Read(string prefix)
    {
        var assembly = typeof(EmbeddedPages).Assembly;
        return new EmbeddedPages(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[prefix.Length..].Replace('\\', '/'),
                name =>
                {
                    using var resource = assembly.GetManifestResourceStream(name)!;
                    var content = new byte[resource.Length];
                    resource.ReadExactly(content);
                    return new Asset(content, ContentTypeOf(name), TagOf(content));
                },
                StringComparer.Ordinal));
    }

    /// <summary>Serves each file under <paramref name="path"/>.</summary>
    public void Map(IEndpointRouteBuilder app, string path) => app.MapGet(
        path + "/{**name}", (HttpContext context, string name) => SendAsync(context, name));

    /// <summary>Sends a file, or 404.</summary>
    public async Task SendAsync(HttpContext context, string name)
    {
        var (request, response) = (context.Request, context.Response);
        if (!_assets.TryGetValue(name, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

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

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var unknown => throw new InvalidOperationException($"A file of a page ends with '{unknown}', which has no content type here."),
    };

    private static EntityTagHeaderValue TagOf(byte[] content) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");

    private sealed record Asset(byte[] Content, string ContentType, EntityTagHeaderValue Tag);
}
