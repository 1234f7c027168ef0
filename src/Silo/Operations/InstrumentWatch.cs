using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Orleans;

namespace OrleansCommerce.Silo.Operations;

/// <summary>
/// All instruments of this process, whoever made them. It listens only while somebody looks, since every listened instrument costs
/// its writer something: counters count from the first look on.
/// </summary>
internal sealed class InstrumentWatch(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private ITimer? _end;
    private Watching? _watching;

    /// <summary>What is known now, by meter and instrument; and since when it is counted.</summary>
    public InstrumentReading Read()
    {
        lock (_gate)
        {
            _watching ??= new Watching(time.GetUtcNow());
            _end ??= time.CreateTimer(_ => Stop(), null, Patience, Timeout.InfiniteTimeSpan);
            _end.Change(Patience, Timeout.InfiniteTimeSpan);
            return new InstrumentReading(_watching.Since, _watching.Read());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Stop()
    {
        lock (_gate)
        {
            _end?.Dispose();
            _end = null;
            _watching?.Dispose();
            _watching = null;
        }
    }

    private sealed class Watching : IDisposable
    {
        /// <summary>Series beyond it are left out: an instrument with a tag without bounds fills no memory.</summary>
        private const int SeriesMax = 2_000;

        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<(Instrument Instrument, string Tags), Value> _values = new();

        public Watching(DateTimeOffset since)
        {
            Since = since;
            _listener.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<decimal>((instrument, value, tags, _) => Note(instrument, (double)value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<short>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<byte>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.Start();
        }

        public DateTimeOffset Since { get; }

        public InstrumentValue[] Read()
        {
            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException)
            {
                // Some instrument of somebody's fails, such as one of a service that is ending. The others have told their values.
            }

            // ToArray is the dictionary's own: one moment's content. Sorted as it stands it would be copied by its count of a moment before.
            return
            [
                .. _values.ToArray()
                    .OrderBy(pair => pair.Key.Instrument.Meter.Name, StringComparer.Ordinal)
                    .ThenBy(pair => pair.Key.Instrument.Name, StringComparer.Ordinal)
                    .ThenBy(pair => pair.Key.Tags, StringComparer.Ordinal)
                    .Select(pair => pair.Value.Show(pair.Key.Instrument, pair.Key.Tags)),
            ];
        }

        public void Dispose() => _listener.Dispose();

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = (instrument, string.Join(", ", tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}")));
            if (_values.Count < SeriesMax || _values.ContainsKey(key))
            {
                _values.GetOrAdd(key, static _ => new Value()).Note(instrument, value);
            }
        }
    }

    private sealed class Value
    {
        private readonly Lock _gate = new();
        private double _value;
        private double _shown;
        private long _count;

        public void Note(Instrument instrument, double value)
        {
            // Counters and histograms add up, the others tell what is.
            var adds = instrument is { IsObservable: false } && !instrument.GetType().Name.StartsWith("Gauge", StringComparison.Ordinal);
            lock (_gate)
            {
                _value = adds ? _value + value : value;
                _count++;
            }
        }

        public InstrumentValue Show(Instrument instrument, string tags)
        {
            lock (_gate)
            {
                var delta = _value - _shown;
                _shown = _value;
                var isHistogram = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);
                return new InstrumentValue(
                    instrument.Meter.Name, instrument.Name, tags, instrument.Unit ?? string.Empty, instrument.Description ?? string.Empty, _value, delta, isHistogram ? _count : null);
            }
        }
    }
}

/// <summary>What the instruments of a process show.</summary>
/// <param name="Since">Since when they are counted, UTC.</param>
/// <param name="Values">Each of them, by meter, name and tags.</param>
[GenerateSerializer]
[Immutable]
internal sealed record InstrumentReading([property: Id(0)] DateTimeOffset Since, [property: Id(1)] InstrumentValue[] Values);

/// <summary>What an instrument shows.</summary>
/// <param name="Meter">Whose it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tags">Its tags, <c>name=value</c>.</param>
/// <param name="Unit">Such as <c>s</c>.</param>
/// <param name="Description">In its maker's words.</param>
/// <param name="Value">The sum of a counter or a histogram since the watch began, what a gauge shows.</param>
/// <param name="Delta">Against the reading before.</param>
/// <param name="Count">How many values a histogram has; null for others.</param>
[GenerateSerializer]
[Immutable]
internal sealed record InstrumentValue(
    [property: Id(0)] string Meter,
    [property: Id(1)] string Name,
    [property: Id(2)] string Tags,
    [property: Id(3)] string Unit,
    [property: Id(4)] string Description,
    [property: Id(5)] double Value,
    [property: Id(6)] double Delta,
    [property: Id(7)] long? Count);
