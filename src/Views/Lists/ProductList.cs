using System.Globalization;
using OrleansCommerce.Grains.Catalog;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Search;

namespace OrleansCommerce.Views.Lists;

/// <summary>Every product.</summary>
internal sealed class ProductList : IView
{
    private const string StreamPrefix = "product/";

    public string Name => "product-list";

    public string Table => "product_list";

    public string Definition(DatabaseKind kind, string table, string indexes)
    {
        var text = SqlText.Of(kind);
        return $"""
            create table {table} (
                sku            {text}  not null primary key,
                name           text    not null,
                price          text    not null,
                currency       text    not null,
                stock_tracked  boolean not null,
                location_ids   text    not null,
                tax_category   text,
                category       text,
                category_since bigint,
                return_days    integer,
                final_sale     boolean,
                terms_since    bigint,
                search         {text}  not null,
                version        bigint  not null
            );
            """;
    }

    public ViewChange? Fold(IReadOnlyList<RecordedEvent> events)
    {
        Dictionary<string, Change>? changes = null;
        foreach (var recorded in events)
        {
            if (!recorded.Stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            changes ??= new(StringComparer.Ordinal);
            if (!changes.TryGetValue(recorded.Stream, out var change))
            {
                change = new Change(recorded.Stream[StreamPrefix.Length..], recorded.Version);
                changes.Add(recorded.Stream, change);
            }

            change.Add(recorded);
        }

        return changes is null ? null : transaction => WriteAsync(transaction, changes.Values);
    }

    private static async Task WriteAsync(ViewTransaction transaction, IReadOnlyCollection<Change> changes)
    {
        const string Rest =
            "name, price, currency, stock_tracked, location_ids, tax_category, category, category_since, return_days, final_sale, terms_since, search, version";
        const string RestValues =
            "@Name, @Price, @Currency, @StockTracked, @LocationIds, @TaxCategory, @Category, @CategorySince, @ReturnDays, @FinalSale, @TermsSince, @Search, @Version";
        const string Rows = $"unnest(@Sku, @First, {RestValues}) as c(sku, first, {Rest})";
        var created = changes.Where(static change => change.First == 1).ToList();
        transaction.Expect(created.Count, await transaction.WriteAsync(
            created,
            $"insert into {transaction.Table} (sku, {Rest}) values (@Sku, {RestValues})",
            $"insert into {transaction.Table} (sku, {Rest}) select sku, {Rest} from {Rows}",
            Columns));

        var changed = changes.Where(static change => change.First > 1).ToList();
        transaction.Expect(changed.Count, await transaction.WriteAsync(
            changed,
            $"""
            update {transaction.Table} set
                name = coalesce(@Name, name), price = coalesce(@Price, price), currency = coalesce(@Currency, currency),
                stock_tracked = coalesce(@StockTracked, stock_tracked), location_ids = location_ids || @LocationIds,
                tax_category = case when @Name is null then tax_category else @TaxCategory end,
                category = case when @CategorySince is null then category else @Category end, category_since = coalesce(@CategorySince, category_since),
                return_days = case when @TermsSince is null then return_days else @ReturnDays end, final_sale = coalesce(@FinalSale, final_sale),
                terms_since = coalesce(@TermsSince, terms_since), search = coalesce(@Search, search), version = @Version
            where sku = @Sku and version = @First - 1
            """,
            $"""
            update {transaction.Table} p set
                name = coalesce(c.name, p.name), price = coalesce(c.price, p.price), currency = coalesce(c.currency, p.currency),
                stock_tracked = coalesce(c.stock_tracked, p.stock_tracked), location_ids = p.location_ids || c.location_ids,
                tax_category = case when c.name is null then p.tax_category else c.tax_category end,
                category = case when c.category_since is null then p.category else c.category end, category_since = coalesce(c.category_since, p.category_since),
                return_days = case when c.terms_since is null then p.return_days else c.return_days end, final_sale = coalesce(c.final_sale, p.final_sale),
                terms_since = coalesce(c.terms_since, p.terms_since), search = coalesce(c.search, p.search), version = c.version
            from {Rows}
            where p.sku = c.sku and p.version = c.first - 1
            """,
            Columns));
    }

    private static object Columns(IReadOnlyCollection<Change> rows) => new
    {
        Sku = rows.Select(static row => row.Sku).ToArray(),
        First = rows.Select(static row => row.First).ToArray(),
        Name = rows.Select(static row => row.Name).ToArray(),
        Price = rows.Select(static row => row.Price).ToArray(),
        Currency = rows.Select(static row => row.Currency).ToArray(),
        StockTracked = rows.Select(static row => row.StockTracked).ToArray(),
        LocationIds = rows.Select(static row => row.LocationIds).ToArray(),
        TaxCategory = rows.Select(static row => row.TaxCategory).ToArray(),
        Category = rows.Select(static row => row.Category).ToArray(),
        CategorySince = rows.Select(static row => row.CategorySince).ToArray(),
        ReturnDays = rows.Select(static row => row.ReturnDays).ToArray(),
        FinalSale = rows.Select(static row => row.FinalSale).ToArray(),
        TermsSince = rows.Select(static row => row.TermsSince).ToArray(),
        Search = rows.Select(static row => row.Search).ToArray(),
        Version = rows.Select(static row => row.Version).ToArray(),
    };

    /// <summary>What the events of a batch do to one product; null is no change.</summary>
    private sealed class Change(string sku, long first)
    {
        public string Sku => sku;

        /// <summary>The version of the first event in the batch; the row must be at the one before.</summary>
        public long First => first;

        public string? Name { get; private set; }

        public string? Price { get; private set; }

        public string? Currency { get; private set; }

        public bool? StockTracked { get; private set; }

        /// <summary>Locations to add: each with a space behind it, which no location id has.</summary>
        public string LocationIds { get; private set; } = string.Empty;

        /// <summary>Set together with <see cref="Name"/>.</summary>
        public string? TaxCategory { get; private set; }

        /// <summary>Set together with <see cref="CategorySince"/>.</summary>
        public string? Category { get; private set; }

        public long? CategorySince { get; private set; }

        /// <summary>Set together with <see cref="TermsSince"/>.</summary>
        public int? ReturnDays { get; private set; }

        public bool? FinalSale { get; private set; }

        public long? TermsSince { get; private set; }

        public string? Search { get; private set; }

        public long Version { get; private set; }

        public void Add(RecordedEvent recorded)
        {
            switch (Product.Codec.Read(recorded))
            {
                case Product.Event.Upserted e:
                    Name = e.Name;
                    Price = e.Price.Amount.ToString(CultureInfo.InvariantCulture);
                    Currency = e.Price.Currency;
                    StockTracked = e.StockTracked;
                    TaxCategory = e.TaxCategory;
                    Search = SearchText.Of(Sku, e.Name);
                    break;
                case Product.Event.LocationAdded e:
                    LocationIds += e.LocationId + " ";
                    break;
                case Product.Event.CategorySet e:
                    Category = e.Category;
                    CategorySince = ViewTime.ToMicroseconds(e.At);
                    break;
                case Product.Event.ReturnTermsSet e:
                    ReturnDays = e.Days;
                    FinalSale = e.FinalSale;
                    TermsSince = ViewTime.ToMicroseconds(e.At);
                    break;
                default:
                    throw new InvalidDataException($"The list of products has no rule for '{recorded.Type}'.");
            }

            Version = recorded.Version;
        }
    }
}
