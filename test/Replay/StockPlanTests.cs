using static OrleansCommerce.Replay.Tests.InvoiceCsv;

namespace OrleansCommerce.Replay.Tests;

public class StockPlanTests
{
    [Fact]
    public void As_many_units_are_received_as_the_file_sells()
    {
        var file = Excerpt();
        var sold = file.Invoices.SelectMany(invoice => invoice.Sales).Where(line => StockPlan.IsTracked(line.Sku))
            .GroupBy(line => line.Sku).ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.Quantity));

        var received = StockPlan.Of(file.Invoices, PathShares.Default.Of(file.Invoices)).Receipts
            .GroupBy(receipt => receipt.Sku).ToDictionary(receipts => receipts.Key, receipts => receipts.Sum(receipt => receipt.Quantity));

        Assert.Equal(sold.OrderBy(entry => entry.Key), received.OrderBy(entry => entry.Key));
    }

    [Fact]
    public void What_a_till_sells_is_received_in_its_store_and_put_aside_there()
    {
        var plan = Plan(Parse(Row("1", "A", 3, 1m, customer: "", country: "Spain"), Row("2", "A", 2, 1m, customer: "", country: "Spain")));

        Assert.Equal([new PlannedReceipt("A", "store-spain", 5, 1)], plan.Receipts);
        Assert.Equal([3, 2], plan.Reservations.Select(reservation => reservation.Sold.Quantity));
        Assert.All(plan.Reservations, reservation => Assert.Equal("store-spain", reservation.Location));
    }

    [Fact]
    public void What_the_web_sells_lies_for_the_greater_part_in_the_warehouse_and_otherwise_in_a_store_of_a_country_that_buys_it()
    {
        var plan = Plan(Parse(Row("1", "A", 10, 1m)));

        Assert.Equal([new PlannedReceipt("A", "store-france", 3, 1), new PlannedReceipt("A", "warehouse", 7, 1)], plan.Receipts);
        Assert.Empty(plan.Reservations);
    }

    [Fact]
    public void More_than_a_million_units_come_in_several_receipts()
    {
        var plan = Plan(Parse(
            Row("1", "A", 1_000_000, 1m, customer: ""), Row("2", "A", 500_000, 1m, customer: "")));

        Assert.Equal(
            [new PlannedReceipt("A", "store-france", 1_000_000, 1), new PlannedReceipt("A", "store-france", 500_000, 2)], plan.Receipts);
    }

    [Fact]
    public void Postage_manual_entries_carriage_and_discounts_are_no_goods()
    {
        var plan = Plan(Parse(Row("1", "POST", 1, 18m), Row("1", "M", 1, 1m), Row("1", "C2", 1, 1m), Row("1", "D", 1, 1m)));

        Assert.Empty(plan.Receipts);
        Assert.All(plan.Products, product => Assert.False(product.StockTracked));
    }

    [Fact]
    public void A_product_has_its_latest_price_and_its_latest_name_that_is_not_empty()
    {
        var plan = Plan(Parse(
            Row("2", "A", 1, 2.345m, day: 5, name: "New name"), Row("1", "A", 1, 9m, day: 1, name: "Old name"), Row("3", "A", 1, 3.005m, day: 7, name: "")));

        Assert.Equal([new PlannedProduct("A", "New name", 3.01m, true)], plan.Products);
    }

    [Fact]
    public void There_is_a_warehouse_and_one_store_for_each_country()
    {
        var plan = Plan(Parse(Row("1", "A", 1, 1m, country: "United Kingdom"), Row("2", "A", 1, 1m, country: "Unspecified")));

        Assert.Equal(
            [
                new PlannedLocation("warehouse", "Warehouse", LocationKind.Warehouse, null, 500),
                new PlannedLocation("store-united-kingdom", "Store United Kingdom", LocationKind.Store, "GB", 502),
                new PlannedLocation("store-unspecified", "Store Unspecified", LocationKind.Store, null, 502),
            ],
            plan.Locations);
        Assert.Equal([new Till("till-united-kingdom", "store-united-kingdom"), new Till("till-unspecified", "store-unspecified")], plan.Tills);
    }

    [Fact]
    public void What_the_app_sells_lies_in_the_depot_of_its_half_of_the_assortment_and_is_kept_from_the_web()
    {
        var plan = Plan(Parse(Row("1", "A", 10, 1m), Row("1", "B", 4, 1m)), SalesPath.TwoParcels);

        Assert.Equal([new PlannedReceipt("A", Depots.HomeOf("A"), 10, 1), new PlannedReceipt("B", Depots.HomeOf("B"), 4, 1)], plan.Receipts);
        Assert.Equal([new PlannedBuffer("A", Depots.HomeOf("A")), new PlannedBuffer("B", Depots.HomeOf("B"))], plan.Buffers);
        Assert.Equal(Depots.All, plan.Locations.Where(location => location.HandlingCost == 0).Select(location => location.Id));
    }

    [Fact]
    public void A_country_whose_parcels_go_to_lockers_has_a_bank()
    {
        var plan = Plan(Parse(Row("1", "A", 10, 1m), Row("C2", "A", -1, 1m, country: "Spain")), SalesPath.Locker);

        Assert.Equal([new PlannedLocation("locker-france", "Lockers France", LocationKind.LockerBank, "FR", null)], plan.Places(LocationKind.LockerBank));
    }

    [Fact]
    public void Lines_of_one_article_are_put_aside_together_for_a_till()
    {
        var plan = Plan(Parse(Row("1", "A", 3, 1m), Row("1", "A", 2, 2m), Row("1", "A", 4, 1m)), SalesPath.Till);

        Assert.Equal([(1m, 7, 2), (2m, 2, 3)], plan.Reservations.Select(reservation =>
            (reservation.Sold.Article.UnitPrice, reservation.Sold.Quantity, reservation.Sold.First.Number)));
    }

    private static StockPlan Plan(InvoiceFile file, SalesPath path = SalesPath.Shipped) =>
        StockPlan.Of(file.Invoices, [.. file.Invoices.Select(invoice => invoice.Customer is null ? SalesPath.Till : path)]);
}
