namespace OrleansCommerce.Silo.Pages;

/// <summary>The web console at <c>/</c>, and the channels side by side at <c>/demo</c>.</summary>
internal static class ConsolePage
{
    private const string AssetsPath = "/console/assets";
    private const string ResourcePrefix = "Console/";

    /// <summary>Serves the pages. They hold no data: each of them asks the API, with a token.</summary>
    public static void MapConsole(this WebApplication app)
    {
        var assets = EmbeddedPages.Read(ResourcePrefix);
        app.MapGet("/", context => assets.SendAsync(context, "index.html"));
        app.MapGet("/demo", context => assets.SendAsync(context, "demo.html"));
        assets.Map(app, AssetsPath);
        app.MapDemoSignIn();
    }
}
