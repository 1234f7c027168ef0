using OrleansCommerce.Carts;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Carts;

public sealed partial class CartGrain
{
    private SupplyReader Supplies => field ??= new SupplyReader(GrainFactory, sourcing, _time);

    /// <inheritdoc/>
    public async Task<Result<DeliveryQuote>> QuoteAsync(QuoteDelivery command)
    {
        var cart = await LookAsync();
        if (!cart.Exists)
        {
            return new NotFound("cart", Id);
        }

        if (command.LocationIds.Length > QuoteDelivery.LocationCountMax)
        {
            return new InvalidInput(
                "locationIds", $"must be at most {QuoteDelivery.LocationCountMax} locations, were {command.LocationIds.Length}.");
        }

        var demand = cart.Lines.SelectMany(Cart.OrderLinesOf).Where(line => line.StockTracked)
            .GroupBy(line => line.Sku, StringComparer.Ordinal)
            .Select(lines => new Demand(lines.Key, lines.Sum(line => line.Quantity)))
            .ToList();
        var ship = new Delivery(DeliveryMethod.Ship, null, null, command.Latitude, command.Longitude);
        var options = new List<DeliveryOption> { await OptionAsync(demand, command.Channel, ship, pickup: null) };
        foreach (var locationId in command.LocationIds.Distinct(StringComparer.Ordinal))
        {
            var pickup = await GrainFactory.GetGrain<ILocationGrain>(locationId).GetAsync();
            if (pickup is not { Kind: LocationKind.Store or LocationKind.LockerBank })
            {
                return new InvalidInput("locationIds", $"'{locationId}' is no store and no locker bank.");
            }

            var method = pickup.Kind == LocationKind.Store ? DeliveryMethod.StorePickup : DeliveryMethod.LockerPickup;
            options.Add(await OptionAsync(demand, command.Channel, new Delivery(method, locationId, null), pickup));
        }

        return new DeliveryQuote([.. options]);
    }

    private async Task<DeliveryOption> OptionAsync(List<Demand> demand, Channel channel, Delivery delivery, LocationDetails? pickup)
    {
        var supply = await Supplies.ReadAsync(demand, channel, delivery, pickup);
        return Quoting.Option(demand, supply, delivery, Supplies.Policy, Now);
    }
}
