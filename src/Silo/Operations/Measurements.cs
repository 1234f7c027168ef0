using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansCommerce.Silo.Operations;

/// <summary>
/// Listens to the instruments of grains and of the journal in this process, and keeps their distributions over the last minutes. Both
/// engines have the same instruments, so both show the same.
/// </summary>
internal sealed class Measurements : IDisposable
{
    /// <summary>Steps that are kept.</summary>
    public const int StepsMax = 60;

    /// <summary>The meter of grain calls, whatever they run on.</summary>
    public const string GrainMeter = "OrleansCommerce.GrainHost";

    /// <summary>Seconds from the sending of a call to its end, by grain type and method.</summary>
    public const string CallDuration = "grainhost.call.duration";

    /// <summary>Calls that threw or were refused, by grain type and method.</summary>
    public const string CallFailures = "grainhost.call.failures";

    /// <summary>The tag that tells whether a call came from the same silo.</summary>
    public const string CallOrigin = "origin";

    /// <summary>Its value when it did.</summary>
    public const string Here = "here";

    /// <summary>Its value when the call came over the network: from another silo, or from a front end.</summary>
    public const string Elsewhere = "elsewhere";

    private const double Millionth = 1e6;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Type, string Method), Series> _calls = new();
    private readonly ConcurrentDictionary<string, Series> _origins = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private long _stepAt;
    private int _steps;

    public Measurements(TimeProvider time)
    {
        _time = time;
        _startedAt = _stepAt = time.GetTimestamp();
        _listener.InstrumentPublished = Follow;
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((Recorder)state!)(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((Recorder)state!)(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((Recorder)state!)(value, tags));
        _listener.Start();
    }

    private delegate void Recorder(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>How long a step is.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Microseconds from the queueing of an append to its answer; failures are conflicts.</summary>
    public Series Commits { get; } = new();

    /// <summary>Events of each batch; failures are batches that were sent again.</summary>
    public Series Batches { get; } = new();

    /// <summary>Payload bytes of each batch; failures are appends that were refused because the queue was full.</summary>
    public Series Written { get; } = new();

    /// <summary>Calls that came from the same silo, each as 1, by grain type; failures are those that came over the network. Of a cluster only.</summary>
    public IEnumerable<KeyValuePair<string, Series>> Origins => _origins;

    /// <summary>Microseconds of calls, and their failures, by grain type and method.</summary>
    public IEnumerable<KeyValuePair<(string Type, string Method), Series>> Calls => _calls;

    /// <summary>Ends a step of every series.</summary>
    public void EndStep()
    {
        foreach (var series in _calls.Values.Concat(_origins.Values).Concat([Commits, Batches, Written]))
        {
            series.EndStep();
        }

        _steps = Math.Min(StepsMax, _steps + 1);
        _stepAt = _time.GetTimestamp();
    }

    /// <summary>How many ended steps make up a window of so many seconds, and how many seconds they and the running one take.</summary>
    public (int Ended, double Seconds) Window(int seconds)
    {
        var ended = Math.Min(_steps, (int)(seconds / Step.TotalSeconds));
        var running = _time.GetElapsedTime(_stepAt).TotalSeconds;
        return (ended, Math.Max(1, Math.Min((ended * Step.TotalSeconds) + running, _time.GetElapsedTime(_startedAt).TotalSeconds)));
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Follow(Instrument instrument, MeterListener listener)
    {
        Recorder? recorder = (instrument.Meter.Name, instrument.Name) switch
        {
            (GrainMeter, CallDuration) => (value, tags) => SeriesOf(tags).Add((long)(value * Millionth)),
            (GrainMeter, CallFailures) => (value, tags) => SeriesOf(tags).Fail((long)value),
            (_, "orleanscommerce.grain.calls") => NoteOrigin,
            (_, "orleanscommerce.journal.append.duration") => (value, _) => Commits.Add((long)(value * Millionth)),
            (_, "orleanscommerce.journal.conflicts") => (value, _) => Commits.Fail((long)value),
            (_, "orleanscommerce.journal.batch.events") => (value, _) => Batches.Add((long)value),
            (_, "orleanscommerce.journal.retries") => (value, _) => Batches.Fail((long)value),
            (_, "orleanscommerce.journal.written") => (value, _) => Written.Add((long)value),
            (_, "orleanscommerce.journal.append.refused") => (value, _) => Written.Fail((long)value),
            _ => null,
        };
        if (recorder is not null)
        {
            listener.EnableMeasurementEvents(instrument, recorder);
        }
    }

    // The first tag is the grain's type, the second where the call came from.
    private void NoteOrigin(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = _origins.GetOrAdd((string)tags[0].Value!, static _ => new Series());
        if (Here.Equals(tags[1].Value))
        {
            series.Add((long)value);
        }
        else
        {
            series.Fail((long)value);
        }
    }

    // The first two tags are the grain's type and the method: both writers put them so.
    private Series SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _calls.GetOrAdd(((string)tags[0].Value!, (string)tags[1].Value!), static _ => new Series());
}
