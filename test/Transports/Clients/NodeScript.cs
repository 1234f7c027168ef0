using System.Diagnostics;
using System.Text.Json;

namespace OrleansCommerce.Transports.Tests.Clients;

/// <summary>Runs a script of this folder with the packages of its lock file, and reads what it prints.</summary>
internal static class NodeScript
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Clients");

    /// <summary>Far beyond what a script takes: the machine may be busy with other tests.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Task Installed = InstallAsync();

    /// <summary>Runs a script; the test fails when the script does.</summary>
    /// <returns>The JSON that it printed last.</returns>
    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        await Installed;
        var output = await StartAsync("node", [script, .. arguments]);
        var last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        using var json = JsonDocument.Parse(last);
        return json.RootElement.Clone();
    }

    /// <summary>Runs a script that holds something open at the server; disposing of the answer ends it.</summary>
    public static async Task<IAsyncDisposable> HoldAsync(string script, params string[] arguments)
    {
        await Installed;
        var process = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var held = new HeldProcess(process);
        if (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is null)
        {
            await held.DisposeAsync();
            Assert.Fail($"{script} ended before everything was open.");
        }

        return held;
    }

    /// <summary>Installs just what the lock file names, once for each lock file.</summary>
    private static async Task InstallAsync()
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        var note = Path.Combine(Folder, "node_modules", ".installed");
        if (File.Exists(note) && await File.ReadAllTextAsync(note) == wanted)
        {
            return;
        }

        await StartAsync("npm", ["ci", "--ignore-scripts"]);
        await File.WriteAllTextAsync(note, wanted);
    }

    private sealed class HeldProcess(Process process) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            process.StandardInput.Close();
            try
            {
                await process.WaitForExitAsync().WaitAsync(Patience);
            }
            finally
            {
                process.Dispose();
            }
        }
    }

    private static async Task<string> StartAsync(string program, string[] arguments)
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
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.\n{await output}\n{await errors}");
            return await output;
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
