using System.Diagnostics.Metrics;

namespace OrleansCommerce.Grains.Stock;

/// <summary>
/// What shops ask about their stock: the meter <c>OrleansCommerce.Stock</c>. No tag but the reason of a refusal, so that the number of
/// series does not grow with the shop.
/// </summary>
internal static class StockInstruments
{
    private static readonly Meter Meter = new("OrleansCommerce.Stock");

    private static readonly Counter<long> Reservations = Meter.CreateCounter<long>(
        "orleanscommerce.stock.reservations", "{reservation}", "Reservations that were made; a repeated request counts once.");

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "orleanscommerce.stock.refusals", "{reservation}", "Reservations that were refused, by reason.");

    /// <summary>Counts the answer to a request for a reservation.</summary>
    public static void Answered(Failure? failure, bool repeated)
    {
        if (failure is not null)
        {
            Refusals.Add(1, new KeyValuePair<string, object?>("reason", failure.GetType().Name));
        }
        else if (!repeated)
        {
            Reservations.Add(1);
        }
    }
}
