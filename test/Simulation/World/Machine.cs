using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Local;
using OrleansCommerce.Simulation.Bugs;
using OrleansCommerce.Simulation.Running;

namespace OrleansCommerce.Simulation.World;

/// <summary>One process: the product's grains on the embedded engine, a connection to the journal's store, and a clock of its own.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It ends by Kill or StopAsync, as a process does.")]
internal sealed class Machine
{
    private readonly GrainHost _host;
    private readonly InMemoryJournal _journal;

    public Machine(string name, SimulatedWorld world, TimeSpan skew)
    {
        Name = name;
        Clock = new SkewedClock(world.Time, skew);
        _journal = new InMemoryJournal(world.Storage, world.Faults, Clock);
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<IInstallationSecret, Zeros>()
            .AddSingleton(Planted.In(world.Provider, world))
            .AddSingleton<ICarrier>(world.Carrier)
            .AddSingleton(Planted.In(_journal, world))
            .AddSingleton(provider => new GrainServices(provider.GetRequiredService<IJournal>(), Clock, NullLoggerFactory.Instance)
            {
                NewId = _ => world.NewId(),
            })
            .BuildServiceProvider();
        _host = new GrainHost(services, new GrainHostOptions
        {
            Scheduler = world.Scheduler,
            TimeProvider = Clock,
            MaxTurnsPerSlice = 1,
            CollectionAge = TimeSpan.FromSeconds(30),
            CollectionQuantum = TimeSpan.FromSeconds(30),
            GrainAssemblies = { typeof(StockItemGrain).Assembly },
        });
    }

    public string Name { get; }

    public SkewedClock Clock { get; }

    public bool IsAlive { get; private set; } = true;

    public IGrainFactory Grains => _host;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Dies between two pieces of work: at whatever await everything in it stands.</summary>
    public void Kill(bool batchUnderWayCommits)
    {
        IsAlive = false;
        _journal.Crash(batchUnderWayCommits);
        _host.Kill();
    }

    /// <summary>Ends in order.</summary>
    public async Task StopAsync()
    {
        IsAlive = false;
        await _host.StopAsync();
    }

    private sealed class Zeros : IInstallationSecret
    {
        public ValueTask<ReadOnlyMemory<byte>> GetAsync(string name, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<ReadOnlyMemory<byte>>(new byte[32]);
    }
}
