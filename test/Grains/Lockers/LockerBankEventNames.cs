using OrleansCommerce.Grains.Lockers;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>Journals hold these names: this list may only grow.</summary>
public sealed class LockerBankEventNames
{
    [Fact]
    public void Durable_names_never_change() => Assert.Equal(
        [
            "locker.assignment-ended",
            "locker.assignment-moved",
            "locker.call-admitted",
            "locker.code-refused",
            "locker.compartment-assigned",
            "locker.compartment-reported",
            "locker.configured",
            "locker.door-reported",
            "locker.drop-off-opened",
            "locker.drop-off-reserved",
            "locker.dropped-off",
            "locker.locked-out",
            "locker.lockout-reset",
            "locker.opened",
            "locker.order-refused",
            "locker.order-told",
            "locker.parcel-deposited",
            "locker.parcel-expired",
            "locker.parcel-kept-out",
            "locker.parcel-moved",
            "locker.parcel-retrieved",
            "locker.picked-up",
            "locker.retrieval-opened",
            "locker.secret-rotated",
        ],
        LockerBank.Codec.Names.Order(StringComparer.Ordinal));
}
