using System.Globalization;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of tills' sessions.</summary>
internal sealed class TillSearch(IDatabase database, IFreshness freshness) : ITillSearch
{
    private const string CursorMark = "t";

    /// <inheritdoc/>
    public async Task<Page<TillSessionKey>> FindSessionsAsync(
        string? locationId, bool? open, PageRequest page, CancellationToken cancellationToken)
    {
        var query = new ListQuery(database.Kind, "till_session_list")
            .WhereGiven("location_id = @location", "location", locationId)
            .WhereGiven("open = @open", "open", open is { } asked ? (asked ? 1 : 0) : null);
        if (page.After is { } after)
        {
            var parts = Cursor.Parts(after, CursorMark, 3);
            if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var openedAt)
                || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new InvalidCursorException(after);
            }

            query.After(
                "(opened_at < @openedAt or (opened_at = @openedAt and (till_id > @till or (till_id = @till and number < @number))))",
                ("openedAt", openedAt),
                ("till", parts[1]),
                ("number", number));
        }

        await freshness.WaitAsync("till-session-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<Row, TillSessionKey>(
            connection,
            "till_id as TillId, number as Number, opened_at as OpenedAt",
            "opened_at desc, till_id, number desc",
            page.First,
            static row => new TillSessionKey(row.TillId, row.Number),
            static row => Cursor.Of(
                CursorMark, row.OpenedAt.ToString(CultureInfo.InvariantCulture), row.TillId, row.Number.ToString(CultureInfo.InvariantCulture)),
            cancellationToken);
    }

    private sealed class Row
    {
        public required string TillId { get; init; }

        public int Number { get; init; }

        public long OpenedAt { get; init; }
    }
}
