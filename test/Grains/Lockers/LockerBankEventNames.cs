using OrleansCommerce.Grains.Lockers;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Journals hold these names: this list may only grow.</summary>
public sealed class LockerBankEventNames
{
    [Fact]
    public void Durable_names_never_change() => Assert.Equal(
        [
            "locker.code-refused",
            "locker.configured",
            "locker.locked-out",
            "locker.opened",
            "locker.order-refused",
            "locker.order-told",
            "locker.parcel-deposited",
            "locker.parcel-expired",
            "locker.picked-up",
        ],
        LockerBank.Codec.Names.Order(StringComparer.Ordinal));
}
