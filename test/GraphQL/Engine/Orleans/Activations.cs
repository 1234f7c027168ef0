using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.GraphQL.Tests.Engine;

/// <summary>Which grains of a cluster are in memory of any silo.</summary>
internal static class Activations
{
    public static async ValueTask<bool> IsActiveAsync(IServiceProvider services, IGrainWithStringKey grain) =>
        await services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetActivationAddress(grain) is not null;
}
