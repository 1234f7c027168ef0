using System.Diagnostics.Metrics;
using Orleans;

namespace OrleansCommerce.GrainHostTests;

public sealed class MetricsTests : IDisposable
{
    private readonly Dictionary<(string Instrument, string? GrainType), double> _sums = [];
    private readonly HashSet<string> _methods = [];
    private readonly MeterListener _listener = new();
    private readonly TestWorld _world;

    public MetricsTests()
    {
        var thread = Environment.CurrentManagedThreadId;
        var isMine = false;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Hosts of other tests have meters of the same name: older ones, of which the listener hears at its start, and some on other threads.
            if (isMine && instrument.Meter.Name == "OrleansCommerce.GrainHost" && Environment.CurrentManagedThreadId == thread)
            {
                Assert.False(string.IsNullOrEmpty(instrument.Unit));
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
        isMine = true;
        _world = new TestWorld();
        isMine = false;
    }

    internal interface IMeasured : IGrainWithStringKey
    {
        Task Wait(string gate);
    }

    public void Dispose()
    {
        _world.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public void Activations_calls_failures_durations_and_queues_are_measured_by_grain_type()
    {
        var grain = _world.Host.GetGrain<IMeasured>("m");
        var first = grain.Wait("go");
        var second = grain.Wait("go");
        var third = grain.Wait("break");
        _world.Run();
        _listener.RecordObservableInstruments();
        Assert.Equal(2, Sum("grainhost.queue.length"));

        _world.Advance(TimeSpan.FromSeconds(2));
        _world.Story.Open("go");
        _world.Story.Break("break", new InvalidOperationException("broken"));
        _world.Answer(first);
        _world.Answer(second);
        Assert.Throws<InvalidOperationException>(() => _world.Answer(third));

        Assert.Equal(1, Sum("grainhost.activations"));
        Assert.Equal(3, Sum("grainhost.calls"));
        Assert.Equal(1, Sum("grainhost.call.failures"));
        Assert.Equal(6, Sum("grainhost.call.duration"));
        Assert.Equal(["IMeasured.Wait"], _methods);
        _world.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, Sum("grainhost.activations"));
    }

    private double Sum(string instrument) => _sums.GetValueOrDefault((instrument, "measured"));

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var grainType = tags.Length > 0 ? tags[0].Value as string : null;
        if (instrument.Name is "grainhost.call.duration" or "grainhost.call.failures")
        {
            Assert.Equal("grain.method", tags[1].Key);
            _methods.Add((string)tags[1].Value!);
        }

        _sums[(instrument.Name, grainType)] = _sums.GetValueOrDefault((instrument.Name, grainType)) + value;
    }

    internal sealed class MeasuredGrain(Story story) : Grain, IMeasured
    {
        public Task Wait(string gate) => story.GateAsync(gate);
    }
}
