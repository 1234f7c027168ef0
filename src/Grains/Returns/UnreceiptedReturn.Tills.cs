using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Returns;

/// <summary>
/// The cash that a till gave for goods without a receipt. The till is told after it is durable here, by an id of its own and until it knows:
/// so its session counts it once, whatever dies in between.
/// </summary>
public static partial class UnreceiptedReturn
{
    /// <summary>What the till is told; null when there is nothing to tell.</summary>
    public static RecordTillMoney? TillMoney(State state, string returnId) => state is not { UntoldTill: not null, Accepted: { } accepted }
        ? null
        : new RecordTillMoney(
            $"{returnId}:refund",
            returnId,
            accepted.LocationId,
            TillMoneyKind.Refund,
            accepted.Currency,
            accepted.Refund,
            Card: 0,
            GiftCard: 0,
            accepted.At,
            accepted.At);

    /// <summary>The till knows.</summary>
    public static Decision<Event> DecideTold(State state) => state.UntoldTill is null ? Decision<Event>.Nothing : new Event.TillTold();
}
