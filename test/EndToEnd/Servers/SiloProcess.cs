using System.Diagnostics;
using System.Reflection;

namespace OrleansCommerce.EndToEnd.Tests.Servers;

/// <summary>The real server, as a process of its own.</summary>
internal sealed class SiloProcess : IDisposable
{
    /// <summary>The exit code of one that was told to stop, and did.</summary>
    public const int EndedByItself = 0;

    /// <summary>The exit code of one that was told to stop, and did not get there in the time that it gives itself.</summary>
    public const int EndedByItsLimit = 3;

    /// <summary>The exit code of one that could not reach its journal while others could reach theirs.</summary>
    public const int EndedForWantOfJournal = 4;

    private const string Listening = "Now listening on: ";

    /// <summary>Far beyond the 10 seconds that a start may take: the machine may be busy with other tests.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Queue<string> _log = new();
    private bool _disposed;

    private SiloProcess(Process process) => _process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it has ended, by itself or killed.</summary>
    public bool HasEnded => _disposed || _process.HasExited;

    /// <summary>With what it ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Its last lines, for the message of a failed test.</summary>
    public string Log
    {
        get
        {
            lock (_gate)
            {
                return string.Join(Environment.NewLine, _log);
            }
        }
    }

    /// <summary>Is given every line that it writes.</summary>
    public Action<string>? Listener { get; set; }

    /// <summary>Starts it, and waits until it is ready for requests.</summary>
    /// <param name="connectionString">Of its journal.</param>
    /// <param name="port">A port that it had before; 0 for a free one.</param>
    /// <param name="arguments">More of its command line.</param>
    public static Task<SiloProcess> StartAsync(string connectionString, int port = 0, params string[] arguments) =>
        StartAsync([], $"http://127.0.0.1:{port}", connectionString, arguments);

    /// <summary>Starts it, and waits until it is ready for requests.</summary>
    /// <param name="within">A command that runs it, such as in a network of its own; none for directly.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="connectionString">Of its journal.</param>
    /// <param name="arguments">More of its command line.</param>
    public static async Task<SiloProcess> StartAsync(IReadOnlyList<string> within, string address, string connectionString, string[] arguments)
    {
        var assembly = typeof(SiloProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "SiloAssembly").Value!;
        string[] command = [.. within, "dotnet", assembly, "--urls", address, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["ConnectionStrings__Journal"] = connectionString;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        var silo = new SiloProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        try
        {
            silo.Run();
            await silo.WaitUntilReadyAsync();
            return silo;
        }
        catch
        {
            silo.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: no handler of the process runs.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends it a signal, such as <c>STOP</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Until it has ended by itself.</summary>
    public Task EndedAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Run()
    {
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The server ended at its start.{Environment.NewLine}{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Note(string? line)
    {
        const int LinesKept = 200;
        if (line is null)
        {
            return;
        }

        Listener?.Invoke(line);
        lock (_gate)
        {
            _log.Enqueue(line);
            if (_log.Count > LinesKept)
            {
                _log.Dequeue();
            }
        }

        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
        {
            _address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(StartsWithin);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        Address = await _address.Task.WaitAsync(patience.Token);
        var ready = new Uri(Address, "/health/ready");
        do
        {
            try
            {
                using var response = await http.GetAsync(ready, patience.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Asked again at the next look.
            }
        }
        while (await look.WaitForNextTickAsync(patience.Token));
    }
}
