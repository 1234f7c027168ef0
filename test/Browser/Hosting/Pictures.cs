using System.Reflection;
using Microsoft.Playwright;

namespace OrleansCommerce.Browser.Tests.Hosting;

/// <summary>Pictures of pages, kept as artefacts.</summary>
internal static class Pictures
{
    public static Task TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(Metadata("Screenshots"), $"{name}.png") });

    /// <summary>What the project file tells the tests.</summary>
    internal static string Metadata(string key) =>
        typeof(Pictures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
