using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Views.Lists;

/// <summary>Which sessions of tills there are: as many of each till as it remembers itself.</summary>
internal sealed class TillSessionList : IView
{
    private const string Columns = "till_id, number, location_id, opened_at, open";
    private const string StreamPrefix = TillSession.Category + "/";

    public string Name => "till-session-list";

    public string Table => "till_session_list";

    public string Definition(DatabaseKind kind, string table, string indexes) =>
        $"""
        create table {table} (
            till_id     {SqlText.Of(kind)} not null,
            number      integer not null,
            location_id {SqlText.Of(kind)} not null,
            opened_at   bigint  not null,
            open        integer not null,
            primary key (till_id, number)
        );
        create index {indexes}_newest on {table} (opened_at desc, till_id, number desc);
        create index {indexes}_place on {table} (location_id, opened_at desc);

        """;

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        List<Opened>? opened = null;
        List<Closed>? closed = null;
        foreach (var recorded in events)
        {
            if (!recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            var tillId = recorded.Stream[StreamPrefix.Length..];
            switch (TillSession.Codec.Read(recorded))
            {
                case TillSession.Event.Opened e:
                    (opened ??= []).Add(new Opened(tillId, e.Number, e.LocationId, ViewTime.ToMicroseconds(e.At), 1));
                    break;
                case TillSession.Event.Closed e:
                    (closed ??= []).Add(new Closed(tillId, e.Number, e.Number - TillSession.SessionsMax));
                    break;
                default:
                    break;
            }
        }

        return opened is null && closed is null ? null : transaction => WriteAsync(transaction, opened ?? [], closed ?? []);
    }

    private static async Task WriteAsync(ViewTransaction transaction, List<Opened> opened, List<Closed> closed)
    {
        transaction.Expect(opened.Count, await transaction.WriteAsync(
            opened,
            $"insert into {transaction.Table} ({Columns}) values (@TillId, @Number, @LocationId, @OpenedAt, @Open)",
            $"insert into {transaction.Table} ({Columns}) select * from unnest(@TillId, @Number, @LocationId, @OpenedAt, @Open)",
            static rows => new
            {
                TillId = rows.Select(static row => row.TillId).ToArray(),
                Number = rows.Select(static row => row.Number).ToArray(),
                LocationId = rows.Select(static row => row.LocationId).ToArray(),
                OpenedAt = rows.Select(static row => row.OpenedAt).ToArray(),
                Open = rows.Select(static row => row.Open).ToArray(),
            }));
        transaction.Expect(closed.Count, await transaction.WriteAsync(
            closed,
            $"update {transaction.Table} set open = 0 where till_id = @TillId and number = @Number",
            $"""
            update {transaction.Table} t set open = 0
            from unnest(@TillId, @Number) as r(till_id, number)
            where t.till_id = r.till_id and t.number = r.number
            """,
            ArraysOf));
        await transaction.WriteAsync(
            closed,
            $"delete from {transaction.Table} where till_id = @TillId and number <= @Forgotten",
            $"""
            delete from {transaction.Table} t
            using unnest(@TillId, @Forgotten) as r(till_id, forgotten)
            where t.till_id = r.till_id and t.number <= r.forgotten
            """,
            ArraysOf);

        static object ArraysOf(IReadOnlyCollection<Closed> rows) => new
        {
            TillId = rows.Select(static row => row.TillId).ToArray(),
            Number = rows.Select(static row => row.Number).ToArray(),
            Forgotten = rows.Select(static row => row.Forgotten).ToArray(),
        };
    }

    private sealed record Opened(string TillId, int Number, string LocationId, long OpenedAt, int Open);

    private sealed record Closed(string TillId, int Number, int Forgotten);
}
