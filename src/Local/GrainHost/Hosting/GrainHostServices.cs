using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.Local;

/// <summary>Registers a grain host.</summary>
public static class GrainHostServices
{
    /// <summary>Adds a grain host, its factory and its hosted service.</summary>
    public static IServiceCollection AddGrainHost(this IServiceCollection services, Action<GrainHostOptions>? configure = null)
    {
        var options = new GrainHostOptions();
        configure?.Invoke(options);
        return services.AddSingleton(options).AddSingleton<GrainHost>();
    }
}
