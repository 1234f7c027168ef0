using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace OrleansCommerce.Local;

/// <summary>Registers a grain host.</summary>
public static class GrainHostServices
{
    /// <summary>
    /// Adds a grain host, <see cref="IClusterClient"/> and <see cref="IGrainFactory"/>, and the hosted service that
    /// starts and stops it. Add it before services that call grains, since hosted services stop in reverse order.
    /// </summary>
    public static IServiceCollection AddGrainHost(this IServiceCollection services, Action<GrainHostOptions>? configure = null)
    {
        var options = new GrainHostOptions();
        configure?.Invoke(options);
        options.Validate();
        return services
            .AddSingleton(provider => new GrainHost(provider, options))
            .AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainHost>())
            .AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainHost>())
            .AddSingleton<IHostedService, HostedGrainHost>();
    }

    private sealed class HostedGrainHost(GrainHost host) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => host.StartAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => host.StopAsync(cancellationToken);
    }
}
