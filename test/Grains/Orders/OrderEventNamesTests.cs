using OrleansCommerce.Grains.Orders;

namespace OrleansCommerce.Grains.Tests.Orders;

public sealed class OrderEventNamesTests
{
    [Fact]
    public void Durable_names_only_ever_grow_in_number() => Assert.Equal(
        [
            "order.allocated",
            "order.allocation-answered",
            "order.allocation-planned",
            "order.allocation-released",
            "order.authorization-lapsed",
            "order.authorization-renewed",
            "order.authorization-voided",
            "order.authorized",
            "order.cancellation-started",
            "order.cancelled",
            "order.capture-declined",
            "order.capture-pending",
            "order.capture-started",
            "order.captured",
            "order.claimed",
            "order.fulfillment-advanced",
            "order.fulfillment-dispatched",
            "order.paid",
            "order.parcel-taken-back",
            "order.payment-declined",
            "order.payment-pending",
            "order.payment-started",
            "order.pickup-expired",
            "order.pickup-reminded",
            "order.placed",
            "order.promise-lost",
            "order.promise-trimmed",
            "order.receipt-issued",
            "order.refund-declined",
            "order.refund-pending",
            "order.refund-redirected",
            "order.refund-started",
            "order.refunded",
            "order.rejected",
            "order.released",
            "order.renewal-pending",
            "order.renewal-started",
            "order.replaced",
            "order.replacement-planned",
            "order.return-restocked",
            "order.returned",
            "order.shortage-found",
            "order.sold-at-till",
            "order.till-line-taken",
            "order.units-cancelled",
            "order.void-pending",
        ],
        Order.Codec.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Order_numbers_have_one_event() =>
        Assert.Equal(["order-numbers.block-reserved"], OrderNumber.Codec.Names);
}
