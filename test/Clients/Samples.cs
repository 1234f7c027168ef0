using System.Diagnostics;
using System.Reflection;

namespace OrleansCommerce.Clients.Tests;

/// <summary>Runs programs in the folder <c>samples/clients</c> of the repository.</summary>
internal static class Samples
{
    /// <summary>Far beyond what a program takes: the machine may be busy with other tests.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string Folder = PathOf("Samples");

    /// <summary>A path that the build knows.</summary>
    public static string PathOf(string name) =>
        typeof(Samples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == name).Value!;

    /// <summary>Installs just what the lock file names, once for each lock file.</summary>
    public static async Task InstallAsync()
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        var note = Path.Combine(Folder, "node_modules", ".installed");
        if (File.Exists(note) && await File.ReadAllTextAsync(note) == wanted)
        {
            return;
        }

        await RunAsync("npm", "ci", "--ignore-scripts", "--prefer-offline");
        await File.WriteAllTextAsync(note, wanted);
    }

    /// <summary>Runs a program; the test fails when the program does.</summary>
    /// <returns>The lines that it printed.</returns>
    public static async Task<string[]> RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}.\n{output}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Runs a program that may fail.</summary>
    public static async Task<(int ExitCode, string Output)> TryAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, process.ExitCode == 0 ? await output : $"{await output}\n{await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
