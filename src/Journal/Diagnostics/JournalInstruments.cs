using System.Diagnostics;
using System.Diagnostics.Metrics;
using OrleansCommerce.Journal.Batching;

namespace OrleansCommerce.Journal.Diagnostics;

/// <summary>
/// What the journal tells about itself: the meter and the activity source <c>OrleansCommerce.Journal</c>. The only tags are the
/// store's kind and an append's outcome, so that the number of series does not grow with the shop.
/// </summary>
internal sealed class JournalInstruments
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "OrleansCommerce.Journal";

    /// <summary>What collectors keep of one span, as a rule.</summary>
    private const int LinksMax = 127;

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> AppendDuration = Meter.CreateHistogram<double>(
        "orleanscommerce.journal.append.duration", "s", "From the queueing of an append to its answer.");

    private static readonly Histogram<int> BatchEvents = Meter.CreateHistogram<int>(
        "orleanscommerce.journal.batch.events", "{event}", "Events in one transaction.");

    private static readonly UpDownCounter<int> QueueLength = Meter.CreateUpDownCounter<int>(
        "orleanscommerce.journal.queue.length", "{append}", "Appends that wait or are under way.");

    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "orleanscommerce.journal.append.refused", "{append}", "Appends refused because the queue was full.");

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "orleanscommerce.journal.conflicts", "{append}", "Appends whose expected version was not the head.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "orleanscommerce.journal.retries", "{batch}", "Batches that were sent again.");

    private static readonly Counter<long> Written = Meter.CreateCounter<long>(
        "orleanscommerce.journal.written", "By", "Payload bytes in durable batches.");

    private readonly KeyValuePair<string, object?> _store;
    private int _queued;

    /// <summary>Instruments of one journal.</summary>
    /// <param name="store"><c>sqlite</c>, <c>postgresql</c> or <c>memory</c>.</param>
    public JournalInstruments(string store) => _store = new("store", store);

    /// <summary>Whether anybody listens to traces.</summary>
    public static bool IsTraced => Source.HasListeners();

    /// <summary>
    /// A trace of one batch's commit; null when nobody listens. It belongs to the trace of its first append, and names those of the others.
    /// </summary>
    public static Activity? StartBatch(Batch batch)
    {
        if (!IsTraced)
        {
            return null;
        }

        var traces = batch.Appends.Select(static append => append.Trace).Where(static trace => trace != default).Distinct().ToList();
        var activity = Source.StartActivity(
            "journal.commit",
            ActivityKind.Client,
            traces.FirstOrDefault(),
            links: traces.Skip(1).Take(LinksMax).Select(static trace => new ActivityLink(trace)));
        activity?.SetTag("journal.appends", batch.Appends.Count).SetTag("journal.events", batch.Events);
        return activity;
    }

    /// <summary>An append joins the queue; answers how many are in it now.</summary>
    public int Joined()
    {
        QueueLength.Add(1, _store);
        return Interlocked.Increment(ref _queued);
    }

    /// <summary>Appends leave the queue.</summary>
    public void Left(int appends)
    {
        QueueLength.Add(-appends, _store);
        Interlocked.Add(ref _queued, -appends);
    }

    /// <summary>An append was refused because the queue is full.</summary>
    public void Busy() => Refused.Add(1, _store);

    /// <summary>A batch goes to the store again.</summary>
    public void Retry() => Retries.Add(1, _store);

    /// <summary>A batch is settled.</summary>
    public void BatchDone(Batch batch)
    {
        BatchEvents.Record(batch.Events, _store);
        if (Written.Enabled)
        {
            Written.Add(batch.Appends.Sum(static a => a.IsCommitted ? a.Bytes : 0L), _store);
        }
    }

    /// <summary>Callers get their answers.</summary>
    public void Answered(List<PendingAppend> appends)
    {
        if (!AppendDuration.Enabled && !Conflicts.Enabled)
        {
            return;
        }

        var conflicts = 0;
        foreach (var pending in appends)
        {
            var outcome = pending.IsCommitted ? "committed" : pending.IsConflict ? "conflict" : "failed";
            conflicts += pending.IsConflict ? 1 : 0;
            AppendDuration.Record(Stopwatch.GetElapsedTime(pending.QueuedAt).TotalSeconds, _store, new("outcome", outcome));
        }

        if (conflicts > 0)
        {
            Conflicts.Add(conflicts, _store);
        }
    }
}
