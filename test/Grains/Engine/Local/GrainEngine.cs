using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Local;

namespace OrleansCommerce.Grains.Tests.Engine;

/// <summary>Grains on the embedded engine.</summary>
internal sealed class GrainEngine : IAsyncDisposable, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly GrainHost _host;

    /// <summary>Starts it.</summary>
    /// <param name="services">What grains are made from.</param>
    /// <param name="grains">The grain classes; all of the product's when left out.</param>
    public GrainEngine(IServiceCollection services, IReadOnlyList<Type>? grains = null)
    {
        _services = services.BuildServiceProvider();

        // The host's own timers run on the real clock; what grains call now is the test's.
        _host = new GrainHost(_services, new GrainHostOptions
        {
            TimeProvider = TimeProvider.System,
            GrainAssemblies = { grains is null ? typeof(GrainServices).Assembly : new Only(grains) },
        });
    }

    public IGrainFactory Grains => _host;

    /// <summary>Stops in order: what is asleep wrote its snapshot.</summary>
    public Task StopAsync() => _host.StopAsync();

    public void Dispose()
    {
        _host.Dispose();
        _services.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _services.DisposeAsync();
    }

    /// <summary>An assembly with these types alone.</summary>
    private sealed class Only(IReadOnlyList<Type> types) : System.Reflection.Assembly
    {
        public override Type[] GetTypes() => [.. types];
    }
}
