using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Classes of resolvers hold no state of a request: one instance serves all.</summary>
internal static class ResolverClass
{
    /// <summary>The instance; null for a static class.</summary>
    public static object? Instance(Type type, IServiceProvider services) =>
        type is { IsAbstract: true, IsSealed: true } ? null : ActivatorUtilities.GetServiceOrCreateInstance(services, type);
}
