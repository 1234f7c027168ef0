using System.Globalization;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of carts.</summary>
internal sealed class CartSearch(IDatabase database, IFreshness freshness) : ICartSearch
{
    private const string CursorMark = "c";

    /// <inheritdoc/>
    public async Task<Page<string>> FindCartsAsync(string customerId, PageRequest page, CancellationToken cancellationToken)
    {
        var query = new ListQuery(database.Kind, "cart_list").Where("customer_id = @customer", "customer", customerId);
        if (page.After is { } after)
        {
            var parts = Cursor.Parts(after, CursorMark, 2);
            if (!long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var changedAt))
            {
                throw new InvalidCursorException(after);
            }

            query.After("(changed_at < @changedAt or (changed_at = @changedAt and id > @id))", ("changedAt", changedAt), ("id", parts[1]));
        }

        await freshness.WaitAsync("cart-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<Row, string>(
            connection,
            "id, changed_at as ChangedAt",
            "changed_at desc, id",
            page.First,
            static row => row.Id,
            static row => Cursor.Of(CursorMark, row.ChangedAt.ToString(CultureInfo.InvariantCulture), row.Id),
            cancellationToken);
    }

    private sealed record Row(string Id, long ChangedAt);
}
