using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Local;

namespace OrleansCommerce.Silo.Engine;

/// <summary>Keeps the embedded engine's reminders beside the journal.</summary>
internal sealed class DatabaseReminderStore(IDatabase database) : IReminderStore
{
    private const string Module = "reminders";

    private const string Table =
        """
        create table reminders (
            grain_id text   not null,
            name     text   not null,
            start_at bigint not null,
            period   bigint not null,
            primary key (grain_id, name)
        );
        """;

    /// <summary>Creates the table; the host calls it before the engine starts.</summary>
    public static Task MigrateAsync(IDatabase database, CancellationToken cancellationToken = default) =>
        database.MigrateAsync(Module, [new Migration(1, "reminders", Table, Table)], cancellationToken);

    /// <inheritdoc/>
    public Task UpsertAsync(ReminderRow row, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            """
            insert into reminders (grain_id, name, start_at, period) values (@GrainId, @Name, @StartAt, @Period)
            on conflict (grain_id, name) do update set start_at = excluded.start_at, period = excluded.period
            """,
            new { row.GrainId, row.Name, StartAt = row.StartAt.UtcTicks, Period = row.Period.Ticks },
            cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string grainId, string name, CancellationToken cancellationToken = default) =>
        ExecuteAsync("delete from reminders where grain_id = @GrainId and name = @Name", new { GrainId = grainId, Name = name }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string GrainId, string Name, long StartAt, long Period)>(
            new CommandDefinition("select grain_id, name, start_at, period from reminders", cancellationToken: cancellationToken));
        return [.. rows.Select(static row =>
            new ReminderRow(row.GrainId, row.Name, new DateTimeOffset(row.StartAt, TimeSpan.Zero), TimeSpan.FromTicks(row.Period)))];
    }

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction, _) => connection.ExecuteAsync(sql, parameters, transaction), cancellationToken);
}
