using System.Diagnostics.Metrics;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local;

/// <summary>The host's instruments. Tags are grain types, and methods where a call is measured or fails; nothing finer, so that series do not grow with the shop.</summary>
internal sealed class GrainHostMetrics : IDisposable
{
    public const string MeterName = "OrleansCommerce.GrainHost";

    private const string GrainTypeTag = "grain.type";
    private const string MethodTag = "grain.method";

    private readonly TimeProvider _time;
    private readonly Meter _meter = new(MeterName);
    private readonly UpDownCounter<long> _activations;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _timeouts;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _latency;

    public GrainHostMetrics(GrainHost host, TimeProvider time)
    {
        _time = time;
        _activations = _meter.CreateUpDownCounter<long>("grainhost.activations", "{activation}", "Activations in memory.");
        _calls = _meter.CreateCounter<long>("grainhost.calls", "{call}", "Calls that ended, failed ones included.");
        _failures = _meter.CreateCounter<long>("grainhost.call.failures", "{call}", "Calls that threw or were refused.");
        _timeouts = _meter.CreateCounter<long>("grainhost.call.timeouts", "{call}", "Calls whose caller stopped waiting.");
        _dropped = _meter.CreateCounter<long>("grainhost.stream.dropped", "{item}", "Stream items that a slow subscriber missed.");
        _latency = _meter.CreateHistogram<double>("grainhost.call.duration", "s", "From the sending of a call to its end.");
        _meter.CreateObservableGauge(
            "grainhost.queue.length",
            () => host.GetActivations().Select(type => new Measurement<int>(type.WaitingCalls, Tag(type.GrainType))),
            "{call}",
            "Calls that wait for an activation.");
    }

    public void Activated(Activation activation) => _activations.Add(1, Tag(activation.Class.Name));

    public void Ended(Activation activation) => _activations.Add(-1, Tag(activation.Class.Name));

    public void TimedOut(Activation activation, int calls) => _timeouts.Add(calls, Tag(activation.Class.Name));

    public void StreamItemDropped() => _dropped.Add(1);

    /// <summary>Starts the clock of a call, if anybody looks at it.</summary>
    public void CallSent(GrainCall call)
    {
        if (_latency.Enabled)
        {
            call.SentAt = _time.GetTimestamp();
        }
    }

    public void CallEnded(Activation activation, GrainCall call, bool failed)
    {
        if (_calls.Enabled)
        {
            _calls.Add(1, Tag(activation.Class.Name));
        }

        if (failed)
        {
            _failures.Add(1, Tag(activation.Class.Name), Tag(call));
        }

        if (call.SentAt != 0)
        {
            _latency.Record(_time.GetElapsedTime(call.SentAt).TotalSeconds, Tag(activation.Class.Name), Tag(call));
        }
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string grainType) => new(GrainTypeTag, grainType);

    private static KeyValuePair<string, object?> Tag(GrainCall call) => new(MethodTag, call.Method.Name);
}
