using Dapper;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Search;

namespace OrleansCommerce.Views.Tests;

/// <summary>The index of the words of orders: it finds what a read of every order finds, and is what is asked.</summary>
public abstract partial class ViewContract
{
    /// <summary>The list as the version before the index had it.</summary>
    private const string ListWithoutIndex =
        """
        create table order_list (
            id text not null primary key, customer_id text, owner_subject text not null, placed_at bigint not null, status text not null,
            channel text not null, method text not null, total bigint not null, on_hold integer not null, pickup_id text, locations text not null,
            skus text not null, payments text not null, paid text not null, search text not null, cash_owed bigint not null
        );
        """;

    private static readonly string[] Names =
    [
        "Abcd bcde", "abcde", "100% wool_mix 'soft' \"new\" \\back", "100 woolXmix", "Crème brûlée", "CREME", "Straße", "日本語の本", "🛒🛒🛒 cart", "🛒🛒",
        "a\u0301b\u0301c\u0301d", "İstanbul", "w-1001", "x-1001", "aaaa", "aa a", "tab\tbed\u00a0nbsp\u2003em", "NOT near", "or* AND \"x\"",
    ];

    /// <summary>Questions that an index could take for another than they are.</summary>
    private static readonly string[] Questions =
    [
        "abcde", "abc", "bcd", "ab", "a", "%", "_", "100%", "l_m", "l%m", "lxm", "'soft'", "\"new\"", "\\back", "\\", "brulee", "BRÛLÉE", "crème brulee", "strasse",
        "日本語", "本", "語の", "🛒🛒🛒", "🛒🛒", "🛒", "🛒🛒🛒 cart", "abcd", "á", "istanbul", "1001", "-1001", "w-1001", "1001 w-", "aaa", "aaaaa", "tab bed", "tabbed", "bed",
        "nbsp em", "not", "or*", "and", "\"x\"", "*", "abc nowhere", "ab nowhere", "wool soft", "\0abc", "a\0bc", "\ud83dabc", "order 1001", "{1,2}", "null",
        string.Join(' ', Enumerable.Range(0, 10).Select(static word => string.Concat(Enumerable.Range(0, 40).Select(part => $"{word}{part:x}")))),
    ];

    [Fact]
    public async Task The_index_of_words_finds_what_a_read_of_every_order_would_find()
    {
        await using var shop = await OpenAsync();
        for (var i = 0; i < Names.Length; i++)
        {
            await PlaceAsync(shop, $"order-{i}", number: $"N{i}", name: Names[i]);
        }

        await using var connection = await shop.Database.OpenReadAsync(Patience);
        foreach (var question in Questions)
        {
            var words = SearchWords.Plain(question).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var expected = Enumerable.Range(0, Names.Length)
                .Select(static i => (Id: $"order-{i}", Text: SearchWords.Plain(Names[i]) + $"\norder-{i}\nn{i}\ncu\nmug"))
                .Where(order => words.All(word => order.Text.Contains(word, StringComparison.Ordinal)))
                .Select(static order => order.Id)
                .Order(StringComparer.Ordinal);
            Assert.Equal((question, string.Join(' ', expected)), (question, string.Join(' ', await SortedAsync(shop, new OrderFilter(question)))));

            var candidates = await OrderCandidates.FindAsync(connection, kind, words, sku: null, Patience);
            Assert.Equal((question, words.Any(static word => word.EnumerateRunes().Count() >= Trigrams.Length)), (question, candidates is not null));
        }
    }

    [Fact]
    public async Task A_word_that_nearly_every_order_has_finds_them_all()
    {
        await using var shop = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, OrderCandidates.Max + 1).Select(i => PlaceAsync(shop, $"o{i:D4}", name: i == 77 ? "Common vase" : "Common mug")));
        Assert.Equal(OrderCandidates.Max + 1, (await FindAsync(shop, new OrderFilter("common"), first: 1)).TotalCount);
        Assert.Equal(["o0077"], await SortedAsync(shop, new OrderFilter("common vase")));

        await using var connection = await shop.Database.OpenReadAsync(Patience);
        Assert.Null(await OrderCandidates.FindAsync(connection, kind, ["common"], sku: null, Patience));
        Assert.NotNull(await OrderCandidates.FindAsync(connection, kind, ["common", "vase"], sku: null, Patience));
    }

    [Fact]
    public async Task A_place_is_found_by_its_name_of_today_beside_orders_that_have_the_word_themselves()
    {
        await using var shop = await OpenAsync();
        await NameAsync("Lantern Lane");
        await PlaceAsync(shop, "fetched", name: "Bowl", delivery: new Delivery(DeliveryMethod.StorePickup, "s-1", null));
        await PlaceAsync(shop, "shipped", name: "Lantern");
        await PlaceAsync(shop, "neither", name: "Bowl");
        Assert.Equal(["fetched", "shipped"], await SortedAsync(shop, new OrderFilter("lantern")));
        Assert.Equal(["fetched"], await SortedAsync(shop, new OrderFilter("lantern bowl")));

        await NameAsync("Main Street");
        Assert.Equal(["shipped"], await SortedAsync(shop, new OrderFilter("lantern")));
        Assert.Equal(["fetched"], await SortedAsync(shop, new OrderFilter("street")));

        Task NameAsync(string name) => shop.AppendAsync<Location.Event>(
            Location.Codec, "location/s-1", new Location.Event.Upserted(new UpsertLocation(name, LocationKind.Store, null, null, null)));
    }

    [Fact]
    public async Task An_order_that_goes_on_leaves_the_index_alone_until_its_words_change()
    {
        var mark = kind == DatabaseKind.Sqlite
            ? "select cast(origin as text) from order_list_words_docsize"
            : "select xmin::text from order_list_words";
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "o");
        var placed = await MarkAsync();
        await AllocateParcelAsync(shop, "o", "w-1");
        await AuthorizeAsync(shop, "o", amount: 1);
        Assert.Equal(placed, await MarkAsync());

        await TellAsync(shop, "o", new Order.Event.ReceiptIssued("online-2026-000001", ReceiptKind.Sale, [], 1, "hash"));
        Assert.NotEqual(placed, await MarkAsync());
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter("online-2026-000001 mug")));

        async Task<string> MarkAsync()
        {
            Assert.Single((await FindAsync(shop, new OrderFilter())).Nodes);
            await using var connection = await shop.Database.OpenReadAsync(Patience);
            return await connection.QuerySingleAsync<string>(mark);
        }
    }

    [Fact]
    public async Task The_database_answers_by_the_index_of_words_and_needs_no_extension_for_it()
    {
        // A table that fits in a few pages is read through faster than any index.
        const string Fill =
            """
            insert into order_list_words select 'x' || i, array(select (i * 7919 + j * 104729) % 50000 from generate_series(1, 60) j) from generate_series(1, 20000) i;
            analyze order_list_words;
            """;
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "o", number: "W-000123", name: "Common mug");
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter("w-000123 common")));

        OrderCandidates.Asked[] asked = [new(Trigrams.OfWord("w-000123"), []), new(Trigrams.OfWord("common"), [Trigrams.OfWhole("s-1")])];
        await using var connection = await shop.Database.OpenReadAsync(Patience);
        if (kind == DatabaseKind.Sqlite)
        {
            var (sql, parameters) = OrderCandidates.Sqlite(asked);
            var plan = string.Join('\n', (await connection.QueryAsync<(int, int, int, string Detail)>($"explain query plan {sql}", parameters)).Select(row => row.Detail));
            Assert.Contains("SEARCH order_list USING INTEGER PRIMARY KEY", plan, StringComparison.Ordinal);
            Assert.Contains("order_list_words VIRTUAL TABLE INDEX 0:M", plan, StringComparison.Ordinal);
        }
        else
        {
            await shop.Database.WriteAsync((writer, transaction, _) => writer.ExecuteAsync(Fill, transaction: transaction), Patience);
            var (sql, parameters) = OrderCandidates.Postgres(asked);
            var plan = string.Join('\n', await connection.QueryAsync<string>($"explain {sql}", parameters));
            Assert.Contains("Bitmap Index Scan on order_list_grams", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
            Assert.Equal(["plpgsql"], await connection.QueryAsync<string>("select extname from pg_extension"));
        }
    }

    [Fact]
    public async Task A_database_of_the_version_without_the_index_finds_its_orders_after_two_processes_upgraded_it_at_once()
    {
        await using (var shop = await OpenAsync())
        {
            await PlaceAsync(shop, "first", name: "Old bowl");
            await PlaceAsync(shop, "second", name: "Old vase");
            await AuthorizeAsync(shop, "second", amount: 1);
            Assert.Equal(["first"], await SortedAsync(shop, new OrderFilter("bowl")));
        }

        await using (var database = _database.Open())
        {
            await database.WriteAsync(
                (connection, transaction, _) => connection.ExecuteAsync(
                    $"""
                    drop table order_list_words;
                    drop table order_list;
                    {ListWithoutIndex}
                    delete from schema_migrations where module = 'views' and version = 11;
                    """,
                    transaction: transaction),
                Patience);
            await using var other = _database.Open();
            await Task.WhenAll(ViewSchema.MigrateAsync(database, Patience), ViewSchema.MigrateAsync(other, Patience));
        }

        // A process waits for its own commits to be in the list, and so for what was before them.
        await using var upgraded = await OpenAsync();
        await PlaceAsync(upgraded, "third", name: "Newer vase");
        Assert.Equal(["first", "second"], await SortedAsync(upgraded, new OrderFilter("old")));
        Assert.Equal(["second"], await SortedAsync(upgraded, new OrderFilter("vase", Payment: PaymentState.Authorized)));
        Assert.Equal(["second", "third"], await SortedAsync(upgraded, new OrderFilter("vase")));
    }
}
