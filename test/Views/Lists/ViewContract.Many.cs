using System.Diagnostics;
using Dapper;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

/// <summary>Lists of a shop that grows: what is asked all day is read by an index, so that it takes no longer.</summary>
public abstract partial class ViewContract
{
    /// <summary>The orders of a picker took 3.5 s of theirs, since the database looked at each order that there ever was.</summary>
    [Fact]
    public async Task Saleor_13064_work_a_customers_orders_and_what_is_owed_take_no_longer_among_a_hundred_times_as_many()
    {
        const int Times = 100;
        await using var shop = await OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await AllocateAsync(shop, $"open{i}", Noon.AddMinutes(i));
            await AuthorizeAsync(shop, $"open{i}");
            await PlaceAsync(shop, $"mine{i}", customer: "cu-mine", owner: "cu-mine");
        }

        for (var i = 0; i < 200; i++)
        {
            await PlaceAsync(shop, $"old{i}", customer: $"cu-{i}", owner: $"cu-{i}", placedAt: Noon.AddDays(-i));
        }

        await MultiplyAsync(shop, 1);
        var few = await QuickestAsync();
        await MultiplyAsync(shop, Times);
        var many = await QuickestAsync();

        Assert.Equal(220 + (200 * Times), (await FindAsync(shop, new OrderFilter())).TotalCount);
        Assert.All(many.Zip(few), pair => Assert.True(pair.First.Took < (pair.Second.Took * 10) + TimeSpan.FromMilliseconds(2), $"{pair.First} after {pair.Second}"));

        async Task<(string What, TimeSpan Took)[]> QuickestAsync() =>
        [
            ("work", await QuickestOfAsync(async () => Assert.Equal(10, (await FindWorkAsync(shop, "w1")).Nodes.Length))),
            ("a customer's", await QuickestOfAsync(async () => Assert.Equal(10, (await FindAsync(shop, new OrderFilter(CustomerId: "cu-mine"))).TotalCount))),
            ("an owner's", await QuickestOfAsync(async () => Assert.Equal(10, (await FindAsync(shop, new OrderFilter(OwnerSubject: "cu-mine"))).TotalCount))),
            ("owed", await QuickestOfAsync(async () => Assert.Equal(0, (await FindAsync(shop, new OrderFilter(CashOwed: true))).TotalCount))),
        ];
    }

    private static async Task<TimeSpan> QuickestOfAsync(Func<Task> look)
    {
        var quickest = TimeSpan.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await look();
            var took = Stopwatch.GetElapsedTime(began);
            quickest = took < quickest ? took : quickest;
        }

        return quickest;
    }

    /// <summary>Puts copies of the old orders into the list, and of each parcel one that left.</summary>
    private async Task MultiplyAsync(Shop shop, int times)
    {
        _ = await FindAsync(shop, new OrderFilter());
        await shop.Database.WriteAsync(async (connection, transaction, _) => await connection.ExecuteAsync(
            """
            delete from order_list where id like '%-%';
            delete from work_list where id like '%-%';
            with recursive copies(n) as (select 1 union all select n + 1 from copies where n < @copies)
            insert into order_list (id, customer_id, owner_subject, placed_at, status, channel, method, total, on_hold, pickup_id, locations, skus, payments, paid, words, cash_owed)
            select id || '-' || n, customer_id, owner_subject, placed_at - n, status, channel, method, total, on_hold, pickup_id, locations, skus, payments, paid, words, cash_owed
            from order_list cross join copies where id like 'old%';
            with recursive copies(n) as (select 1 union all select n + 1 from copies where n < @copies * 20)
            insert into work_list (id, order_id, location_id, promises, promised_at, status, units, paid, closed)
            select id || '-' || n, order_id || '-' || n, location_id, promises, promised_at - n, 'Shipped', units, 1, 1
            from work_list cross join copies;
            """,
            new { copies = times },
            transaction));
        if (kind == DatabaseKind.Postgres)
        {
            // As its own daemon does after such a change; SQLite has none.
            await shop.Database.WriteAsync(static async (connection, transaction, _) => await connection.ExecuteAsync(
                "analyze order_list; analyze work_list", transaction: transaction));
        }
    }
}
