using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Tests.Engine;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Grains.Tests;

/// <summary>
/// Chosen grains on the engine of the build and an in-memory journal, so that a grain can be tested among stand-ins of the others.
/// </summary>
/// <param name="grains">The grain classes, the product's or a test's.</param>
/// <param name="standIns">What the stand-ins share with the test; a singleton of its type.</param>
internal sealed class IsolatedHost(IReadOnlyList<Type> grains, params IReadOnlyList<object> standIns) : IDisposable
{
    private readonly InMemoryJournalStorage _storage = new();
    private GrainEngine? _host;

    public StoppedClock Time { get; } = new();

    private GrainEngine Host => _host ??= Start();

    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey =>
        Host.Grains.GetGrain<TGrain>(key);

    /// <summary>What is in memory is gone; what was committed is not.</summary>
    public void Restart()
    {
        _host?.Dispose();
        _host = null;
    }

    public void Dispose() => _host?.Dispose();

    private GrainEngine Start()
    {
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<IInstallationSecret, Zeros>()
            .AddSingleton(new GrainServices(new InMemoryJournal(_storage), Time, NullLoggerFactory.Instance));
        foreach (var standIn in standIns)
        {
            services.AddSingleton(standIn.GetType(), standIn);
        }

        return new GrainEngine(services, grains);
    }

    private sealed class Zeros : IInstallationSecret
    {
        public ValueTask<ReadOnlyMemory<byte>> GetAsync(string name, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<ReadOnlyMemory<byte>>(new byte[32]);
    }
}

/// <summary>A clock that moves when a test says so.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Given.Noon;

    public override DateTimeOffset GetUtcNow() => Now;
}
