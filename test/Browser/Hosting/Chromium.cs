namespace OrleansCommerce.Browser.Tests.Hosting;

/// <summary>The system's own Chromium: the tests download no browser.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Its path.</summary>
    /// <exception cref="InvalidOperationException">There is none on the PATH.</exception>
    public static string Path { get; } =
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(System.IO.Path.PathSeparator)
         from name in Names
         let path = System.IO.Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault()
        ?? throw new InvalidOperationException($"These tests need one of {string.Join(", ", Names)} on the PATH; test.sh installs it.");
}
