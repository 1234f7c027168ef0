using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Lists;

namespace OrleansCommerce.Views.Search;

/// <summary>
/// The few orders in which words can be, by the index of words. They are asked for first, and not within the question itself: where they are
/// many, to read the list in its order finds a page sooner, and neither database knows beforehand how many they are.
/// </summary>
internal static class OrderCandidates
{
    /// <summary>More are no help: so many single reads take as long as a good part of the list.</summary>
    public const int Max = 2_000;

    /// <summary>Above so many places with a name like that, a word is not looked for in the index.</summary>
    private const int PlacesMax = 200;

    /// <summary>The condition for the orders that <see cref="FindAsync"/> found, whose parameter is <c>@found</c>.</summary>
    public static string Condition(DatabaseKind kind) =>
        kind == DatabaseKind.Sqlite ? "id in (select value from json_each(@found))" : "id = any(@found)";

    /// <summary>What the condition needs; null when they are too many, or when the index cannot tell.</summary>
    /// <param name="connection">To the database.</param>
    /// <param name="kind">Which SQL.</param>
    /// <param name="words">Plain words, each of which has to be in the order or in the name of its place of pickup.</param>
    /// <param name="sku">A SKU that it has to have; null for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<object?> FindAsync(
        DbConnection connection, DatabaseKind kind, string[] words, string? sku, CancellationToken cancellationToken)
    {
        string[] indexed = [.. words.Where(static word => Trigrams.OfWord(word).Length > 0)];
        var places = await PlacesAsync(connection, kind, indexed, cancellationToken);
        var asked = indexed
            .Select(word => new Asked(Trigrams.OfWord(word), [.. places[word].Select(Trigrams.OfWhole)]))
            .Where(static word => word.Places.Length <= PlacesMax)
            .ToList();
        if (sku is not null && Trigrams.OfValue(SearchWords.Plain(sku)) is { Length: > 0 } grams)
        {
            asked.Add(new Asked(grams, []));
        }

        if (asked.Count == 0)
        {
            return null;
        }

        var (sql, parameters) = kind == DatabaseKind.Sqlite ? Sqlite(asked) : Postgres(asked);
        var ids = (await connection.QueryAsync<string>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList();
        return ids.Count > Max ? null : kind == DatabaseKind.Sqlite ? JsonSerializer.Serialize(ids) : ids.ToArray();
    }

    /// <summary>The question to SQLite's index.</summary>
    internal static (string Sql, DynamicParameters Parameters) Sqlite(IReadOnlyList<Asked> asked)
    {
        var parameters = new DynamicParameters();
        parameters.Add("grams", string.Join(" AND ", asked.Select(static word =>
            $"(({string.Join(" AND ", word.Grams.Select(OrderWords.Sign))}){string.Concat(word.Places.Select(static place => $" OR {OrderWords.Sign(place)}"))})")));
        return (
            $"select id from order_list where number in (select rowid from order_list_words where order_list_words match @grams limit {Max + 1})", parameters);
    }

    /// <summary>The question to PostgreSQL's index.</summary>
    internal static (string Sql, DynamicParameters Parameters) Postgres(IReadOnlyList<Asked> asked)
    {
        var parameters = new DynamicParameters();
        var conditions = new List<string>();
        foreach (var word in asked)
        {
            var number = conditions.Count.ToString(CultureInfo.InvariantCulture);
            conditions.Add($"(grams @> @grams{number}{(word.Places.Length == 0 ? string.Empty : $" or grams && @places{number}")})");
            parameters.Add($"grams{number}", word.Grams);
            parameters.Add($"places{number}", word.Places);
        }

        // Planned for all that fit, and so by the index: with the limit in view it would seem cheap to read the table until so many are found.
        return (
            $"with fitting as materialized (select id from order_list_words where {string.Join(" and ", conditions)}) select id from fitting limit {Max + 1}",
            parameters);
    }

    private static async Task<ILookup<string, string>> PlacesAsync(
        DbConnection connection, DatabaseKind kind, string[] words, CancellationToken cancellationToken)
    {
        if (words.Length == 0)
        {
            return Array.Empty<string>().ToLookup(static word => word, StringComparer.Ordinal);
        }

        var parameters = new DynamicParameters();
        var parts = new List<string>();
        foreach (var (index, word) in words.Index())
        {
            parts.Add($"select {index} as word, id from location_list where {SqlText.Find(kind)}(search, @word{index}) > 0");
            parameters.Add($"word{index}", word);
        }

        var rows = await connection.QueryAsync<(int Word, string Id)>(
            new CommandDefinition(string.Join(" union all ", parts), parameters, cancellationToken: cancellationToken));
        return rows.ToLookup(row => words[row.Word], static row => row.Id, StringComparer.Ordinal);
    }

    /// <summary>What the index is asked for one word.</summary>
    /// <param name="Grams">An order that has the word itself has all of these.</param>
    /// <param name="Places">One whose place of pickup is called so has one of these.</param>
    internal sealed record Asked(int[] Grams, int[] Places);
}
