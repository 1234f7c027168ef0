using HotChocolate.Execution.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.Local.GraphQLServer.Building;

internal sealed class RequestExecutorBuilder(IServiceCollection services, GraphQLServerSetup setup) : IRequestExecutorBuilder
{
    public string Name => "default";

    public IServiceCollection Services => services;

    public GraphQLServerSetup Setup => setup;
}
