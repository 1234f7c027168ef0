namespace OrleansCommerce.Silo.Operations;

/// <summary>The calls of grains over a window: what this process counted, and what silos counted together.</summary>
internal sealed class CallReport(Measurements measurements)
{
    private const double PerMillisecond = 1_000;
    private const double P50 = 0.5;
    private const double P95 = 0.95;
    private const double P99 = 0.99;

    /// <summary>What this process counted.</summary>
    /// <param name="asked">Of which calls.</param>
    /// <param name="silo">The process's address.</param>
    public CallCounts Count(CallsAsked asked, string silo)
    {
        var (ended, took) = measurements.Window(asked.Seconds);
        var methods = measurements.Calls
            .Where(one => asked.Takes(one.Key.Type))
            .Select(one => (one.Key.Type, one.Key.Method, Steps: one.Value.Read(ended), All: one.Value.ReadAll()))
            .ToList();
        return new CallCounts(
            silo,
            ended,
            took,
            [
                .. methods.Select(one => new MethodCounts(
                    one.Type, one.Method, Sum(one.Steps), one.All.Values.Count, one.All.Failures, asked.Type is null ? [] : one.Steps)),
            ],
            [
                .. measurements.Origins.Where(one => asked.Takes(one.Key)).Select(one =>
                {
                    var (window, all) = (Sum(one.Value.Read(ended)), one.Value.ReadAll());
                    return new OriginCounts(one.Key, window.Values.Count, window.Failures, all.Values.Count, all.Failures);
                }),
            ],
            [.. Enumerable.Range(0, ended + 1).Select(back => Sum(methods.Select(one => one.Steps[back])))]);
    }

    /// <summary>Numbers of the calls that silos counted together, by grain type, by method, and step by step.</summary>
    public static object Show(IReadOnlyList<CallCounts> counted)
    {
        // Silos end their steps each at its own time: what is shown as one step is up to a step apart.
        var ended = counted.Count == 0 ? 0 : counted.Max(static one => one.Ended);
        var took = counted.Count == 0 ? 1 : counted.Max(static one => one.Seconds);
        var methods = counted
            .SelectMany(static one => one.Methods)
            .GroupBy(static one => (one.Type, one.Method))
            .OrderBy(static one => one.Key.Type, StringComparer.Ordinal).ThenBy(static one => one.Key.Method, StringComparer.Ordinal)
            .ToList();
        return new
        {
            silos = counted.Select(static one => one.Silo).Order(StringComparer.Ordinal),
            windowSeconds = Math.Round(took, 1),
            stepSeconds = Measurements.Step.TotalSeconds,
            total = Numbers(methods.SelectMany(static one => one), took),
            origins = counted.SelectMany(static one => one.Origins).GroupBy(static one => one.Type).OrderBy(static one => one.Key, StringComparer.Ordinal).Select(Origins),
            types = methods.GroupBy(static one => one.Key.Type).Select(group => new { type = group.Key, calls = Numbers(group.SelectMany(static one => one), took) }),
            methods = methods.Select(one => new
            {
                type = one.Key.Type,
                method = one.Key.Method,
                calls = Numbers(one, took),
                steps = one.All(static counts => counts.Steps.Length == 0) ? null : Steps([.. one.Select(static counts => counts.Steps)], ended, took),
            }),
            steps = Steps([.. counted.Select(static one => one.Steps)], ended, took),
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
            commit = Numbers(commits, measurements.Commits.ReadAll().Values.Count, measurements.Commits.ReadAll().Failures, took),
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
        var step = Sum(series.Where(one => back < one.Length).Select(one => one[back]));
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
    private static object Origins(IGrouping<string, OriginCounts> silos)
    {
        var (here, elsewhere) = (silos.Sum(static one => one.Here), silos.Sum(static one => one.Elsewhere));
        return new
        {
            type = silos.Key,
            here,
            elsewhere,
            elsewherePercent = elsewhere == 0 ? 0 : Math.Round(100.0 * elsewhere / (here + elsewhere), 2),
            hereSinceStart = silos.Sum(static one => one.HereSinceStart),
            elsewhereSinceStart = silos.Sum(static one => one.ElsewhereSinceStart),
        };
    }

    private static Series.Step Sum(IEnumerable<Series.Step> steps) => steps.Aggregate(Series.Step.None, static (sum, step) => sum.With(step));

    private static object Numbers(IEnumerable<MethodCounts> counts, double took)
    {
        List<MethodCounts> all = [.. counts];
        return Numbers(Sum(all.Select(static one => one.Window)), all.Sum(static one => one.SinceStart), all.Sum(static one => one.FailuresSinceStart), took);
    }

    private static object Numbers(Series.Step recent, long sinceStart, long failuresSinceStart, double took)
    {
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
            sinceStart,
            failuresSinceStart,
        };
    }
}
