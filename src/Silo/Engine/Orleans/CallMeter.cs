using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// Measures the calls of grains with the embedded engine's instruments. The time is that in the grain: the way to it and the wait
/// for its turn are not seen from here. Beside them it counts where calls come from, which one process has no question about.
/// </summary>
internal sealed class CallMeter : IIncomingGrainCallFilter, IDisposable
{
    private readonly ConcurrentDictionary<MethodInfo, string> _names = new();
    private readonly TimeProvider _time;
    private readonly CallOrigin _origin;
    private readonly Meter _meter = new(Measurements.GrainMeter);
    private readonly Counter<long> _origins;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;

    public CallMeter(TimeProvider time, CallOrigin origin)
    {
        _time = time;
        _origin = origin;
        _origins = _meter.CreateCounter<long>(
            "orleanscommerce.grain.calls", "{call}", "Calls that reached a grain of this silo; those from 'elsewhere' came over the network.");
        _duration = _meter.CreateHistogram<double>(Measurements.CallDuration, "s", "From the beginning of a call in its grain to its end.");
        _failures = _meter.CreateCounter<long>(Measurements.CallFailures, "{call}", "Calls that threw.");
    }

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var began = _time.GetTimestamp();

        // Calls of the cluster's own targets carry no mark, and are nothing that placement could move.
        if (!context.TargetId.IsSystemTarget())
        {
            _origins.Add(1, TypeTag(context), new(Measurements.CallOrigin, _origin.OfThisCall));
        }

        try
        {
            await context.Invoke();
        }
        catch
        {
            _failures.Add(1, TypeTag(context), MethodTag(context));
            throw;
        }
        finally
        {
            _duration.Record(_time.GetElapsedTime(began).TotalSeconds, TypeTag(context), MethodTag(context));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> TypeTag(IIncomingGrainCallContext context) => new("grain.type", context.TargetId.Type.ToString());

    private KeyValuePair<string, object?> MethodTag(IIncomingGrainCallContext context) => new(
        "grain.method", _names.GetOrAdd(context.InterfaceMethod, static method => $"{method.DeclaringType!.Name}.{method.Name}"));
}
