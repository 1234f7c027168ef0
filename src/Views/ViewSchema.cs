using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Lists;
using OrleansCommerce.Views.Waking;

namespace OrleansCommerce.Views;

/// <summary>The tables of the read models.</summary>
/// <remarks>
/// They hold no truth, so a view whose definition changes gets a migration that drops its table, creates it as
/// <see cref="IView.Definition"/> now says, and sets its checkpoint to the feed's beginning. That is right on a new database too.
/// </remarks>
public static class ViewSchema
{
    private const string Module = "views";

    /// <summary>Until now each order was kept beside the list of orders, and one that was being rebuilt beside its new table.</summary>
    private const string DropFolded = "drop table if exists order_list_folded; drop table if exists order_list_rebuild_folded;";

    /// <summary>All views.</summary>
    internal static IReadOnlyList<IView> Views { get; } =
    [
        new DueWork(), new LocationList(), new OrderList(), new ProductList(), new StockList(), new DiscrepancyList(), new ActivityList(),
        new ParcelCount(), new WorkList(), new ReceiptList(), new ClosingList(), new TillSessionList(), new CartList(), new ReturnRequestList(),
    ];

    /// <summary>
    /// Creates or upgrades the tables. A host calls it at its start, after <see cref="Journal.JournalSchema.MigrateAsync"/>;
    /// several may do so at once.
    /// </summary>
    /// <exception cref="SchemaException">The database was written by a newer version of this software.</exception>
    public static Task MigrateAsync(IDatabase database, CancellationToken cancellationToken = default) =>
        database.MigrateAsync(
            Module,
            [
                new Migration(1, "lists and due work", First(DatabaseKind.Sqlite), First(DatabaseKind.Postgres)),
                new Migration(
                    2,
                    "the ledger in the list of stock, list of discrepancies",
                    Remake(DatabaseKind.Sqlite, [new StockList(), new DiscrepancyList()]),
                    Remake(DatabaseKind.Postgres, [new StockList(), new DiscrepancyList()])),
                new Migration(
                    3, "list of activity", Remake(DatabaseKind.Sqlite, [new ActivityList()]), Remake(DatabaseKind.Postgres, [new ActivityList()])),
                new Migration(
                    4,
                    "what sourcing needs of locations, count of parcels",
                    Remake(DatabaseKind.Sqlite, [new LocationList(), new ParcelCount()]),
                    Remake(DatabaseKind.Postgres, [new LocationList(), new ParcelCount()])),
                new Migration(
                    5, "list of work", Remake(DatabaseKind.Sqlite, [new WorkList()]), Remake(DatabaseKind.Postgres, [new WorkList()])),
                new Migration(
                    6,
                    "lists of receipts and closings, VAT categories in the list of products",
                    Remake(DatabaseKind.Sqlite, [new ReceiptList(), new ClosingList(), new ProductList()]),
                    Remake(DatabaseKind.Postgres, [new ReceiptList(), new ClosingList(), new ProductList()])),
                new Migration(
                    7,
                    "what orders are searched by, whose receipts become",
                    Remake(DatabaseKind.Sqlite, [new OrderList(), new LocationList(), new ReceiptList()]),
                    Remake(DatabaseKind.Postgres, [new OrderList(), new LocationList(), new ReceiptList()])),
                new Migration(
                    8,
                    "lists of tills' sessions, of carts and of announced returns, what orders were paid with, work on parcels that are lost, expired or back",
                    Remake(DatabaseKind.Sqlite, [new TillSessionList(), new CartList(), new OrderList(), new WorkList(), new ReturnRequestList()]),
                    Remake(DatabaseKind.Postgres, [new TillSessionList(), new CartList(), new OrderList(), new WorkList(), new ReturnRequestList()])),
                new Migration(
                    9,
                    "orders are folded from their streams, under which terms products come back",
                    DropFolded + Remake(DatabaseKind.Sqlite, [new ProductList()]),
                    DropFolded + Remake(DatabaseKind.Postgres, [new ProductList()])),
                new Migration(
                    10, "of which orders cash is owed", Remake(DatabaseKind.Sqlite, [new OrderList()]), Remake(DatabaseKind.Postgres, [new OrderList()])),
                new Migration(
                    11, "an index of the words of orders", Remake(DatabaseKind.Sqlite, [new OrderList()]), Remake(DatabaseKind.Postgres, [new OrderList()])),
            ],
            cancellationToken);

    private static string Remake(DatabaseKind kind, IEnumerable<IView> views) => string.Concat(views.Select(view =>
        $"""
        drop table if exists {view.Table};
        {view.Definition(kind, view.Table, view.Table)}
        delete from view_checkpoints where name = '{view.Name}';
        insert into view_checkpoints (name, xid, seq) values ('{view.Name}', 0, 0);

        """));

    private static string First(DatabaseKind kind) =>
        $"""
        create table view_checkpoints (
            name {SqlText.Of(kind)} not null primary key,
            xid  bigint not null,
            seq  bigint not null
        );
        insert into view_checkpoints (name, xid, seq) values {string.Join(", ", Views.Select(static view => $"('{view.Name}', 0, 0)"))};
        {string.Concat(Views.Select(view => view.Definition(kind, view.Table, view.Table)))}
        """;
}
