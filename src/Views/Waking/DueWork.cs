using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Waking;

/// <summary>The streams whose grain wants to be woken: what the last event of each says.</summary>
internal sealed class DueWork : IView
{
    public string Name => "due-work";

    public string Table => "due_work";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                stream   {text}  not null primary key,
                due      bigint  not null,
                failures bigint  not null
            );
            create index {indexes}_due on {table} (due);
            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        var last = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        foreach (var recorded in events)
        {
            last[recorded.Stream] = recorded.Metadata.WakeAt;
        }

        return last.Count == 0 ? null : transaction => WriteAsync(transaction, last);
    }

    private static async Task WriteAsync(ViewTransaction transaction, Dictionary<string, DateTimeOffset?> last)
    {
        var due = new List<Row>();
        var idle = new List<Row>();
        foreach (var (stream, at) in last)
        {
            (at is null ? idle : due).Add(new Row(stream, at is { } time ? ViewTime.ToMicroseconds(time) : 0));
        }

        // Most events leave the next deadline where it was.
        var onConflict =
            $"""
            on conflict (stream) do update set due = excluded.due, failures = 0
            where {transaction.Table}.due <> excluded.due or {transaction.Table}.failures <> 0
            """;
        await transaction.WriteAsync(
            due,
            $"insert into {transaction.Table} (stream, due, failures) values (@Stream, @Due, 0) {onConflict}",
            $"insert into {transaction.Table} (stream, due, failures) select stream, due, 0 from unnest(@Stream, @Due) as d(stream, due) {onConflict}",
            static rows => new { Stream = Streams(rows), Due = rows.Select(static row => row.Due).ToArray() });
        await transaction.WriteAsync(
            idle,
            $"delete from {transaction.Table} where stream = @Stream",
            $"delete from {transaction.Table} where stream = any(@Stream)",
            static rows => new { Stream = Streams(rows) });
    }

    private static string[] Streams(IReadOnlyCollection<Row> rows) => [.. rows.Select(static row => row.Stream)];

    private sealed record Row(string Stream, long Due);
}
