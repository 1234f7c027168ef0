using static OrleansCommerce.Replay.Tests.InvoiceCsv;

namespace OrleansCommerce.Replay.Tests;

public class CheckedOrderTests
{
    private static readonly EndAnswer Right = new(
        "FULFILLED", "WEB", new(14m), new(14m), new(2.5m),
        [new("A", new(1.25m), 8, 2), new("B", new(2m), 2, 0)],
        [new("SHIPPED", null), new("SHIPPED", null)]);

    [Fact]
    public void An_order_that_is_as_its_invoice_is_right() => Assert.Null(Check(Right).Mismatch);

    [Fact]
    public void Whatever_is_otherwise_is_told()
    {
        Assert.Equal("has no order", Check(null).Mismatch);
        Assert.Equal("its order is CONFIRMED", Check(Right with { Status = "CONFIRMED" }).Mismatch);
        Assert.Equal("its order came from POS", Check(Right with { Channel = "POS" }).Mismatch);
        Assert.Equal("13.99 were taken where 14.00 must be", Check(Right with { Captured = new(13.99m) }).Mismatch);
        Assert.Equal("2.49 were given back where 2.50 must be", Check(Right with { Refunded = new(2.49m) }).Mismatch);
        Assert.Equal("13.99 authorised, 14.00 captured, 2.50 refunded", Check(Right with { Authorized = new(13.99m) }).Mismatch);
        Assert.Equal("a parcel is PACKED", Check(Right with { Fulfillments = [new("SHIPPED", null), new("PACKED", null)] }).Mismatch);
        Assert.Equal(
            "9 units were handed over where it sells 10, or others", Check(Right with { Lines = [Right.Lines[0], Right.Lines[1] with { FulfilledQuantity = 1 }] }).Mismatch);
        Assert.Equal(
            "10 units were handed over where it sells 10, or others",
            Check(Right with { Lines = [new("A", new(1.25m), 7, 2), new("B", new(2m), 3, 0)] }).Mismatch);
        Assert.Equal(
            "1 units came back where 2 must have", Check(Right with { Lines = [Right.Lines[0] with { ReturnedQuantity = 1 }, Right.Lines[1]] }).Mismatch);
    }

    [Theory]
    [InlineData(nameof(SalesPath.Collected), "WEB", "COLLECTED", null, null)]
    [InlineData(nameof(SalesPath.Locker), "WEB", "READY_FOR_PICKUP", null, "a parcel is READY_FOR_PICKUP")]
    [InlineData(nameof(SalesPath.TwoParcels), "APP", "DELIVERED", "T1", null)]
    [InlineData(nameof(SalesPath.TwoParcels), "APP", "DELIVERED", null, "a parcel is DELIVERED")]
    [InlineData(nameof(SalesPath.Till), "POS", "COLLECTED", null, null)]
    public void A_parcel_arrives_as_its_path_has_it(string path, string channel, string status, string? trackingNumber, string? mismatch) =>
        Assert.Equal(
            mismatch,
            Check(Right with { Channel = channel, Fulfillments = [new(status, trackingNumber), new(status, trackingNumber)] }, Enum.Parse<SalesPath>(path)).Mismatch);

    [Fact]
    public void Two_parcels_are_two()
    {
        var three = Right with { Channel = "APP", Fulfillments = [.. Enumerable.Repeat(new EndParcelAnswer("DELIVERED", "T1"), 3)] };

        Assert.Equal("it left in 3 parcels", Check(three, SalesPath.TwoParcels).Mismatch);
    }

    [Fact]
    public void Differences_of_two_invoices_do_not_make_up_for_each_other()
    {
        var more = Check(Right with { Captured = new(14.01m) });
        var less = Check(Right with { Captured = new(13.99m), Lines = [Right.Lines[0] with { FulfilledQuantity = 7 }, Right.Lines[1]] });

        var shipped = PathFigures.Of([more, less], [], new Tally(new RecordingObserver()))[0];

        Assert.Equal((28m, 28m, 0.02m), (shipped.MoneyExpected, shipped.Money, shipped.MoneyOff));
        Assert.Equal((20L, 19L, 1L), (shipped.UnitsExpected, shipped.Units, shipped.UnitsOff));
    }

    private static CheckedOrder Check(EndAnswer? answer, SalesPath path = SalesPath.Shipped)
    {
        var file = Parse(
            Row("1", "A", 6, 1.25m, day: 1), Row("1", "B", 2, 2m, day: 1), Row("1", "A", 2, 1.25m, day: 1), Row("C2", "A", -2, 1.25m, day: 2));
        var paths = file.Invoices.Select(_ => path).ToList();
        return new CheckedOrder(Assert.Single(ExpectedOrder.Of(file.Invoices, paths, ReturnMatching.Of(file.Invoices))), answer);
    }
}
