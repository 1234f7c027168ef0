using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansCommerce.Local;
using OrleansCommerce.Local.Execution;

namespace Orleans;

/// <summary>Streams for grains.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>The stream provider of that name.</summary>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
        grain.GrainContext.Runtime().GetStreamProvider(name);

    /// <summary>The stream provider of that name.</summary>
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
        grain.GrainContext.Runtime().GetStreamProvider(name);
}

/// <summary>Streams for clients.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>The stream provider of that name.</summary>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        client is GrainHost host ? host.GetStreamProvider(name) : client.ServiceProvider.GetRequiredService<GrainHost>().GetStreamProvider(name);
}
