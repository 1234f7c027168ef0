namespace OrleansCommerce.Silo.Operations;

/// <summary>The calls of grains in this process, over a window.</summary>
internal sealed class CallReport(Measurements measurements)
{
    private const double PerMillisecond = 1_000;
    private const double P50 = 0.5;
    private const double P95 = 0.95;
    private const double P99 = 0.99;

    /// <summary>Numbers of all calls, by grain type, by method, and step by step.</summary>
    /// <param name="seconds">The window; as much of it as there is.</param>
    /// <param name="counts">Which grain types' calls; the rest is as if it were not.</param>
    /// <param name="byMethod">Whether each method's steps are told too: of one type they are few enough.</param>
    public object Read(int seconds, Func<string, bool> counts, bool byMethod)
    {
        var (ended, took) = measurements.Window(seconds);
        var methods = measurements.Calls
            .Where(one => counts(one.Key.Type))
            .Select(one => (one.Key.Type, one.Key.Method, Steps: one.Value.Read(ended), All: one.Value.ReadAll()))
            .ToList();
        return new
        {
            windowSeconds = Math.Round(took, 1),
            stepSeconds = Measurements.Step.TotalSeconds,
            total = Numbers(methods.Select(one => Sum(one.Steps)), methods.Select(one => one.All), took),
            origins = measurements.Origins
                .Where(one => counts(one.Key))
                .OrderBy(static one => one.Key, StringComparer.Ordinal)
                .Select(one => Origins(one.Key, Sum(one.Value.Read(ended)), one.Value.ReadAll())),
            types = methods.GroupBy(one => one.Type).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new
            {
                type = group.Key,
                calls = Numbers(group.Select(one => Sum(one.Steps)), group.Select(one => one.All), took),
            }),
            methods = methods.OrderBy(one => one.Type, StringComparer.Ordinal).ThenBy(one => one.Method, StringComparer.Ordinal).Select(one => new
            {
                type = one.Type,
                method = one.Method,
                calls = Numbers([Sum(one.Steps)], [one.All], took),
                steps = byMethod ? Steps([one.Steps], ended, took) : null,
            }),
            steps = Steps([.. methods.Select(one => one.Steps)], ended, took),
        };
    }

    /// <summary>Numbers of the journal's writer.</summary>
    /// <param name="seconds">The window; as much of it as there is.</param>
    public object ReadJournal(int seconds)
    {
        var (ended, took) = measurements.Window(seconds);
        var (commits, batches, written) = (Sum(measurements.Commits.Read(ended)), Sum(measurements.Batches.Read(ended)), Sum(measurements.Written.Read(ended)));
        return new
        {
            windowSeconds = Math.Round(took, 1),
            commit = Numbers([commits], [measurements.Commits.ReadAll()], took),
            conflicts = commits.Failures,
            retries = batches.Failures,
            refused = written.Failures,
            batches = batches.Values.Count,
            eventsPerBatch = Math.Round(batches.Values.Mean, 1),
            eventsPerBatchP95 = batches.Values.Percentile(P95),
            eventsPerSecond = Math.Round(batches.Values.Sum / took, 1),
            bytesPerSecond = Math.Round(written.Values.Sum / took),
        };
    }

    // Oldest first; the running step is none yet.
    private static IEnumerable<object> Steps(IReadOnlyList<Series.Step[]> series, int ended, double took) => Enumerable.Range(1, ended).Reverse().Select(back =>
    {
        var step = Sum(series.Select(one => one[back]));
        return new
        {
            secondsAgo = Math.Round(Math.Max(0, took - ((ended - back + 1) * Measurements.Step.TotalSeconds)), 1),
            calls = step.Values.Count,
            failures = step.Failures,
            p50Milliseconds = step.Values.Percentile(P50) / PerMillisecond,
            p95Milliseconds = step.Values.Percentile(P95) / PerMillisecond,
            p99Milliseconds = step.Values.Percentile(P99) / PerMillisecond,
        };
    });

    // Where calls of a cluster came from; nothing is counted where there is one process.
    private static object Origins(string type, Series.Step window, Series.Step all) => new
    {
        type,
        here = window.Values.Count,
        elsewhere = window.Failures,
        elsewherePercent = window.Failures == 0 ? 0 : Math.Round(100.0 * window.Failures / (window.Values.Count + window.Failures), 2),
        hereSinceStart = all.Values.Count,
        elsewhereSinceStart = all.Failures,
    };

    private static Series.Step Sum(IEnumerable<Series.Step> steps) => steps.Aggregate(Series.Step.None, static (sum, step) => sum.With(step));

    private static object Numbers(IEnumerable<Series.Step> window, IEnumerable<Series.Step> all, double took)
    {
        var (recent, ever) = (Sum(window), Sum(all));
        var count = recent.Values.Count;
        return new
        {
            count,
            failures = recent.Failures,
            perSecond = Math.Round(count / took, 2),
            failurePercent = count == 0 ? 0 : Math.Round(100.0 * recent.Failures / count, 2),
            meanMilliseconds = recent.Values.Mean / PerMillisecond,
            p50Milliseconds = recent.Values.Percentile(P50) / PerMillisecond,
            p95Milliseconds = recent.Values.Percentile(P95) / PerMillisecond,
            p99Milliseconds = recent.Values.Percentile(P99) / PerMillisecond,
            sinceStart = ever.Values.Count,
            failuresSinceStart = ever.Failures,
        };
    }
}
