using System.Data.Common;
using System.Text.Json;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.PersonalData;

/// <summary>Personal data in the journal's database.</summary>
internal sealed class PersonalDataTable(IDatabase database) : IPersonalData
{
    /// <inheritdoc/>
    public Task PutAsync(string id, string subject, string json, CancellationToken cancellationToken = default) =>
        WriteAsync(
            """
            insert into personal_data (id, subject, json) values (@id, @subject, @json)
            on conflict (id) do update set subject = excluded.subject, json = excluded.json
            """,
            command => Bind(command, id, subject, json),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(string id, string subject, string json, CancellationToken cancellationToken = default) =>
        await WriteAsync(
            "insert into personal_data (id, subject, json) values (@id, @subject, @json) on conflict (id) do nothing",
            command => Bind(command, id, subject, json),
            cancellationToken) == 1;

    /// <inheritdoc/>
    public async Task<string?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var records = await ReadAsync("select id, json from personal_data where id = @id", c => c.Add("id", id), cancellationToken);
        return records.Count == 0 ? null : records[0].Json;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> GetManyAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        var records = database.Kind == DatabaseKind.Postgres
            ? await ReadAsync(
                "select id, json from personal_data where id = any(@ids)", c => c.Add("ids", ids.ToArray()), cancellationToken)
            : await ReadAsync(
                "select id, json from personal_data where id in (select value from json_each(@ids))",
                c => c.Add("ids", JsonSerializer.Serialize(ids)),
                cancellationToken);
        return records.ToDictionary(static r => r.Id, static r => r.Json, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalRecord>> ExportAsync(string subject, CancellationToken cancellationToken = default) =>
        await ReadAsync(
            "select id, json from personal_data where subject = @subject order by id", c => c.Add("subject", subject), cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseAsync(string subject, CancellationToken cancellationToken = default) =>
        WriteAsync("delete from personal_data where subject = @subject", c => c.Add("subject", subject), cancellationToken);

    private static void Bind(DbCommand command, string id, string subject, string json)
    {
        command.Add("id", id);
        command.Add("subject", subject);
        command.Add("json", json);
    }

    private Task<int> WriteAsync(string sql, Action<DbCommand> bind, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction, token) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = sql;
                bind(command);
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken);

    private async Task<List<PersonalRecord>> ReadAsync(string sql, Action<DbCommand> bind, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        bind(command);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var records = new List<PersonalRecord>();
        while (await reader.ReadAsync(cancellationToken))
        {
            records.Add(new PersonalRecord(reader.GetString(0), reader.GetString(1)));
        }

        return records;
    }
}
