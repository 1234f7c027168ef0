using System.Diagnostics.Metrics;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>What webhooks tell about themselves: the meter <c>OrleansCommerce.Webhooks</c>. No tags: the number of series does not grow.</summary>
internal static class WebhookInstruments
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "OrleansCommerce.Webhooks";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> EventsDelivered = Meter.CreateCounter<long>(
        "orleanscommerce.webhooks.delivered", "{event}", "Events that receivers took.");

    private static readonly Counter<long> AttemptsFailed = Meter.CreateCounter<long>(
        "orleanscommerce.webhooks.failed", "{attempt}", "Attempts that receivers did not take, or not in time.");

    private static readonly Counter<long> EventsDead = Meter.CreateCounter<long>(
        "orleanscommerce.webhooks.dead", "{event}", "Events that were given up, and lie among the dead letters.");

    private static readonly Gauge<double> LagSeconds = Meter.CreateGauge<double>(
        "orleanscommerce.webhooks.lag", "s", "How long the oldest event had waited that was not tried yet, of all subscriptions; 0 when none waits.");

    private static readonly Gauge<long> EventsWaiting = Meter.CreateGauge<long>(
        "orleanscommerce.webhooks.waiting", "{event}", "Events that failed, or wait behind one that did.");

    private static readonly Gauge<long> LettersDead = Meter.CreateGauge<long>(
        "orleanscommerce.webhooks.dead_letters", "{event}", "Events that were given up and not replayed.");

    public static void Attempted(IReadOnlyList<Attempt> attempts)
    {
        EventsDelivered.Add(attempts.Count(static attempt => attempt.Result.Taken));
        AttemptsFailed.Add(attempts.Count(static attempt => !attempt.Result.Taken));
        EventsDead.Add(attempts.Count(static attempt => attempt.IsDead));
    }

    public static void Lag(TimeSpan lag) => LagSeconds.Record(lag.TotalSeconds);

    public static void Waits(long waiting, long dead)
    {
        EventsWaiting.Record(waiting);
        LettersDead.Record(dead);
    }
}
