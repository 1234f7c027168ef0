using System.Globalization;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of announced returns.</summary>
internal sealed class ReturnSearch(IDatabase database, IFreshness freshness) : IReturnSearch
{
    private const string CursorMark = "r";

    /// <inheritdoc/>
    public async Task<Page<ReturnRequestKey>> FindOpenAsync(string? locationId, PageRequest page, CancellationToken cancellationToken)
    {
        var list = new ListQuery(database.Kind, "return_request_list");
        var query = locationId is null ? list.Where("open = @open", "open", 1) : list.Where("open = 1 and location_id = @location", "location", locationId);
        if (page.After is { } after)
        {
            var parts = Cursor.Parts(after, CursorMark, 2);
            query.After(
                "(requested_at, id) > (@requestedAt, @id)",
                ("requestedAt", long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at) ? at : throw new InvalidCursorException(after)),
                ("id", parts[1]));
        }

        await freshness.WaitAsync("return-request-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<Row, ReturnRequestKey>(
            connection,
            "id, order_id as OrderId, requested_at as RequestedAt",
            "requested_at, id",
            page.First,
            static row => new ReturnRequestKey(row.Id, row.OrderId),
            static row => Cursor.Of(CursorMark, row.RequestedAt.ToString(CultureInfo.InvariantCulture), row.Id),
            cancellationToken);
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public required string OrderId { get; init; }

        public long RequestedAt { get; init; }
    }
}
