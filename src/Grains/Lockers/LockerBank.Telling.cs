using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>An order answered to news of its parcel.</summary>
    /// <param name="state">The bank.</param>
    /// <param name="telling">What it was told.</param>
    /// <param name="refusal">Why it would not take it; null when it did.</param>
    /// <param name="status">The parcel's status in the order after that; null when the order does not know it.</param>
    public static Decision<Event> Told(State state, Telling telling, Failure? refusal, FulfillmentStatus? status)
    {
        var parcelId = telling.Parcel.Id;
        if (state.FindUntold(parcelId, telling.News) is null)
        {
            return Decision<Event>.Nothing;
        }

        // Staff may have said the same by hand before: the order refuses the step, and is where it should be.
        var wanted = telling.News switch
        {
            OrderNews.Ready => FulfillmentStatus.ReadyForPickup,
            OrderNews.Collected => FulfillmentStatus.Collected,
            _ => FulfillmentStatus.Expired,
        };
        return refusal is null || status == wanted
            ? new Event.OrderTold(parcelId, telling.News)
            : new Event.OrderRefused(parcelId, telling.News, refusal.Message);
    }
}
