using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Serialization;
using Orleans.TestingHost;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Tests.Engine;

/// <summary>Grains on three silos of Microsoft Orleans, in this process, and a client of theirs.</summary>
internal sealed class GrainEngine : IAsyncDisposable, IDisposable
{
    private const short Silos = 3;

    private readonly InProcessTestCluster _cluster;
    private bool _stopped;

    /// <summary>Starts it.</summary>
    /// <param name="services">What grains are made from; the silos share it.</param>
    /// <param name="grains">The grain classes; all of the product's when left out.</param>
    public GrainEngine(IServiceCollection services, IReadOnlyList<Type>? grains = null)
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((_, silo) =>
        {
            foreach (var service in services)
            {
                silo.Services.Add(service);
            }

            silo.AddMemoryStreams(ChangeStreams.Provider);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.Configure<ExceptionSerializationOptions>(KeepFaults);
            silo.Configure<GrainTypeOptions>(options =>
            {
                // Two classes of one grain, the product's and a test's stand-in for it, are one too many.
                var product = typeof(GrainServices).Assembly;
                options.Classes.RemoveWhere(type => grains is null ? type.Assembly == typeof(GrainEngine).Assembly : type.Assembly == product && !grains.Contains(type));
                options.Classes.UnionWith(grains ?? []);
            });
        });
        builder.ConfigureClient(client => client.Configure<ExceptionSerializationOptions>(KeepFaults));
        _cluster = builder.Build();
        Wait(_cluster.DeployAsync);
    }

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>Stops in order: what is asleep wrote its snapshot.</summary>
    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _cluster.StopAllSilosAsync();
        }
    }

    public void Dispose() => Wait(() => DisposeAsync().AsTask());

    /// <summary>The process is gone: no grain is asked to put anything in order.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _cluster.KillClientAsync();
            await Task.WhenAll(_cluster.Silos.ToList().Select(silo => _cluster.KillSiloAsync(silo)));
        }

        await _cluster.DisposeAsync();
    }

    private static void KeepFaults(ExceptionSerializationOptions options) => options.SupportedNamespacePrefixes.Add(nameof(OrleansCommerce));

    // A test's constructor cannot wait otherwise; on a thread of the pool nobody waits for the test's.
    private static void Wait(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();
}
