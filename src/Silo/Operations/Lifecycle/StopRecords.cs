using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Silo.Storage;

namespace OrleansCommerce.Silo.Operations.Lifecycle;

/// <summary>
/// How the processes of this database stopped, each written by itself as the last thing that it does. Of one that was killed, or cut off,
/// there is none.
/// </summary>
internal sealed partial class StopRecords(IDatabase database, ILogger<StopRecords> logger) : ISchema
{
    /// <summary>Kept, the newest ones.</summary>
    public const int KeptMax = 20;

    /// <summary>Shown, the newest ones.</summary>
    public const int ShownMax = 5;

    /// <summary>How the report is written, here and for those who ask.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>An end is not held up by its record.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task MigrateAsync(CancellationToken cancellationToken) => database.MigrateAsync(
        "lifecycle",
        [new Migration(1, "how processes stopped", Table("integer primary key"), Table("bigint generated always as identity primary key"))],
        cancellationToken);

    /// <summary>Writes down how this process stopped. When that fails there is no record, and a word in the log.</summary>
    public async Task WriteAsync(StopReport report)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await database.WriteAsync(
                (connection, transaction, cancellationToken) => connection.ExecuteAsync(new CommandDefinition(
                    """
                    insert into process_stops (detail) values (@Detail);
                    delete from process_stops where id not in (select id from process_stops order by id desc limit @Kept)
                    """,
                    new { Detail = JsonSerializer.Serialize(report, Json), Kept = KeptMax },
                    transaction,
                    cancellationToken: cancellationToken)),
                patience.Token);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogUnwritten(logger, fault);
        }
    }

    /// <summary>The newest ones, newest first.</summary>
    public async Task<IReadOnlyList<StopReport>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(
            "select detail from process_stops order by id desc limit @Shown", new { Shown = ShownMax }, cancellationToken: cancellationToken));
        return [.. rows.Select(static detail => JsonSerializer.Deserialize<StopReport>(detail, Json)!)];
    }

    private static string Table(string id) =>
        $"""
        create table process_stops (
            id     {id},
            detail text not null
        );
        """;

    [LoggerMessage(2032, LogLevel.Warning, "How this process stopped could not be written down")]
    private static partial void LogUnwritten(ILogger logger, Exception exception);
}
