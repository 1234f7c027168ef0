using System.Diagnostics.Metrics;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Tests;

/// <summary>The instruments of the process, read while others use them.</summary>
public sealed class InstrumentWatchTests
{
    [Fact]
    public async Task It_is_read_while_new_series_come_about()
    {
        const int Rounds = 100;
        const int Series = 300;
        using var meter = new Meter(nameof(InstrumentWatchTests));
        var counter = meter.CreateCounter<int>("things");
        for (var round = 0; round < Rounds; round++)
        {
            using var watch = new InstrumentWatch(TimeProvider.System);
            watch.Read();

            var writing = Task.Run(() =>
            {
                for (var i = 0; i < Series; i++)
                {
                    counter.Add(1, new KeyValuePair<string, object?>("series", i));
                }
            });
            while (!writing.IsCompleted)
            {
                watch.Read();
            }

            await writing;
            Assert.Equal(Series, watch.Read().Values.Where(value => value.Meter == meter.Name).Sum(value => value.Value));
        }
    }
}
