using Dapper;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Waking;

/// <summary>Reads and answers the rows of <see cref="DueWork"/>.</summary>
internal sealed class DueTable(IDatabase database)
{
    /// <summary>The rows whose time has come, the longest overdue first.</summary>
    public async Task<List<DueRow>> ReadAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<DueRow>(new CommandDefinition(
            "select stream, due, failures from due_work where due <= @Now order by due limit @Limit",
            new { Now = ViewTime.ToMicroseconds(now), Limit = limit },
            cancellationToken: cancellationToken));
        return rows.AsList();
    }

    /// <summary>When the next row is due; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var next = await connection.ExecuteScalarAsync<long?>(
            new CommandDefinition("select min(due) from due_work", cancellationToken: cancellationToken));
        return next is { } due ? ViewTime.FromMicroseconds(due) : null;
    }

    /// <summary>
    /// Notes what the grains answered. A row that is no longer as it was read has a newer event's time, which stays; a row that
    /// the follower is writing at this moment is about to get one, so it is not waited for.
    /// </summary>
    public Task AnswerAsync(IReadOnlyCollection<DueAnswer> answers, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction, _) =>
            {
                var table = new ViewTransaction(database.Kind, connection, transaction, "due_work");
                await table.WriteAsync(
                    answers.Where(static answer => answer.Due is null).ToList(),
                    "delete from due_work where stream = @Stream and due = @Seen",
                    """
                    delete from due_work where stream in (
                        select w.stream from unnest(@Stream, @Seen) as a(stream, seen)
                        join due_work w on w.stream = a.stream and w.due = a.seen for update of w skip locked)
                    """,
                    static rows => new { Stream = Streams(rows), Seen = Seen(rows) });
                await table.WriteAsync(
                    answers.Where(static answer => answer.Due is not null).ToList(),
                    "update due_work set due = @Due, failures = @Failures where stream = @Stream and due = @Seen",
                    """
                    update due_work d set due = n.due, failures = n.failures from (
                        select w.stream, a.due, a.failures from unnest(@Stream, @Seen, @Due, @Failures) as a(stream, seen, due, failures)
                        join due_work w on w.stream = a.stream and w.due = a.seen for update of w skip locked) n
                    where d.stream = n.stream
                    """,
                    static rows => new
                    {
                        Stream = Streams(rows),
                        Seen = Seen(rows),
                        Due = rows.Select(static row => row.Due!.Value).ToArray(),
                        Failures = rows.Select(static row => row.Failures).ToArray(),
                    });
                return true;
            },
            cancellationToken);

    private static string[] Streams(IReadOnlyCollection<DueAnswer> answers) => [.. answers.Select(static answer => answer.Stream)];

    private static long[] Seen(IReadOnlyCollection<DueAnswer> answers) => [.. answers.Select(static answer => answer.Seen)];
}

/// <summary>A stream whose grain is to be woken. Times are those of <see cref="ViewTime"/>.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Due">Since when.</param>
/// <param name="Failures">How often it was tried in vain since its last event.</param>
internal sealed record DueRow(string Stream, long Due, long Failures);

/// <summary>What is to become of a row.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Seen">The time that it had when it was read.</param>
/// <param name="Due">The next time; null for none.</param>
/// <param name="Failures">0 when the grain answered.</param>
internal sealed record DueAnswer(string Stream, long Seen, long? Due, int Failures);
