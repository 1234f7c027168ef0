using System.Globalization;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Search;

namespace OrleansCommerce.Views.Lists;

/// <summary>
/// The index of the words of orders, in a table beside the list: an order's row changes with each step of its life, and on PostgreSQL would
/// take its part of such an index along each time, while its words change once or twice.
/// </summary>
internal static class OrderWords
{
    /// <summary>The table beside a list.</summary>
    public static string Table(string list) => list + "_words";

    /// <summary>The statements that create it, empty. See <see cref="IView.Definition"/>.</summary>
    public static string Definition(DatabaseKind kind, string list, string indexes)
    {
        var table = Table(list);

        // PostgreSQL puts entries that wait for their place in the index in a list, which each question reads through: 1 MB of it takes a
        // millisecond or two. Nothing but numbers is kept, so no extension is needed.
        return kind == DatabaseKind.Sqlite
            ? $"""
            drop table if exists {table};
            create virtual table {table} using fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
            """
            : $"""
            drop table if exists {table};
            create table {table} (id {SqlText.Of(kind)} not null primary key, grams integer[] not null);
            create index {indexes}_grams on {table} using gin (grams) with (gin_pending_list_limit = 1024);
            """;
    }

    /// <summary>The words of orders of which some may be in the list, as they are there.</summary>
    public static async Task<Dictionary<string, string>> ReadAsync(ViewTransaction transaction, string[] ids)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        var rows = await transaction.Connection.QueryAsync<(string Id, string Words)>(
            $"select id, words from {transaction.Table} where id {SqlCondition.IsOneOf(transaction.Kind, "Ids")}", new { Ids = ids }, transaction.Transaction);
        return rows.ToDictionary(static row => row.Id, static row => row.Words, StringComparer.Ordinal);
    }

    /// <summary>Writes what is looked for in the index for orders that are in the list.</summary>
    public static async Task WriteAsync(ViewTransaction transaction, IEnumerable<OrderRow> orders)
    {
        var table = Table(transaction.Table);
        var rows = orders.Select(order => new Row(order.Id, GramsOf(order, transaction.Kind))).ToList();
        transaction.Expect(rows.Count, await transaction.WriteAsync(
            rows,
            $"insert or replace into {table} (rowid, grams) select number, @Grams from {transaction.Table} where id = @Id",
            $"""
            insert into {table} (id, grams) select id, grams::integer[] from unnest(@Id, @Grams) as r(id, grams)
            on conflict (id) do update set grams = excluded.grams
            """,
            static rows => new
            {
                Id = rows.Select(static row => row.Id).ToArray(),
                Grams = rows.Select(static row => row.Grams).ToArray(),
            }));
    }

    /// <summary>A number as a word of SQLite's index: letters and digits alone.</summary>
    public static string Sign(int gram) => ((uint)gram).ToString("x", CultureInfo.InvariantCulture);

    private static string GramsOf(OrderRow order, DatabaseKind kind)
    {
        // The place of pickup also as a whole: its name can change, so whoever looks for the name asks for the place.
        var grams = Trigrams.Of(order.Words);
        if (order.PickupId is { } place)
        {
            grams = grams.Append(Trigrams.OfWhole(place));
        }

        return kind == DatabaseKind.Sqlite ? string.Join(' ', grams.Select(Sign)) : $"{{{string.Join(',', grams)}}}";
    }

    private sealed record Row(string Id, string Grams);
}
