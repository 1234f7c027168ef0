using System.Diagnostics;

namespace OrleansCommerce.Load.Measurement;

/// <summary>Callers that each wait for their answer before they ask again.</summary>
internal static class Callers
{
    /// <summary>Runs them for a while; every call that was made is waited for, and counts.</summary>
    /// <param name="count">How many.</param>
    /// <param name="duration">How long they begin new calls.</param>
    /// <param name="call">One call, told which caller makes it; throws unless it is answered with success.</param>
    /// <returns>Their latencies, and the time from the first call to the last answer.</returns>
    public static async Task<(LatencyHistogram Latencies, TimeSpan Elapsed)> RunAsync(int count, TimeSpan duration, Func<int, Task> call)
    {
        var latencies = new LatencyHistogram();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, count).Select(caller => Task.Run(() => OneAsync(caller))));
        return (latencies, Stopwatch.GetElapsedTime(started));

        async Task OneAsync(int caller)
        {
            for (var sent = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started, sent) < duration; sent = Stopwatch.GetTimestamp())
            {
                await call(caller);
                latencies.Record(Stopwatch.GetElapsedTime(sent));
            }
        }
    }
}
