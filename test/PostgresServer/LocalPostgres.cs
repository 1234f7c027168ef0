using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OrleansCommerce.PostgresServer;

/// <summary>
/// A real PostgreSQL server with its default durability, one for the process: started by the first test that asks, reached over
/// a Unix socket in a temporary folder (so no port is taken), gone with the process however that ends.
/// </summary>
public sealed class LocalPostgres : IDisposable
{
    // The shell holds the server's life: it ends the server and removes the folder when its standard input closes, which happens
    // even when the test process is killed. Its data is thrown away, so the server need not write it out first (immediate).
    private const string Script =
        """
        set -e
        cd "$2"
        if [ -z "$3" ]; then
          "$1/initdb" --pgdata="$2/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$2/initdb.log" 2>&1
        else
          "$1/pg_basebackup" --pgdata="$2/data" --host="$3" --username=postgres --checkpoint=fast >"$2/initdb.log" 2>&1
        fi
        "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=200 >"$2/server.log" 2>&1 </dev/null &
        echo started
        cat >/dev/null || true
        "$1/pg_ctl" --pgdata="$2/data" --mode=immediate stop >/dev/null 2>&1 || true
        rm -rf "$2"
        """;

    private static readonly Lock Gate = new();
    private static Task<LocalPostgres>? _shared;
    private static int _databases;

    private readonly Process _process;

    private LocalPostgres(string folder, Process process)
    {
        Folder = folder;
        _process = process;
    }

    /// <summary>The folder of the server's socket, data and log.</summary>
    public string Folder { get; }

    /// <summary>The path of the server's socket.</summary>
    public string Socket => Path.Combine(Folder, ".s.PGSQL.5432");

    /// <summary>The server, started if it is not yet.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start; the message says what to do.</exception>
    public static Task<LocalPostgres> GetAsync()
    {
        lock (Gate)
        {
            return _shared ??= StartAsync();
        }
    }

    /// <summary>Creates an empty database and answers its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = await GetAsync();
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return server.ConnectionString(name);
    }

    /// <summary>A second server, from a base backup of this one that is taken now, as after a loss of it. Dispose it.</summary>
    public Task<LocalPostgres> CopyAsync() => StartAsync(Folder);

    /// <summary>
    /// The server dies and comes back: it writes nothing out before, cuts every connection, and reads its log again at its start.
    /// Returns when it takes connections.
    /// </summary>
    public async Task RestartAsync()
    {
        var start = AsPostgres(
            Path.Combine(PostgresBinaries.Find(), "pg_ctl"), $"--pgdata={Folder}/data", $"--log={Folder}/server.log", "--mode=immediate", "--wait", "restart");
        start.WorkingDirectory = Folder;
        using var restart = Process.Start(start)!;
        await restart.WaitForExitAsync();
        await WaitUntilReadyAsync();
    }

    /// <summary>The connection string of a database of this server.</summary>
    public string ConnectionString(string database) => $"Host={Folder};Username=postgres;Database={database}";

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _process.Dispose();
    }

    // The folder of the server whose backup it starts from; null for an empty one.
    private static async Task<LocalPostgres> StartAsync(string? origin = null)
    {
        var binaries = PostgresBinaries.Find();
        // A short path: a socket's may have 107 bytes.
        var folder = Directory.CreateTempSubdirectory("pg-").FullName;
        var process = Process.Start(StartInfo(binaries, folder, origin))!;
        var server = new LocalPostgres(folder, process);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Stop();
        if (await process.StandardOutput.ReadLineAsync() is null)
        {
            throw new InvalidOperationException(
                "PostgreSQL did not start: " + (File.Exists($"{folder}/initdb.log") ? await File.ReadAllTextAsync($"{folder}/initdb.log") : "initdb could not be run"));
        }

        await server.WaitUntilReadyAsync();
        return server;
    }

    private static ProcessStartInfo StartInfo(string binaries, string folder, string? origin)
    {
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["postgres", folder]);
            chown.WaitForExit();
        }

        var start = AsPostgres("sh", "-c", Script, "sh", binaries, folder, origin ?? string.Empty);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return start;
    }

    /// <summary>The server's programs refuse to run as root.</summary>
    private static ProcessStartInfo AsPostgres(params string[] command)
    {
        string[] whole = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;
        return new ProcessStartInfo(whole[0], whole[1..]) { UseShellExecute = false };
    }

    private async Task WaitUntilReadyAsync()
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException e) when (deadline.Elapsed < TimeSpan.FromSeconds(60))
            {
                if (_process.HasExited)
                {
                    throw new InvalidOperationException($"PostgreSQL ended at its start; see {Folder}/server.log.", e);
                }

                // Polling is the server's own protocol for readiness (pg_isready does the same).
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private void Stop()
    {
        try
        {
            _process.StandardInput.Close();
            _process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }
}
