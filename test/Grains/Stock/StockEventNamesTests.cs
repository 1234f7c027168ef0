using OrleansCommerce.Grains.Kits;
using OrleansCommerce.Grains.Stock;

namespace OrleansCommerce.Grains.Tests.Stock;

public sealed class StockEventNamesTests
{
    [Fact]
    public void Durable_names_only_ever_grow_in_number() => Assert.Equal(
        [
            "stock.allocated",
            "stock.allocation-split",
            "stock.allocation-trimmed",
            "stock.arrived",
            "stock.confirmed",
            "stock.counted",
            "stock.deallocated",
            "stock.discrepancy-raised",
            "stock.discrepancy-resolved",
            "stock.dispatched",
            "stock.expected",
            "stock.expired",
            "stock.found",
            "stock.moved",
            "stock.order-told",
            "stock.policy-set",
            "stock.received",
            "stock.released",
            "stock.reserved",
            "stock.restocked",
            "stock.safety-set",
            "stock.sent",
            "stock.sold",
            "stock.taken-back",
        ],
        StockItem.Codec.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void A_kit_has_one_event() => Assert.Equal(["kit.defined"], Kit.Codec.Names);
}
