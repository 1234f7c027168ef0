using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.Loader;
using System.Text.Json;
using Npgsql;
using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Load.Engine;

/// <summary>Silos as in production, each a process of its own, on an empty database of the run's PostgreSQL.</summary>
internal sealed class SiloCluster : ISilos, IDisposable
{
    private readonly string _database;
    private readonly ClusterOfProcesses _processes;
    private readonly List<HttpConnection> _connections = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private SiloCluster(string database, ClusterOfProcesses processes)
    {
        (_database, _processes) = (database, processes);
        AssemblyLoadContext.Default.Unloading += OnExit;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ShopSettings.Token(Role.Admin));
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> ProcessIds => [.. _processes.Silos.Select(static silo => silo.ProcessId)];

    /// <summary>Starts so many; each is ready.</summary>
    public static async Task<SiloCluster> StartAsync(int silos)
    {
        Bench.Progress($"starting a cluster of {silos}");
        var database = await LocalPostgres.CreateDatabaseAsync();
        return new SiloCluster(database, await ClusterOfProcesses.StartAsync(
            database, silos, [.. ShopSettings.Common, "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information"]));
    }

    /// <summary>One connection for each caller, open until the cluster is disposed: the first caller's at the first silo, the next one's at the next.</summary>
    /// <param name="callers">How many.</param>
    /// <param name="role">Whose token they have.</param>
    /// <param name="from">The silo that the first one has.</param>
    public async Task<HttpConnection[]> ConnectAsync(int callers, Role role, int from = 0)
    {
        var token = ShopSettings.Token(role);
        var connections = await Task.WhenAll(Enumerable.Range(from, callers).Select(caller =>
            HttpConnection.OpenAsync(new Uri(_processes.Silos[caller % _processes.Silos.Count].Address, "/graphql"), token)));
        _connections.AddRange(connections);
        return connections;
    }

    /// <inheritdoc/>
    public async Task<GrainCalls> ReadCallsAsync()
    {
        using var overview = JsonDocument.Parse(await _http.GetStringAsync(new Uri(_processes.Silos[0].Address, "/console/system/overview")));
        var calls = overview.RootElement.GetProperty("calls");
        if (calls.GetProperty("silos").GetArrayLength() is var told && told != _processes.Silos.Count)
        {
            throw new InvalidOperationException($"{told} of {_processes.Silos.Count} silos told what they counted.");
        }

        var origins = calls.GetProperty("origins").EnumerateArray().ToList();
        return new GrainCalls(
            origins.Sum(static origin => origin.GetProperty("hereSinceStart").GetInt64()),
            origins.Sum(static origin => origin.GetProperty("elsewhereSinceStart").GetInt64()));
    }

    /// <summary>The silo that a grain is on; null when it is on none.</summary>
    /// <param name="stream">Of the grain.</param>
    public async Task<string?> FindAsync(string stream)
    {
        var path = new Uri(_processes.Silos[0].Address, $"/console/system/grain?stream={Uri.EscapeDataString(stream)}");
        using var grain = JsonDocument.Parse(await _http.GetStringAsync(path));
        return grain.RootElement.GetProperty("silo").GetString();
    }

    /// <summary>Transactions that the database has committed.</summary>
    public async Task<long> ReadTransactionsAsync()
    {
        await using var connection = await OpenAsync();
        return await ReadAsync<long>(connection, "select xact_commit from pg_stat_database where datname = current_database()");
    }

    /// <summary>Each table with its rows, and the bytes of it and of its indexes.</summary>
    public async Task<IReadOnlyList<(string Table, long Rows, long Bytes, long IndexBytes)>> ReadSizesAsync()
    {
        await using var connection = await OpenAsync();
        var names = await ReadAsync<string[]>(
            connection, "select coalesce(array_agg(relname::text order by relname), '{}') from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace");
        var sizes = new List<(string, long, long, long)>();
        foreach (var name in names)
        {
            sizes.Add((
                name,
                await ReadAsync<long>(connection, $"select count(*) from {name}"),
                await ReadAsync<long>(connection, $"select pg_table_size('{name}'::regclass)"),
                await ReadAsync<long>(connection, $"select pg_indexes_size('{name}'::regclass)")));
        }

        return sizes;
    }

    /// <summary>Compares a count of acknowledgements with the journal's events of a type.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public async Task CheckAsync(string type, long acknowledged)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from journal_events where type = $1", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter { Value = type });
        var recorded = Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        if (recorded != acknowledged)
        {
            throw new InvalidOperationException($"{acknowledged} were acknowledged, but the journal has {recorded} events {type}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AssemblyLoadContext.Default.Unloading -= OnExit;
        _connections.ForEach(static connection => connection.Dispose());
        _processes.Dispose();
        _http.Dispose();
    }

    // A run that is ended from outside leaves no silo behind. This comes before the end of the database, at which callers would fail.
    private void OnExit(AssemblyLoadContext context) => _processes.Dispose();

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<T> ReadAsync<T>(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
