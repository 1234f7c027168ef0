using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Load.Servers;

/// <summary>
/// The plain alternative: a row for each stock item, and pgbench, which takes a unit of one that has one with a prepared UPDATE.
/// In a database of its own in the same cluster, over the same socket.
/// </summary>
internal sealed class Pgbench
{
    // Writing down every transaction would cost pgbench itself.
    private const string SampledShare = "0.1";
    private const int Threads = 2;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private readonly LocalPostgres _server;
    private readonly string _connectionString;
    private readonly int _rows;
    private readonly string _row;

    private Pgbench(LocalPostgres server, string connectionString, int rows, string row) =>
        (_server, _connectionString, _rows, _row) = (server, connectionString, rows, row);

    /// <summary>Prepares it; null, with a note, when there is none.</summary>
    /// <param name="bench">Where it will be measured.</param>
    /// <param name="rows">How many stock items.</param>
    /// <param name="skew">The exponent of their popularity by Zipf's law, above 1; null when all are alike.</param>
    public static async Task<Pgbench?> PrepareAsync(Bench bench, int rows, double? skew = null)
    {
        if (bench.Database.Server is not { } server)
        {
            bench.Note("No plain alternative was measured: pgbench is PostgreSQL's, and the journal is in SQLite.");
            return null;
        }

        try
        {
            using var found = Process.Start(new ProcessStartInfo("pgbench", "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
            await found.WaitForExitAsync();
        }
        catch (Win32Exception)
        {
            bench.Note("No plain alternative was measured: pgbench is not in PATH. On Debian it comes with the package postgresql.");
            return null;
        }

        var row = skew is { } exponent
            ? string.Create(CultureInfo.InvariantCulture, $"random_zipfian(1, {rows}, {exponent}) - 1")
            : string.Create(CultureInfo.InvariantCulture, $"random(0, {rows - 1})");
        return new Pgbench(server, await LocalPostgres.CreateDatabaseAsync(), rows, row);
    }

    /// <summary>Runs it on fresh rows.</summary>
    public async Task<(LatencyHistogram Latencies, TimeSpan Elapsed, long Operations)> RunAsync(int clients, TimeSpan duration)
    {
        await CreateRowsAsync();
        var folder = Directory.CreateTempSubdirectory("load-");
        try
        {
            var script = Path.Combine(folder.FullName, "take.sql");
            await File.WriteAllTextAsync(
                script,
                $"\\set id {_row}\nupdate bench_stock set available = available - 1 where id = :id and available >= 1;\n");
            var output = await RunAsync(script, folder.FullName, clients, (int)duration.TotalSeconds);
            var transactions = (long)Number(output, "number of transactions actually processed: ");

            // Its rate leaves out the time that it needed to connect.
            return (ReadLog(folder), TimeSpan.FromSeconds(transactions / Number(output, "tps = ")), transactions);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static LatencyHistogram ReadLog(DirectoryInfo folder)
    {
        // client, transaction, microseconds, …
        var latencies = new LatencyHistogram();
        foreach (var line in folder.EnumerateFiles("log.*").SelectMany(static file => File.ReadLines(file.FullName)))
        {
            latencies.Record(TimeSpan.FromMicroseconds(long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)));
        }

        return latencies;
    }

    private static double Number(string output, string label)
    {
        var from = output.IndexOf(label, StringComparison.Ordinal);
        var text = from < 0 ? default : output.AsSpan(from + label.Length);
        var length = text.IndexOfAnyExcept(Digits);
        return length > 0
            ? double.Parse(text[..length], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench said no '{label.Trim()}': {output}");
    }

    private async Task<string> RunAsync(string script, string folder, int clients, int seconds)
    {
        var start = new ProcessStartInfo("pgbench") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var database = new NpgsqlConnectionStringBuilder(_connectionString).Database!;
        foreach (var argument in (string[])
            ["-h", _server.Folder, "-U", "postgres", "-n", "-M", "prepared", "-c", $"{clients}", "-j", $"{Math.Min(clients, Threads)}", "-T", $"{seconds}",
             "-f", script, "-l", "--log-prefix", Path.Combine(folder, "log"), "--sampling-rate", SampledShare, database])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"pgbench failed: {await errors}");
    }

    private async Task CreateRowsAsync()
    {
        await using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var statement in (string[])
            ["drop table if exists bench_stock",
             "create table bench_stock (id integer primary key, available integer not null)",
             $"insert into bench_stock select id, 1000000000 from generate_series(0, {_rows - 1}) id",
             "vacuum analyze bench_stock",
             "checkpoint"])
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
