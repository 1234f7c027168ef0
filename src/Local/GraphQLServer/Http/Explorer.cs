using Microsoft.AspNetCore.Http;

namespace OrleansCommerce.Local.GraphQLServer.Http;

/// <summary>The page that a browser sees at the endpoint: a query, its variables, and a button. It loads nothing from elsewhere.</summary>
internal static class Explorer
{
    private static readonly byte[] Page = Read();

    public static async Task SendAsync(HttpResponse response)
    {
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = Page.Length;
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = "Accept";
        await response.Body.WriteAsync(Page, response.HttpContext.RequestAborted);
    }

    private static byte[] Read()
    {
        using var resource = typeof(Explorer).Assembly.GetManifestResourceStream("Explorer.html")!;
        using var page = new MemoryStream();
        resource.CopyTo(page);
        return page.ToArray();
    }
}
