using System.Globalization;
using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Receipts;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;
using OrleansCommerce.Views.Lists;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of receipts.</summary>
internal sealed class ReceiptSearch(IDatabase database, IFreshness freshness) : IReceiptSearch
{
    private const string CursorMark = "r";
    private const string ClosingCursorMark = "z";

    /// <inheritdoc/>
    public async Task<Page<ReceiptDetails>> FindReceiptsAsync(ReceiptFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var query = Filtered(filter);
        if (page.After is { } after)
        {
            var parts = Cursor.Parts(after, CursorMark, 2);
            if (!long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var soldAt))
            {
                throw new InvalidCursorException(after);
            }

            query.After("(sold_at < @soldAt or (sold_at = @soldAt and id > @id))", ("soldAt", soldAt), ("id", parts[1]));
        }

        await freshness.WaitAsync("receipt-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<Row, ReceiptDetails>(
            connection,
            "id, sold_at as SoldAt, content",
            "sold_at desc, id",
            page.First,
            static row => JsonSerializer.Deserialize<ReceiptDetails>(row.Content, EventJson.Options)!,
            static row => Cursor.Of(CursorMark, row.SoldAt.ToString(CultureInfo.InvariantCulture), row.Id),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Page<ClosingDetails>> FindClosingsAsync(
        string? storeId, ClosingPeriod? period, PageRequest page, CancellationToken cancellationToken)
    {
        var query = new ListQuery(database.Kind, "closing_list");
        if (storeId is not null)
        {
            query.Where("store_id = @store", "store", storeId);
        }

        if (period is { } length)
        {
            query.Where("period = @period", "period", (int)length);
        }

        if (page.After is { } after)
        {
            var parts = Cursor.Parts(after, ClosingCursorMark, 3);
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var lasts))
            {
                throw new InvalidCursorException(after);
            }

            query.After(
                "(last_day < @day or (last_day = @day and (period < @lasts or (period = @lasts and store_id > @closer))))",
                ("day", day),
                ("lasts", lasts),
                ("closer", parts[2]));
        }

        await freshness.WaitAsync("closing-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<ClosingRow, ClosingDetails>(
            connection,
            "store_id as StoreId, last_day as LastDay, period, content",
            "last_day desc, period desc, store_id",
            page.First,
            static row => JsonSerializer.Deserialize<ClosingDetails>(row.Content, EventJson.Options)!,
            static row => Cursor.Of(
                ClosingCursorMark,
                row.LastDay.ToString(CultureInfo.InvariantCulture),
                row.Period.ToString(CultureInfo.InvariantCulture),
                row.StoreId),
            cancellationToken);
    }

    private ListQuery Filtered(ReceiptFilter filter)
    {
        var query = new ListQuery(database.Kind, "receipt_list");
        var words = SearchWords.Asked(filter.Search);
        if (words.Length > 0)
        {
            // A word is letters and digits alone, so neither language of questions sees a sign of its own in it.
            if (database.Kind == DatabaseKind.Sqlite)
            {
                query.Where(
                    "rowid in (select rowid from receipt_list_text where receipt_list_text match @words)",
                    "words",
                    string.Join(" AND ", words.Select(static word => $"\"{word}\"*")));
            }
            else
            {
                query.Where("words @@ @words::tsquery", "words", string.Join(" & ", words.Select(static word => $"'{word}':*")));
            }
        }

        if (filter.Sku is { } sku)
        {
            query.Where($"{SqlText.Find(database.Kind)}(skus, @sku) > 0", "sku", ReceiptList.SkuMark(sku));
        }

        return Ranges(query, filter);
    }

    private static ListQuery Ranges(ListQuery query, ReceiptFilter filter) => query
        .WhereGiven("customer_id = @customer", "customer", filter.CustomerId)
        .WhereGiven("store_id = @store", "store", filter.StoreId)
        .WhereGiven("sold_at >= @from", "from", filter.From is { } from ? ViewTime.ToMicroseconds(from) : null)
        .WhereGiven("sold_at < @to", "to", filter.To is { } to ? ViewTime.ToMicroseconds(to) : null)
        .WhereGiven("total >= @min", "min", filter.MinAmount is { } min ? ViewMoney.AtLeast(min) : null)
        .WhereGiven("total <= @max", "max", filter.MaxAmount is { } max ? ViewMoney.AtMost(max) : null);

    private sealed class ClosingRow
    {
        public required string StoreId { get; init; }

        public int LastDay { get; init; }

        public int Period { get; init; }

        public required string Content { get; init; }
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public long SoldAt { get; init; }

        public required string Content { get; init; }
    }
}
