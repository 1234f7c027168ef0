using System.Reflection;
using System.Threading.Channels;
using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Silo.Engine.Reports;
using OrleansCommerce.Testing;

namespace OrleansCommerce.Cluster.Tests.Reports;

/// <summary>Silos that answer when the test lets them: one for each way that is taken.</summary>
public sealed class WayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private readonly Channel<Asked> _asked = System.Threading.Channels.Channel.CreateUnbounded<Asked>();
    private readonly Way _way;

    public WayTests() => _way = new Way(DispatchProxy.Create<IGrainFactory, Workers>(), _time);

    [Fact]
    public async Task One_that_answers_is_asked_once()
    {
        var answer = AskAsync();
        (await NextAsync()).Silo.SetResult("the first");

        Assert.Equal("the first", await answer);
        Assert.Equal(0, _asked.Reader.Count);
    }

    [Fact]
    public async Task Beside_one_that_is_silent_another_is_asked_and_the_next_question_goes_there()
    {
        var answer = AskAsync();
        var first = await NextAsync();
        await SilenceAsync(Patience);
        var second = await NextAsync();
        second.Silo.SetResult("the second");
        Assert.Equal("the second", await answer);

        var again = AskAsync();
        var third = await NextAsync();
        third.Silo.SetResult("again");

        Assert.Equal("again", await again);
        Assert.NotEqual(first.Key, second.Key);
        Assert.Equal(second.Key, third.Key);
    }

    [Fact]
    public async Task One_that_was_only_slow_still_answers()
    {
        var answer = AskAsync();
        var first = await NextAsync();
        await SilenceAsync(Patience);
        await NextAsync();
        first.Silo.SetResult("late");

        Assert.Equal("late", await answer);
    }

    [Fact]
    public async Task Past_one_that_is_gone_the_next_is_asked_at_once()
    {
        var answer = AskAsync();
        (await NextAsync()).Silo.SetException(new SiloUnavailableException());
        (await NextAsync()).Silo.SetResult("the second");

        Assert.Equal("the second", await answer);
    }

    [Fact]
    public async Task What_a_silo_refuses_is_the_answer()
    {
        var answer = AskAsync();
        (await NextAsync()).Silo.SetException(new InvalidOperationException("No such silo."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => answer);
        Assert.Equal(0, _asked.Reader.Count);
    }

    [Fact]
    public async Task Silence_everywhere_ends()
    {
        var answer = AskAsync();
        HashSet<long> keys = [(await NextAsync()).Key];
        while (keys.Count < 8)
        {
            await SilenceAsync(Patience);
            keys.Add((await NextAsync()).Key);
        }

        await SilenceAsync(SiloReportClient.Patience + Patience);

        await Assert.ThrowsAsync<TimeoutException>(() => answer);
        Assert.Equal(0, _asked.Reader.Count);
    }

    private Task<string> AskAsync() => _way.AskAsync(
        (IWorker worker) =>
        {
            Asked asked = new(((Worker)worker).Key, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
            Assert.True(_asked.Writer.TryWrite(asked));
            return asked.Silo.Task;
        },
        CancellationToken.None);

    private async Task<Asked> NextAsync() => await _asked.Reader.ReadAsync();

    private async Task SilenceAsync(TimeSpan patience)
    {
        await _time.TimerOfAsync(patience);
        _time.Advance(patience);
    }

    internal interface IWorker : IGrainWithIntegerKey;

    private sealed record Worker(long Key) : IWorker;

    private sealed record Asked(long Key, TaskCompletionSource<string> Silo);

    /// <summary>Gives a worker by its key, and nothing else.</summary>
    public class Workers : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => new Worker((long)args![0]!);
    }
}
