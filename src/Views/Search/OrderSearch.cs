using System.Globalization;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of orders.</summary>
internal sealed class OrderSearch(IDatabase database, IFreshness freshness) : IOrderSearch
{
    private const string CursorMark = "o";

    /// <inheritdoc/>
    public async Task<Page<string>> FindOrdersAsync(
        string? search, string? customerId, string? ownerSubject, PageRequest page, CancellationToken cancellationToken)
    {
        var query = new ListQuery(database.Kind, "order_list").Containing(SearchText.Words(search));
        if (customerId is not null)
        {
            query.Where("customer_id = @customer", "customer", customerId);
        }

        if (ownerSubject is not null)
        {
            query.Where("(owner_subject = @owner or customer_id = @owner)", "owner", ownerSubject);
        }

        if (page.After is { } after)
        {
            var (placedAt, id) = Key(after);
            query.After("(placed_at < @placedAt or (placed_at = @placedAt and id > @id))", ("placedAt", placedAt), ("id", id));
        }

        await freshness.WaitAsync("order-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<Row, string>(
            connection,
            "id, placed_at as PlacedAt",
            "placed_at desc, id",
            page.First,
            static row => row.Id,
            static row => Cursor.Of(CursorMark, row.PlacedAt.ToString(CultureInfo.InvariantCulture), row.Id),
            cancellationToken);
    }

    private static (long PlacedAt, string Id) Key(string cursor)
    {
        var parts = Cursor.Parts(cursor, CursorMark, 2);
        return long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var placedAt)
            ? (placedAt, parts[1])
            : throw new InvalidCursorException(cursor);
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public long PlacedAt { get; init; }
    }
}
