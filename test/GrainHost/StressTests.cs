using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Local;

namespace OrleansCommerce.GrainHostTests;

/// <summary>Many callers on the thread pool, few grains, activations that end all the time: no call is lost or doubled, and no turns overlap.</summary>
public sealed class StressTests
{
    private const int Callers = 32;
    private const int CallsOfEach = 1_000;
    private const int Grains = 7;

    internal interface IStressed : IGrainWithStringKey
    {
        Task<int> Add();

        ValueTask<int> AddSlowly();

        Task AddAndEnd();
    }

    internal interface IHurried : IGrainWithStringKey
    {
        Task EnterAsync();
    }

    [Fact]
    public async Task A_slice_that_ends_while_another_begins_never_lets_turns_overlap()
    {
        var ledger = new Ledger();
        await using var services = new ServiceCollection().AddSingleton(ledger).BuildServiceProvider();
        var options = new GrainHostOptions { MaxTurnsPerSlice = 1 };
        options.GrainAssemblies.Add(typeof(StressTests).Assembly);
        using var host = new GrainHost(services, options);

        var grain = host.GetGrain<IHurried>("one");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < 2_000; call++)
            {
                await Task.WhenAll(grain.EnterAsync(), grain.EnterAsync());
            }
        })));
        await host.StopAsync();

        Assert.Equal(0, ledger.Overlaps);
    }

    [Fact]
    public async Task No_call_is_lost_or_doubled_and_no_turns_overlap()
    {
        var ledger = new Ledger();
        await using var services = new ServiceCollection().AddSingleton(ledger).BuildServiceProvider();
        var options = new GrainHostOptions { MaxTurnsPerSlice = 5 };
        options.GrainAssemblies.Add(typeof(StressTests).Assembly);
        using var host = new GrainHost(services, options);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(host, caller))));
        await host.StopAsync();

        Assert.Equal(Callers * CallsOfEach, ledger.Counts.Values.Sum());
        Assert.Equal(0, ledger.Overlaps);
        Assert.True(ledger.Activations > Grains, "No activation ended while calls ran.");
        Assert.Equal(ledger.Activations, ledger.Ends);
    }

    private static async Task CallAsync(GrainHost host, int caller)
    {
        for (var call = 0; call < CallsOfEach; call++)
        {
            var grain = host.GetGrain<IStressed>($"{(caller + call) % Grains}");
            switch (call % 10)
            {
                case 0:
                    await grain.AddAndEnd();
                    break;
                case < 5:
                    await grain.AddSlowly();
                    break;
                default:
                    await grain.Add();
                    break;
            }
        }
    }

    internal sealed class Ledger
    {
        private int _activations;
        private int _ends;
        private int _overlaps;

        /// <summary>Calls by grain: durable state, which the grain reads when it activates and writes in its turns without a lock.</summary>
        public ConcurrentDictionary<string, int> Counts { get; } = new();

        /// <summary>Grains that are in a turn now.</summary>
        public ConcurrentDictionary<string, bool> InTurn { get; } = new();

        public int Activations => _activations;

        public int Ends => _ends;

        public int Overlaps => _overlaps;

        public void Activated() => Interlocked.Increment(ref _activations);

        public void Ended() => Interlocked.Increment(ref _ends);

        public void Overlapped() => Interlocked.Increment(ref _overlaps);
    }

    [Reentrant]
    internal sealed class HurriedGrain(Ledger ledger) : Grain, IHurried
    {
        private int _inTurn;

        public async Task EnterAsync()
        {
            Turn();
            await Task.Yield();
            Turn();
        }

        private void Turn()
        {
            if (Interlocked.Increment(ref _inTurn) != 1)
            {
                ledger.Overlapped();
            }

            Thread.SpinWait(20);
            Interlocked.Decrement(ref _inTurn);
        }
    }

    internal sealed class StressedGrain(Ledger ledger) : Grain, IStressed
    {
        private int _count;

        private string Key => this.GetPrimaryKeyString();

        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            ledger.Activated();
            _count = ledger.Counts.GetValueOrDefault(Key);
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            await Task.Yield();
            ledger.Counts[Key] = _count;
            ledger.Ended();
        }

        public Task<int> Add()
        {
            Turn();
            return Task.FromResult(_count);
        }

        public async ValueTask<int> AddSlowly()
        {
            var before = _count;
            await Task.Yield();
            if (_count != before)
            {
                ledger.Overlapped();
            }

            Turn();
            return _count;
        }

        public Task AddAndEnd()
        {
            Turn();
            DeactivateOnIdle();
            return Task.CompletedTask;
        }

        private void Turn()
        {
            if (!ledger.InTurn.TryAdd(Key, true))
            {
                ledger.Overlapped();
            }

            _count++;
            ledger.InTurn.TryRemove(Key, out _);
        }
    }
}
