using System.Buffers;
using System.Data.Common;
using System.Text;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;

namespace OrleansCommerce.Views.Search;

/// <summary>A question to a list: conditions that filter it, and a place in it to go on from.</summary>
internal sealed class ListQuery(DatabaseKind kind, string table)
{
    private const int PageMax = 200;

    private readonly List<string> _filters = [];
    private readonly DynamicParameters _parameters = new();
    private string? _after;

    /// <summary>
    /// Only rows for which <paramref name="condition"/> holds. A text that no database takes, with a zero character or half a character, is
    /// in no row.
    /// </summary>
    public ListQuery Where(string condition, string name, object value)
    {
        if (value is string text && !IsStorable(text))
        {
            _filters.Add("1 = 0");
            return this;
        }

        _filters.Add(condition);
        _parameters.Add(name, value);
        return this;
    }

    /// <summary>Only rows for which <paramref name="condition"/> holds, which needs no value.</summary>
    public ListQuery Where(string condition)
    {
        _filters.Add(condition);
        return this;
    }

    /// <summary>Only rows for which <paramref name="condition"/> holds, unless <paramref name="value"/> is null.</summary>
    public ListQuery WhereGiven(string condition, string name, object? value) => value is null ? this : Where(condition, name, value);

    /// <summary>Only rows whose search text contains every word. No pattern is involved, so no character is special.</summary>
    public ListQuery Containing(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            Where($"{SqlText.Find(kind)}(search, @word{i}) > 0", $"word{i}", words[i]);
        }

        return this;
    }

    /// <summary>Goes on after a row; does not count as a filter.</summary>
    public ListQuery After(string condition, params (string Name, object Value)[] key)
    {
        _after = condition;
        foreach (var (name, value) in key)
        {
            _parameters.Add(name, value);
        }

        return this;
    }

    /// <summary>Reads a page.</summary>
    public async Task<Page<TNode>> ReadAsync<TRow, TNode>(
        DbConnection connection,
        string columns,
        string order,
        int first,
        Func<TRow, TNode> node,
        Func<TRow, string> cursor,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, PageMax);
        _parameters.Add("limit", first + 1);
        var total = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition($"select count(*) from {table}{Filter(_filters)}", _parameters, cancellationToken: cancellationToken));
        var page = Filter(_after is null ? _filters : [.. _filters, _after]);
        var rows = (await connection.QueryAsync<TRow>(new CommandDefinition(
            $"select {columns} from {table}{page} order by {order} limit @limit", _parameters, cancellationToken: cancellationToken))).AsList();
        var shown = rows.Take(first).ToList();
        return new Page<TNode>(
            [.. shown.Select(node)], [.. shown.Select(cursor)], rows.Count > first, (int)Math.Min(total, int.MaxValue));
    }

    private static bool IsStorable(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || rune.Value == 0)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    private static string Filter(List<string> conditions) =>
        conditions.Count == 0 ? string.Empty : " where " + string.Join(" and ", conditions);
}
