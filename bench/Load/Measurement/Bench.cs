using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Measurement;

/// <summary>Collects the slices of one scenario.</summary>
internal sealed class Bench(LoadOptions options, BenchDatabase database)
{
    /// <summary>Each thing is measured this often, alternating.</summary>
    public const int Rounds = 2;

    private readonly List<Slice> _slices = [];
    private readonly List<Ratio> _ratios = [];
    private readonly List<string> _notes = [];

    public BenchDatabase Database => database;

    /// <summary>How long each slice is measured.</summary>
    public TimeSpan Duration { get; } = TimeSpan.FromSeconds(options.Seconds);

    /// <summary>How long the code runs unmeasured first: the compiler is busy for about this long until it runs as it will.</summary>
    public TimeSpan WarmUp { get; } = TimeSpan.FromSeconds(options.Small ? 1 : 10);

    /// <summary>With how many silos a cluster is measured.</summary>
    public IReadOnlyList<int> Silos => options.Silos;

    public Measured Result => new(_slices, _ratios, _notes);

    public static void Progress(string text) => Console.Error.WriteLine(text);

    public void Note(string text) => _notes.Add(text);

    /// <summary>Measures calls.</summary>
    public Task MeasureAsync(int round, string name, int callers, Func<int, Task> call) =>
        AddAsync(round, name, callers, () => Callers.RunAsync(callers, Duration, call));

    /// <summary>Measures calls of silos that are processes of their own.</summary>
    public Task MeasureAsync(int round, string name, int callers, ISilos silos, Func<int, Task> call) =>
        AddAsync(round, name, callers, () => CountedAsync(() => Callers.RunAsync(callers, Duration, call)), silos);

    /// <summary>Measures pgbench.</summary>
    public Task MeasureAsync(int round, string name, Pgbench plain, int clients) =>
        AddAsync(round, name, clients, () => plain.RunAsync(clients, Duration));

    /// <summary>Measures calls that tell themselves how long what is of interest took, while other callers keep the system busy.</summary>
    public Task MeasureUnderLoadAsync(
        int round,
        string name,
        int callers,
        Func<int, Task<TimeSpan>> call,
        int busyCallers,
        Func<int, Task> busyCall,
        string busyCalls,
        ISilos? silos = null) =>
        AddAsync(
            round,
            name,
            callers,
            () => CountedAsync(async () =>
            {
                var load = Callers.RunAsync(busyCallers, Duration, busyCall);
                var measured = await Callers.RunTimedAsync(callers, Duration, call);
                var (others, elapsed) = await load;
                Note($"Round {round}, {name}: meanwhile {busyCallers} callers made {others.Count / elapsed.TotalSeconds:N0} {busyCalls} a second.");
                return measured;
            }),
            silos);

    /// <summary>Measures so many calls, each of which is told its number.</summary>
    public Task MeasureEachAsync(int round, string name, int callers, int calls, Func<int, Task> call) =>
        AddAsync(round, name, callers, () => Callers.EachAsync(callers, calls, call));

    /// <summary>A size of a scenario, or a hundredth of it when it is only to be seen that the scenario works.</summary>
    public int Sized(int full) => options.Small ? Math.Max(1, full / 100) : full;

    /// <summary>Holds a latency of a thing against a limit.</summary>
    public void LimitLatency(string name, string what, Func<Slice, TimeSpan> latency, double atMostMs)
    {
        var rounds = _slices.Where(slice => slice.Name == name).Select(slice => latency(slice).TotalMilliseconds).ToList();
        Limit($"{what}, ms: {name}", rounds, atMostMs);
    }

    /// <summary>Holds a figure, with its unit in its name, against a limit.</summary>
    public void Limit(string name, IReadOnlyList<double> rounds, double atMost) =>
        _ratios.Add(new Ratio(name, rounds.Average(), rounds, atMost, AtMost: true));

    /// <summary>Divides the operations a second of one thing by those of another.</summary>
    public void Compare(string name, string over, double atLeast) =>
        Compare(name, over, static slice => slice.PerSecond, atLeast, atMost: false, "throughput");

    /// <summary>Divides the median latency of one thing by that of another.</summary>
    public void CompareLatency(string name, string over, double atMost) =>
        Compare(name, over, static slice => slice.P50.TotalMilliseconds, atMost, atMost: true, "p50");

    private void Compare(string name, string over, Func<Slice, double> value, double target, bool atMost, string what)
    {
        var above = Of(name);
        var below = Of(over);
        if (below.Count > 0)
        {
            _ratios.Add(new Ratio($"{what}: {name} / {over}", above.Average() / below.Average(), [.. above.Zip(below, static (a, b) => a / b)], target, atMost));
        }

        List<double> Of(string thing) => [.. _slices.Where(slice => slice.Name == thing).Select(value)];
    }

    private static async Task<(LatencyHistogram Latencies, TimeSpan Elapsed, long Operations)> CountedAsync(
        Func<Task<(LatencyHistogram Latencies, TimeSpan Elapsed)>> run)
    {
        var (latencies, elapsed) = await run();
        return (latencies, elapsed, latencies.Count);
    }

    private Task AddAsync(int round, string name, int callers, Func<Task<(LatencyHistogram Latencies, TimeSpan Elapsed)>> run) =>
        AddAsync(round, name, callers, () => CountedAsync(run));

    private async Task AddAsync(
        int round, string name, int callers, Func<Task<(LatencyHistogram Latencies, TimeSpan Elapsed, long Operations)>> run, ISilos? silos = null)
    {
        await database.SettleAsync();
        var processes = silos?.ProcessIds ?? [];
        var callsBefore = silos is null ? null : await silos.ReadCallsAsync();
        var walBefore = await database.ReadWalAsync();
        var before = CpuTime.Now(database.Postmaster, processes);
        var (latencies, elapsed, operations) = await run();
        var cpu = CpuTime.Now(database.Postmaster, processes) - before;
        var wal = await database.ReadWalAsync() - walBefore;
        var calls = callsBefore is null ? null : await silos!.ReadCallsAsync() - callsBefore;
        var slice = new Slice(
            round, name, callers, operations, elapsed, latencies.Quantile(0.5), latencies.Quantile(0.99), latencies.Quantile(0.999), latencies.Quantile(1), cpu, wal, calls);
        _slices.Add(slice);
        Progress($"round {round}: {name}: {slice.PerSecond:N0}/s");
    }
}
