using System.Text.Json;
using OrleansCommerce.Carts;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Simulation.World;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>What must be true when nothing goes wrong any more, nothing is due, and every parcel was handed over.</summary>
internal static class FinalChecks
{
    public static async Task RunAsync(SimulatedWorld world)
    {
        world.Truth.CatchUp();
        var fresh = world.StartMachine(TimeSpan.Zero);
        foreach (var (stream, book) in world.Truth.Books.ToList())
        {
            var complaint = book switch
            {
                StockBook stock => Complaint(stock) ?? await ReplayAsync(fresh, stock),
                OrderBook order => Complaint(world.Truth, order) ?? await ReplayAsync(fresh, order),
                CartBook cart => Complaint(world.Truth, cart) ?? await ReplayAsync(fresh, cart),
                ExchangeBook { State: { IsSold: false, Refused: null } or { Refused: not null, Credits.IsEmpty: false } } => "it came to no end",
                CreditBook credit when credit.State.Redemptions.Exists(redemption => redemption is { OrderId: null, IsReversed: false }) => "money was taken off for no sale",
                ReturnBook goods when !goods.State.ToRestock.IsEmpty || goods.State.UntoldTill is not null => "some goods were never restocked, or their cash was never told",
                LockerBook bank when !bank.State.Untold.IsEmpty => "some orders were never told of their parcels",
                _ => null,
            };
            if (complaint is not null)
            {
                throw world.Truth.Violate($"At rest, {stream}: {complaint}.");
            }
        }

        if (world.Truth.Labels.FindUnused() is { } label)
        {
            throw world.Truth.Violate($"At rest, the label '{label}' is paid for, and on no parcel that left.");
        }
    }

    private static string? Complaint(StockBook stock)
    {
        if (stock.Held.Count > 0)
        {
            return $"it still holds {string.Join(", ", stock.Held.Keys.Order(StringComparer.Ordinal))}";
        }

        return stock.Allocated.Count > 0
            ? $"it still keeps units for {string.Join(", ", stock.Allocated.Keys.Order(StringComparer.Ordinal))}"
            : null;
    }

    private static string? Complaint(Truth truth, OrderBook order)
    {
        var state = order.State;
        var status = Order.StatusOf(state);
        if (status is not (OrderStatus.Fulfilled or OrderStatus.Cancelled or OrderStatus.Rejected))
        {
            return $"it came to no end, it is {status}";
        }

        if (state.ReturnRequests.Exists(request => Order.StatusOf(state, request) is ReturnRequestStatus.Requested or ReturnRequestStatus.Inspected))
        {
            return "an announced return came to no end";
        }

        if (Order.NextStep(state) is { } step || !Order.Pending(state).IsEmpty)
        {
            return "it has something left to do";
        }

        var card = state.Payments.Where(payment => payment is { Token: not null, IsFromTerminal: false }).Sum(payment => Order.CapturedOf(state, payment));
        var refunded = state.Refunds.Where(refund => refund is { IsRelease: false, PaymentKey: not null, CreditId: null } && refund.Status == Order.Transfer.Done).Sum(refund => refund.Amount);
        if ((card, refunded) != (truth.Money.Taken(order.Id), truth.Money.Returned(order.Id)))
        {
            return $"it says that {card} were paid and {refunded} given back; the provider took {truth.Money.Taken(order.Id)} and gave {truth.Money.Returned(order.Id)} back";
        }

        if (state.Payments.Sum(payment => Order.OpenOf(state, payment)) is > 0 and var open)
        {
            return $"{open} are set aside for it, and neither taken nor let go";
        }

        // An order whose parcels were all taken back is cancelled, and its goods left and came back like returned ones.
        var delivered = status == OrderStatus.Fulfilled || state.Phase == Order.Phase.Open;
        var ordered = delivered
            ? state.Terms!.Lines.Where(line => line.StockTracked).Sum(line => line.Quantity) - state.CancelledUnits.Values.Sum()
            : 0;
        // What a carrier lost left too, before others left in its place.
        var lost = state.Parcels.Where(parcel => parcel.IsReplaced).SelectMany(parcel => parcel.Content.Lines).Sum(line => line.Quantity);
        if (order.UnitsLeft() != ordered + lost)
        {
            return $"{ordered} units are with the customer, {lost} were lost, and {order.UnitsLeft()} left the stock";
        }

        var keeps = delivered ? state.Total - state.Returns.Sum(goods => goods.Amount) : 0;
        return state.Paid - state.Refunded == keeps ? null : $"{state.Paid - state.Refunded} were kept, {keeps} are due";
    }

    private static string? Complaint(Truth truth, CartBook cart)
    {
        var alive = cart.Orders.Where(id => truth.Order(id).State is { Terms: not null, Phase: not Order.Phase.Rejected }).ToList();
        return cart.State.Status switch
        {
            CartStatus.CheckingOut => "its checkout came to no end",
            CartStatus.Open when alive.Count > 0 => $"it is open, and there is the order {alive[0]}",
            CartStatus.Ordered when alive is not [var only] || only != cart.State.Checkout!.OrderId => $"it is ordered as {string.Join(" and ", alive)}",
            _ => null,
        };
    }

    private static async Task<string?> ReplayAsync(Machine fresh, StockBook stock)
    {
        var replayed = await fresh.Grains.GetGrain<IStockItemGrain>(stock.Key.ToString()).GetAsync();
        return Difference(replayed, stock.State.Version == 0 ? replayed : stock.State.LevelsAt(stock.Key, fresh.Now));
    }

    private static async Task<string?> ReplayAsync(Machine fresh, OrderBook order) =>
        Difference(await fresh.Grains.GetGrain<IOrderGrain>(order.Id).GetAsync(), Order.Details(order.State));

    private static async Task<string?> ReplayAsync(Machine fresh, CartBook cart) =>
        Difference(await fresh.Grains.GetGrain<ICartGrain>(cart.Id).GetAsync(), cart.State.Details(cart.Id));

    private static string? Difference<T>(T replayed, T folded) =>
        JsonSerializer.Serialize(replayed) is var one && JsonSerializer.Serialize(folded) is var other && one != other
            ? $"replayed it is {one}, its events add up to {other}"
            : null;
}
