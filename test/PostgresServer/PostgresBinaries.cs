namespace OrleansCommerce.PostgresServer;

/// <summary>Where the server's programs are.</summary>
internal static class PostgresBinaries
{
    /// <summary>The folder with <c>initdb</c> and <c>postgres</c>: the newest of the distribution's, else the one in PATH.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Find()
    {
        const string installed = "/usr/lib/postgresql";
        var versions = Directory.Exists(installed) ? Directory.GetDirectories(installed) : [];
        var candidates = versions
            .OrderByDescending(static v => int.TryParse(Path.GetFileName(v), out var number) ? number : 0)
            .Select(static v => Path.Combine(v, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return candidates.FirstOrDefault(static c => File.Exists(Path.Combine(c, "initdb")) && File.Exists(Path.Combine(c, "postgres")))
            ?? throw new InvalidOperationException(
                "These tests need PostgreSQL's server programs (initdb, postgres), and none were found. Run ./test.sh, which installs them.");
    }
}
