using Npgsql;
using OrleansCommerce.EndToEnd.Tests.Replaying;
using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.EndToEnd.Tests.Backup;

/// <summary>A base backup that was taken under load is a whole shop.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task A_base_backup_taken_in_the_middle_of_a_replay_has_all_that_was_acknowledged_and_the_replay_goes_on_from_it()
    {
        var database = new NpgsqlConnectionStringBuilder(await LocalPostgres.CreateDatabaseAsync());
        var heads = Task.FromResult<Dictionary<string, long>>([]);
        var backup = Task.FromResult<LocalPostgres?>(null);
        var observer = new MilestoneObserver([Excerpt.OperationsMin / 2], () =>
        {
            heads = HeadsAsync(database.ConnectionString);
            backup = BackUpAsync(heads);
        });
        using (var silo = await SiloProcess.StartAsync(database.ConnectionString, arguments: "--no-sample"))
        {
            Excerpt.AssertFigures(await Excerpt.ReplayAsync(silo.Address, observer), observer);
        }

        var acknowledged = await heads;
        using var restored = await backup;
        database.Host = restored!.Folder;
        var kept = await HeadsAsync(database.ConnectionString);
        Assert.NotEmpty(acknowledged);
        Assert.All(acknowledged, head => Assert.True(kept.GetValueOrDefault(head.Key) >= head.Value, $"{head} is {kept.GetValueOrDefault(head.Key)} in the backup."));
        using var again = await SiloProcess.StartAsync(database.ConnectionString, arguments: "--no-sample");
        var report = await Excerpt.ReplayAsync(again.Address, observer);
        Excerpt.AssertFigures(report, observer);
        await Excerpt.AssertConsistentAsync(again.Address, report);
    }

    // What is read was committed before the backup begins.
    private static async Task<LocalPostgres?> BackUpAsync(Task earlier)
    {
        await earlier;
        return await (await LocalPostgres.GetAsync()).CopyAsync();
    }

    private static async Task<Dictionary<string, long>> HeadsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select stream, max(version) from journal_events group by stream", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var heads = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            heads.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return heads;
    }
}
