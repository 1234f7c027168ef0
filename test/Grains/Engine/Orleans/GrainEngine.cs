using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace OrleansCommerce.Grains.Tests.Engine;

/// <summary>Grains on three silos of Microsoft Orleans, in this process, and a client of theirs.</summary>
internal sealed class GrainEngine : IAsyncDisposable, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly LentCluster _cluster;
    private bool _stopped;

    /// <summary>Starts it, or takes silos on which no grain of another test is left.</summary>
    /// <param name="services">What grains are made from; the silos share it.</param>
    /// <param name="grains">The grain classes; all of the product's when left out.</param>
    public GrainEngine(IServiceCollection services, IReadOnlyList<Type>? grains = null)
    {
        _services = services.BuildServiceProvider();
        _cluster = Wait(() => LentCluster.TakeAsync(services, _services, grains));
    }

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>Stops in order: what is asleep wrote its snapshot.</summary>
    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _cluster.StopAsync();
        }
    }

    public void Dispose() => Wait(async () =>
    {
        await DisposeAsync();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _cluster.GiveBackAsync();
        }

        await _services.DisposeAsync();
    }

    // A test's constructor cannot wait otherwise; on a thread of the pool nobody waits for the test's.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
