using OrleansCommerce.Carts;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Orders;

/// <summary>What an order would be promised now. Pure. It takes the plan that placing the order would take.</summary>
public static class Quoting
{
    /// <summary>One way to deliver.</summary>
    /// <param name="demand">One entry for each SKU.</param>
    /// <param name="supply">One entry for each SKU and location.</param>
    /// <param name="delivery">How, and where to.</param>
    /// <param name="policy">What it costs.</param>
    /// <param name="now">UTC.</param>
    public static DeliveryOption Option(
        IReadOnlyCollection<Demand> demand, IReadOnlyCollection<Supply> supply, Delivery delivery, SourcingPolicy policy, DateTimeOffset now)
    {
        var store = delivery.Method == DeliveryMethod.StorePickup ? delivery.LocationId : null;
        var picks = Sourcing.Plan(demand, supply, store, policy);
        if (picks.Sum(pick => (long)pick.Quantity) < demand.Sum(wanted => (long)wanted.Quantity))
        {
            return new DeliveryOption(delivery.Method, delivery.LocationId, IsAvailable: false, PromisedAt: null, Cost: 0, Parcels: []);
        }

        var shelves = supply.ToDictionary(shown => (shown.LocationId, shown.Sku));
        var cost = 0m;
        var parcels = new List<QuotedParcel>();
        foreach (var parcel in picks.GroupBy(pick => pick.LocationId, StringComparer.Ordinal))
        {
            var shown = shelves[(parcel.Key, parcel.First().Sku)];
            parcels.Add(new QuotedParcel(
                parcel.Key,
                Sourcing.Promise(shown.Kind, parcel.Key, shown.Site, delivery, policy, now),
                parcel.Sum(pick => pick.Quantity)));
            cost += parcel.Key == store
                ? 0
                : Sourcing.ParcelCost(shown.Kind, shown.Site, policy)
                    + parcel.Sum(pick => pick.Quantity * Sourcing.UnitCost(shown.Kind, shelves[(parcel.Key, pick.Sku)].Available, policy));
        }

        // Without stock tracked goods there is nothing to wait for.
        return new DeliveryOption(
            delivery.Method,
            delivery.LocationId,
            IsAvailable: true,
            parcels.Count == 0 ? now : parcels.Max(parcel => parcel.PromisedAt),
            Math.Round(cost, 3),
            [.. parcels]);
    }
}
