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
    public static Task<(LatencyHistogram Latencies, TimeSpan Elapsed)> RunAsync(int count, TimeSpan duration, Func<int, Task> call) =>
        RunTimedAsync(count, duration, Timed(call));

    /// <summary>As above, for calls that tell themselves how long what is of interest took.</summary>
    public static async Task<(LatencyHistogram Latencies, TimeSpan Elapsed)> RunTimedAsync(int count, TimeSpan duration, Func<int, Task<TimeSpan>> call)
    {
        var latencies = new LatencyHistogram();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, count).Select(caller => Task.Run(() => OneAsync(caller))));
        return (latencies, Stopwatch.GetElapsedTime(started));

        async Task OneAsync(int caller)
        {
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                latencies.Record(await call(caller));
            }
        }
    }

    /// <summary>Runs so many calls; each is told its number, from 0 on.</summary>
    public static async Task<(LatencyHistogram Latencies, TimeSpan Elapsed)> EachAsync(int count, int calls, Func<int, Task> call)
    {
        var latencies = new LatencyHistogram();
        var started = Stopwatch.GetTimestamp();
        var timed = Timed(call);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(OneAsync)));
        return (latencies, Stopwatch.GetElapsedTime(started));

        async Task OneAsync()
        {
            for (var number = Interlocked.Increment(ref next); number < calls; number = Interlocked.Increment(ref next))
            {
                latencies.Record(await timed(number));
            }
        }
    }

    /// <summary>A call that tells how long it took.</summary>
    public static Func<int, Task<TimeSpan>> Timed(Func<int, Task> call) => async number =>
    {
        var sent = Stopwatch.GetTimestamp();
        await call(number);
        return Stopwatch.GetElapsedTime(sent);
    };
}
