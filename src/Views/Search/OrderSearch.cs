using System.Globalization;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;
using OrleansCommerce.Views.Lists;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the list of orders.</summary>
internal sealed class OrderSearch(IDatabase database, IFreshness freshness) : IOrderSearch
{
    /// <inheritdoc/>
    public async Task<Page<string>> FindOrdersAsync(
        OrderFilter filter, OrderSort sort, PageRequest page, CancellationToken cancellationToken)
    {
        var order = Order.Of(sort);
        var words = SearchText.Words(filter.Search is { } search ? SearchWords.Plain(search) : null);
        var query = Filtered(filter, words);
        if (page.After is { } after)
        {
            var (key, id) = order.Key(after);
            query.After(order.Beyond, ("key", key), ("id", id));
        }

        await freshness.WaitAsync("order-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        if (await OrderCandidates.FindAsync(connection, database.Kind, words, filter.Sku, cancellationToken) is { } found)
        {
            query.Where(OrderCandidates.Condition(database.Kind), "found", found);
        }

        return await query.ReadAsync<Row, string>(
            connection,
            $"id, {order.Column} as SortKey",
            order.Sql,
            page.First,
            static row => row.Id,
            row => Cursor.Of(order.Mark, row.SortKey.ToString(CultureInfo.InvariantCulture), row.Id),
            cancellationToken);
    }

    private ListQuery Filtered(OrderFilter filter, string[] words)
    {
        var find = SqlText.Find(database.Kind);
        var query = new ListQuery(database.Kind, "order_list");
        for (var i = 0; i < words.Length; i++)
        {
            // A place can get another name, so its name is looked for where it is kept.
            query.Where(
                $"({find}(words, @word{i}) > 0 or pickup_id in (select id from location_list where {find}(search, @word{i}) > 0))",
                $"word{i}",
                words[i]);
        }

        if (filter.Statuses is { Count: > 0 } statuses)
        {
            query.Where(
                $"status {SqlCondition.IsOneOf(database.Kind, "statuses")}",
                "statuses",
                statuses.Distinct().Select(static status => status.ToString()).ToArray());
        }

        if (filter.PaymentReference is { } reference)
        {
            query.Where($"{find}(paid, @paid) > 0", "paid", OrderList.Mark(PaymentReferenceKey.Of(reference) ?? "none"));
        }

        if (filter.CashOwed is { } owed)
        {
            query.Where(owed ? "cash_owed > 0" : "cash_owed = 0");
        }

        return query
            .WhereGiven("customer_id = @customer", "customer", filter.CustomerId)
            .WhereGiven("(owner_subject = @owner or customer_id = @owner)", "owner", filter.OwnerSubject)
            .WhereGiven("channel = @channel", "channel", filter.Channel?.ToString())
            .WhereGiven($"{find}(locations, @location) > 0", "location", Marked(filter.LocationId))
            .WhereGiven($"{find}(skus, @sku) > 0", "sku", Marked(filter.Sku))
            .WhereGiven("method = @method", "method", filter.Method?.ToString())
            .WhereGiven($"{find}(payments, @payment) > 0", "payment", Marked(filter.Payment?.ToString()))
            .WhereGiven("on_hold = @onHold", "onHold", filter.OnHold is { } held ? held ? 1 : 0 : null)
            .WhereGiven("placed_at >= @from", "from", filter.From is { } from ? ViewTime.ToMicroseconds(from) : null)
            .WhereGiven("placed_at < @to", "to", filter.To is { } to ? ViewTime.ToMicroseconds(to) : null)
            .WhereGiven("total >= @min", "min", filter.MinAmount is { } min ? ViewMoney.AtLeast(min) : null)
            .WhereGiven("total <= @max", "max", filter.MaxAmount is { } max ? ViewMoney.AtMost(max) : null);
    }

    private static string? Marked(string? value) => value is null ? null : OrderList.Mark(value);

    /// <summary>How a list is sorted. The reverse of a sort reverses the ids too, so that one index serves both.</summary>
    private sealed record Order(string Mark, string Column, bool IsDescending)
    {
        public string Sql => IsDescending ? $"{Column} desc, id" : $"{Column}, id desc";

        public string Beyond => IsDescending
            ? $"({Column} < @key or ({Column} = @key and id > @id))"
            : $"({Column} > @key or ({Column} = @key and id < @id))";

        public static Order Of(OrderSort sort) => sort switch
        {
            OrderSort.Newest => new("o", "placed_at", IsDescending: true),
            OrderSort.Oldest => new("oo", "placed_at", IsDescending: false),
            OrderSort.HighestTotal => new("oh", "total", IsDescending: true),
            OrderSort.LowestTotal => new("ol", "total", IsDescending: false),
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "is no sort of orders"),
        };

        public (long Key, string Id) Key(string cursor)
        {
            var parts = Cursor.Parts(cursor, Mark, 2);
            return long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
                ? (key, parts[1])
                : throw new InvalidCursorException(cursor);
        }
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public long SortKey { get; init; }
    }
}
