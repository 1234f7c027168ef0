using System.Data.Common;
using System.Text.Json;
using OrleansCommerce.Journal.Batching;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Journal.PersonalData;

/// <summary>Personal data in the journal's database.</summary>
internal sealed class PersonalDataTable : IPersonalData
{
    private const int RecordsInInsert = 100;

    private readonly IDatabase _database;
    private readonly Gathering<(string Id, string Subject, string Json), bool> _additions;

    /// <summary>The table of <paramref name="database"/>.</summary>
    public PersonalDataTable(IDatabase database)
    {
        _database = database;
        _additions = new(TryAddAsync, atOnce: 1, RecordsInInsert);
    }

    /// <inheritdoc/>
    public Task PutAsync(string id, string subject, string json, CancellationToken cancellationToken = default) =>
        WriteAsync(
            """
            insert into personal_data (id, subject, json) values (@id, @subject, @json)
            on conflict (id) do update set subject = excluded.subject, json = excluded.json
            """,
            command =>
            {
                command.Add("id", id);
                command.Add("subject", subject);
                command.Add("json", json);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(string id, string subject, string json, CancellationToken cancellationToken = default) =>
        _additions.AskAsync((id, subject, json), cancellationToken);

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
        var records = _database.Kind == DatabaseKind.Postgres
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

    /// <summary>Whether each was added. Of two with the same id the first one is.</summary>
    private async Task<IReadOnlyList<bool>> TryAddAsync(IReadOnlyList<(string Id, string Subject, string Json)> records)
    {
        var added = await _database.WriteAsync(
            async (connection, transaction, token) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                if (_database.Kind == DatabaseKind.Postgres)
                {
                    command.CommandText =
                        """
                        insert into personal_data (id, subject, json) select * from unnest(@ids, @subjects, @jsons)
                        on conflict (id) do nothing returning id
                        """;
                    command.Add("ids", records.Select(static record => record.Id).ToArray());
                    command.Add("subjects", records.Select(static record => record.Subject).ToArray());
                    command.Add("jsons", records.Select(static record => record.Json).ToArray());
                }
                else
                {
                    // "where true" keeps the parser from taking "on conflict" for a join's condition.
                    command.CommandText =
                        """
                        insert into personal_data (id, subject, json)
                        select value ->> 0, value ->> 1, value ->> 2 from json_each(@records) where true
                        on conflict (id) do nothing returning id
                        """;
                    command.Add("records", JsonSerializer.Serialize(records.Select(static record => new[] { record.Id, record.Subject, record.Json })));
                }

                var ids = new HashSet<string>(StringComparer.Ordinal);
                await using var reader = await command.ExecuteReaderAsync(token);
                while (await reader.ReadAsync(token))
                {
                    ids.Add(reader.GetString(0));
                }

                return ids;
            },
            CancellationToken.None);
        return [.. records.Select(record => added.Remove(record.Id))];
    }

    private Task<int> WriteAsync(string sql, Action<DbCommand> bind, CancellationToken cancellationToken) =>
        _database.WriteAsync(
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
        await using var connection = await _database.OpenReadAsync(cancellationToken);
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
