using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using OrleansCommerce.Silo.Engine;

namespace OrleansCommerce.Silo.Tests;

/// <summary>How a process starts and stops: told while it runs, while it stops, and after it stopped by the next one. The same on both engines.</summary>
public sealed class LifecycleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Who_stops_in_which_order_is_known_before_anybody_did_and_nothing_has_a_time()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        var lifecycle = await ReadAsync(silo.Http);

        var (starts, stop) = (lifecycle.GetProperty("services").EnumerateArray().ToList(), lifecycle.GetProperty("stop"));
        Assert.All(starts, static service => Assert.True(service.GetProperty("milliseconds").GetDouble() >= 0));
        Assert.Contains(starts, static service => Text(service, "name").EndsWith(".GenericWebHostService", StringComparison.Ordinal));
        Assert.DoesNotContain(starts, static service => Text(service, "name").Contains("Mark", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Null, stop.GetProperty("began").ValueKind);
        var steps = Steps(stop);
        Assert.All(steps, static step => Assert.Equal(("waits", JsonValueKind.Null), (Text(step, "state"), step.GetProperty("milliseconds").ValueKind)));
        Assert.EndsWith(".Drain", Text(Assert.Single(steps, static step => Text(step, "phase") == "drain"), "name"), StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Reverse(starts).Select(static service => Text(service, "name")),
            steps.Where(static step => Text(step, "phase") == "stop").Select(static step => Text(step, "name")));
        Assert.Equal(HasStages, Stages(stop).Contains("BecomeActive"));
        Assert.Equal(Enumerable.Reverse(Stages(lifecycle).Intersect(Stages(stop))), Stages(stop));
        Assert.Empty(lifecycle.GetProperty("recorded").EnumerateArray());
    }

    [Fact]
    public async Task While_it_drains_the_drain_is_what_runs_and_everything_else_waits()
    {
        var clock = new HeldDrain();
        var silo = await RunningSilo.StartDevelopmentAsync(clock, "--no-sample", $"--Health:DrainSeconds={HeldDrain.Held.TotalSeconds}");
        using var http = new HttpClient { BaseAddress = silo.Http.BaseAddress };

        var stopped = silo.DisposeAsync().AsTask();
        await clock.Begun.WaitAsync(Patience);
        var stop = (await ReadAsync(http)).GetProperty("stop");
        clock.Release();
        await stopped.WaitAsync(Patience);

        Assert.Equal(JsonValueKind.String, stop.GetProperty("began").ValueKind);
        Assert.True(stop.GetProperty("milliseconds").GetDouble() >= 0);
        var steps = Steps(stop);
        Assert.Equal(("drain", "runs", JsonValueKind.Null), (Text(steps[0], "phase"), Text(steps[0], "state"), steps[0].GetProperty("milliseconds").ValueKind));
        Assert.All(steps.Skip(1), static step => Assert.Equal("waits", Text(step, "state")));
    }

    [Fact]
    public async Task How_a_process_stopped_is_told_by_the_next_one_with_what_each_step_took()
    {
        var folder = Directory.CreateTempSubdirectory("orleanscommerce-");
        try
        {
            await using (var first = await StartAsync(folder))
            {
                await first.StopAsync();
            }

            await using var second = await StartAsync(folder);
            using var http = new HttpClient { BaseAddress = new Uri(second.Urls.First()) };
            var record = Assert.Single((await ReadAsync(http)).GetProperty("recorded").EnumerateArray());
            await second.StopAsync();

            Assert.Equal(Environment.ProcessId, record.GetProperty("processId").GetInt32());
            var steps = Steps(record);
            Assert.All(steps, static step => Assert.Equal("ended", Text(step, "state")));
            Assert.InRange(steps.Sum(static step => step.GetProperty("milliseconds").GetDouble()), 0, record.GetProperty("milliseconds").GetDouble() + 1);
            if (HasStages)
            {
                Assert.Contains("BecomeActive", Stages(record));
                Assert.All(
                    record.GetProperty("stages").EnumerateArray().SelectMany(static stage => stage.GetProperty("observers").EnumerateArray()),
                    static observer => Assert.Equal(("ended", true), (Text(observer, "state"), observer.GetProperty("milliseconds").GetDouble() >= 0)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool HasStages => GrainEngine.Name == "Orleans";

    private static async Task<WebApplication> StartAsync(DirectoryInfo folder)
    {
        var app = SiloApplication.Create(
        [
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            $"--ConnectionStrings:Journal=Data Source={Path.Combine(folder.FullName, "journal.db")}",
            "--Logging:LogLevel:Default=Warning",
            "--no-sample",
        ]);
        await app.StartAsync();
        return app;
    }

    private static async Task<JsonElement> ReadAsync(HttpClient http) => await http.GetFromJsonAsync<JsonElement>("/console/system/lifecycle");

    private static List<JsonElement> Steps(JsonElement stop) => [.. stop.GetProperty("services").EnumerateArray()];

    private static List<string> Stages(JsonElement of) => [.. of.GetProperty("stages").EnumerateArray().Select(static stage => Text(stage, "name"))];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>The real clock, by which the drain ends when the test says so.</summary>
    private sealed class HeldDrain : TimeProvider
    {
        public static readonly TimeSpan Held = TimeSpan.FromSeconds(77);

        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Action _end = static () => { };

        public Task Begun => _begun.Task;

        public void Release() => _end();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Held)
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            _end = () => callback(state);
            _begun.TrySetResult();
            return base.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
