using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.TestingHost;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Tests.Engine;

/// <summary>
/// Three silos that one test has for itself. To start them takes longer than most tests, so the next one gets them, with services of its own, once
/// no grain of the last is left on them.
/// </summary>
internal sealed class LentCluster
{
    private const short Silos = 3;

    /// <summary>By what their grains are made from.</summary>
    private static readonly ConcurrentDictionary<string, ConcurrentBag<LentCluster>> Free = new(StringComparer.Ordinal);

    private readonly string _kind;
    private readonly InProcessTestCluster _cluster;
    private volatile IServiceProvider _services;

    private LentCluster(string kind, IServiceCollection services, IServiceProvider provider, IReadOnlyList<Type>? grains)
    {
        _kind = kind;
        _services = provider;
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((_, silo) =>
        {
            foreach (var service in services)
            {
                silo.Services.Add(service.ServiceType.IsGenericTypeDefinition
                    ? service
                    : ServiceDescriptor.Transient(service.ServiceType, _ => _services.GetRequiredService(service.ServiceType)));
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
    }

    public IGrainFactory Client => _cluster.Client;

    /// <summary>Silos without a grain.</summary>
    /// <param name="services">What grains are made from.</param>
    /// <param name="provider">The same.</param>
    /// <param name="grains">The grain classes; all of the product's when left out.</param>
    public static async Task<LentCluster> TakeAsync(IServiceCollection services, IServiceProvider provider, IReadOnlyList<Type>? grains)
    {
        var types = services.Select(static service => service.ServiceType).Concat(grains ?? []);
        var kind = string.Join(' ', types.Select(static type => type.FullName));
        if (Free.TryGetValue(kind, out var free) && free.TryTake(out var cluster))
        {
            cluster._services = provider;
            return cluster;
        }

        var started = new LentCluster(kind, services, provider, grains);
        await started._cluster.DeployAsync();
        return started;
    }

    /// <summary>Stops in order.</summary>
    public async Task StopAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>The next test may have them; unless a grain cannot go, since something in it still waits.</summary>
    public async Task GiveBackAsync()
    {
        var silos = _cluster.Client.GetGrain<IManagementGrain>(0);
        await silos.ForceActivationCollection(TimeSpan.Zero);
        if (await AreEmptyAsync(silos))
        {
            Free.GetOrAdd(_kind, static _ => []).Add(this);
            return;
        }

        await _cluster.KillClientAsync();
        await Task.WhenAll(_cluster.Silos.ToList().Select(silo => _cluster.KillSiloAsync(silo)));
        await _cluster.DisposeAsync();
    }

    private static async Task<bool> AreEmptyAsync(IManagementGrain silos)
    {
        var left = await silos.GetSimpleGrainStatistics();
        return left.Where(static grains => grains.GrainType.Contains(nameof(OrleansCommerce), StringComparison.Ordinal)).Sum(static grains => grains.ActivationCount) == 0;
    }

    private static void KeepFaults(ExceptionSerializationOptions options) => options.SupportedNamespacePrefixes.Add(nameof(OrleansCommerce));
}
