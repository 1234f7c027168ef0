using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansCommerce.Local;

namespace OrleansCommerce.GraphQL.Tests.Engine;

/// <summary>Which grains of the embedded engine are in memory.</summary>
internal static class Activations
{
    public static ValueTask<bool> IsActiveAsync(IServiceProvider services, IGrainWithStringKey grain) =>
        ValueTask.FromResult(services.GetRequiredService<GrainHost>().IsActive(grain.GetGrainId()));
}
