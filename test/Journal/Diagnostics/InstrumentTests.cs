using System.Diagnostics.Metrics;
using OrleansCommerce.Journal.InMemory;

namespace OrleansCommerce.Journal.Tests;

public sealed class InstrumentTests
{
    [Fact]
    public async Task The_meter_tells_durations_batches_conflicts_and_bytes_with_few_tags()
    {
        // Given a listener; other tests' journals speak through the same meter, so only this store's values count
        var seen = new Dictionary<string, double>(StringComparer.Ordinal);
        var gate = new Lock();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "OrleansCommerce.Journal")
            {
                Assert.False(string.IsNullOrEmpty(instrument.Unit));
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, 1, tags));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Add(i, value, tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        listener.Start();

        // When
        await using var journal = new InMemoryJournal();
        await journal.AppendAsync(Given.Append("s", 0, "abc", "de"));
        await journal.AppendAsync(Given.Append("s", 0, "lost"));

        // Then
        lock (gate)
        {
            Assert.True(seen["orleanscommerce.journal.append.duration"] >= 2);
            Assert.True(seen["orleanscommerce.journal.batch.events"] >= 2);
            Assert.True(seen["orleanscommerce.journal.conflicts"] >= 1);
            Assert.True(seen["orleanscommerce.journal.written"] >= 9);
        }

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var memory = false;
            foreach (var tag in tags)
            {
                Assert.Contains(tag.Key, (string[])["store", "outcome"]);
                memory |= tag.Value is "memory";
            }

            lock (gate)
            {
                seen[instrument.Name] = seen.GetValueOrDefault(instrument.Name) + (memory ? value : 0);
            }
        }
    }
}
