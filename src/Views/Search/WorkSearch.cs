using System.Globalization;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of work.</summary>
internal sealed class WorkSearch(IDatabase database, IFreshness freshness) : IWorkSearch
{
    private const string CursorMark = "w";

    /// <inheritdoc/>
    public async Task<Page<WorkItem>> FindWorkAsync(
        string locationId, FulfillmentStatus? status, PageRequest page, CancellationToken cancellationToken)
    {
        var query = new ListQuery(database.Kind, "work_list")
            .Where("location_id = @location and paid = 1 and closed = 0 and units > 0", "location", locationId);
        if (status is { } wanted)
        {
            query.Where("status = @status", "status", wanted.ToString());
        }

        if (page.After is { } after)
        {
            var (promisedAt, id) = Key(after);
            query.After("(promised_at, id) > (@promisedAt, @id)", ("promisedAt", promisedAt), ("id", id));
        }

        await freshness.WaitAsync("work-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<Row, WorkItem>(
            connection,
            "id, order_id as OrderId, promised_at as PromisedAt, status, units",
            "promised_at, id",
            page.First,
            static row => row.ToItem(),
            static row => Cursor.Of(CursorMark, row.PromisedAt.ToString(CultureInfo.InvariantCulture), row.Id),
            cancellationToken);
    }

    private static (long PromisedAt, string Id) Key(string cursor)
    {
        var parts = Cursor.Parts(cursor, CursorMark, 2);
        return long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var promisedAt)
            ? (promisedAt, parts[1])
            : throw new InvalidCursorException(cursor);
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public required string OrderId { get; init; }

        public long PromisedAt { get; init; }

        public required string Status { get; init; }

        public int Units { get; init; }

        public WorkItem ToItem() => new(
            Id,
            OrderId,
            PromisedAt == 0 ? null : ViewTime.FromMicroseconds(PromisedAt),
            Enum.Parse<FulfillmentStatus>(Status),
            Units);
    }
}
