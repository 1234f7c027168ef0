using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.Crash;

/// <summary>A server that dies and comes back with the same address and the same database.</summary>
internal sealed class MortalServer : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly string[] _arguments;
    private readonly Lock _gate = new();
    private SiloProcess _silo;
    private Task _restart = Task.CompletedTask;

    private MortalServer(string connectionString, string[] arguments, SiloProcess silo)
    {
        _connectionString = connectionString;
        _arguments = arguments;
        _silo = silo;
        Address = silo.Address;
    }

    public Uri Address { get; }

    /// <summary>The last lines of the one that runs, for the message of a failed test.</summary>
    public string Log => _silo.Log;

    /// <summary>How often it died.</summary>
    public int Deaths { get; private set; }

    /// <summary>Starts one without the sample.</summary>
    /// <param name="connectionString">Of its journal.</param>
    /// <param name="arguments">More of its command line, each time that it comes back too.</param>
    public static async Task<MortalServer> StartAsync(string connectionString, params string[] arguments)
    {
        string[] all = ["--no-sample", .. arguments];
        return new MortalServer(connectionString, all, await SiloProcess.StartAsync(connectionString, LastingPort.Find(), all));
    }

    /// <summary>SIGKILL now; the restart goes on behind the caller's back.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            Deaths++;
            _restart = RestartAsync(_restart);
        }
    }

    public Task KillAndRestartAsync()
    {
        Kill();
        return BackAsync();
    }

    /// <summary>Until it is there again; at once when it is not known to be dead.</summary>
    public Task BackAsync()
    {
        lock (_gate)
        {
            return _restart;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _restart;
        }
        finally
        {
            _silo.Dispose();
        }
    }

    private async Task RestartAsync(Task earlier)
    {
        if (earlier.IsCompleted)
        {
            _silo.Kill();
        }

        // A death while it was coming back waits for it: it dies as soon as it is there.
        await earlier;
        _silo.Dispose();
        _silo = await SiloProcess.StartAsync(_connectionString, Address.Port, _arguments);
    }
}
