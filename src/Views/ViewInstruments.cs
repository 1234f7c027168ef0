using System.Diagnostics.Metrics;

namespace OrleansCommerce.Views;

/// <summary>What the read models tell about themselves: the meter <c>OrleansCommerce.Views</c>. No tags: the number of series does not grow.</summary>
internal static class ViewInstruments
{
    private static readonly Meter Meter = new("OrleansCommerce.Views");

    private static readonly Counter<long> EventsApplied = Meter.CreateCounter<long>(
        "orleanscommerce.views.applied", "{event}", "Events of the feed that are in the tables.");

    private static readonly Gauge<double> LagSeconds = Meter.CreateGauge<double>(
        "orleanscommerce.views.lag", "s", "How long the oldest event of the last batch had waited; 0 when nothing waits.");

    private static readonly Counter<long> GrainsWoken = Meter.CreateCounter<long>(
        "orleanscommerce.views.woken", "{grain}", "Grains that were woken when their time had come.");

    private static readonly Counter<long> WakesFailed = Meter.CreateCounter<long>(
        "orleanscommerce.views.wakes_failed", "{grain}", "Grains that could not be woken, and will be again.");

    public static void Applied(int events) => EventsApplied.Add(events);

    public static void Lag(TimeSpan lag) => LagSeconds.Record(lag.TotalSeconds);

    public static void Woken(int grains) => GrainsWoken.Add(grains);

    public static void WakeFailed(int grains) => WakesFailed.Add(grains);
}
