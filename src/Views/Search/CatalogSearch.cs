using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using OrleansCommerce.Catalog;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Locations;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Following;

namespace OrleansCommerce.Views.Search;

/// <summary>Answers from the lists of products, locations and stock.</summary>
internal sealed class CatalogSearch(IDatabase database, IFreshness freshness) : ICatalogSearch
{
    private const string CursorMark = "p";
    private const string LocationCursorMark = "l";
    private const string LocationColumns =
        "id, name, kind, country, latitude, longitude, handling_cost as HandlingCost, daily_capacity as DailyCapacity, lead_hours as LeadHours";

    /// <inheritdoc/>
    public async Task<Page<ProductDetails>> FindProductsAsync(string? search, PageRequest page, CancellationToken cancellationToken)
    {
        var query = new ListQuery(database.Kind, "product_list").Containing(SearchText.Words(search));
        if (page.After is { } after)
        {
            query.After("sku > @sku", ("sku", Cursor.Parts(after, CursorMark, 1)[0]));
        }

        await freshness.WaitAsync("product-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<ProductRow, ProductDetails>(
            connection,
            "sku, name, price, currency, stock_tracked as StockTracked, location_ids as LocationIds, tax_category as TaxCategory, category,"
                + " category_since as CategorySince, return_days as ReturnDays, final_sale as FinalSale, terms_since as TermsSince",
            "sku",
            page.First,
            static row => row.ToDetails(),
            static row => Cursor.Of(CursorMark, row.Sku),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<LocationDetails>> ListLocationsAsync(CancellationToken cancellationToken) =>
        ReadLocationsAsync("order by id", parameters: null, cancellationToken);

    /// <inheritdoc/>
    public async Task<Page<LocationDetails>> FindLocationPageAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var query = new ListQuery(database.Kind, "location_list");
        if (page.After is { } after)
        {
            query.After("id > @id", ("id", Cursor.Parts(after, LocationCursorMark, 1)[0]));
        }

        await freshness.WaitAsync("location-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await query.ReadAsync<LocationRow, LocationDetails>(
            connection,
            LocationColumns,
            "id",
            page.First,
            static row => row.ToDetails(),
            static row => Cursor.Of(LocationCursorMark, row.Id),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<LocationDetails>> FindLocationsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        ReadLocationsAsync($"where id {SqlCondition.IsOneOf(database.Kind, "Ids")}", new { Ids = ids.ToArray() }, cancellationToken);

    /// <inheritdoc/>
    public async Task<ILookup<string, StockSummary>> FindStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        await freshness.WaitAsync("stock-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<StockRow>(new CommandDefinition(
            $"""
            select sku, location_id as LocationId, on_hand as OnHand, reserved, allocated, safety, version, next_expiry as NextExpiry,
                ledger, policy
            from stock_list where sku {SqlCondition.IsOneOf(database.Kind, "Skus")} order by sku, location_id
            """,
            new { Skus = skus.Distinct(StringComparer.Ordinal).ToArray() },
            cancellationToken: cancellationToken));
        return rows.ToLookup(static row => row.Sku, static row => row.ToSummary(), StringComparer.Ordinal);
    }

    private async Task<ImmutableArray<LocationDetails>> ReadLocationsAsync(string which, object? parameters, CancellationToken cancellationToken)
    {
        await freshness.WaitAsync("location-list", cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<LocationRow>(new CommandDefinition(
            $"select {LocationColumns} from location_list {which}", parameters, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToDetails())];
    }

    private sealed class ProductRow
    {
        public required string Sku { get; init; }

        public required string Name { get; init; }

        public required string Price { get; init; }

        public required string Currency { get; init; }

        public bool StockTracked { get; init; }

        public required string LocationIds { get; init; }

        public string? TaxCategory { get; init; }

        public string? Category { get; init; }

        public long? CategorySince { get; init; }

        public int? ReturnDays { get; init; }

        public bool? FinalSale { get; init; }

        public long? TermsSince { get; init; }

        public ProductDetails ToDetails() => new(
            Sku,
            Name,
            new Money(decimal.Parse(Price, CultureInfo.InvariantCulture), Currency),
            StockTracked,
            [.. LocationIds.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            TaxCategory,
            TermsSince is { } since ? [new ProductReturnTerms(ReturnDays, FinalSale == true, ViewTime.FromMicroseconds(since))] : null,
            CategorySince is { } kindSince ? [new ProductCategory(Category, ViewTime.FromMicroseconds(kindSince))] : null);
    }
}
