using HotChocolate.AspNetCore;
using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Documents;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Subscriptions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the GraphQL server to an application's services.</summary>
public static class GraphQLServiceCollectionExtensions
{
    /// <summary>Adds the GraphQL server; the schema is built when the first request comes, or by <see cref="IRequestExecutorProvider"/>.</summary>
    public static IRequestExecutorBuilder AddGraphQLServer(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var setup = new GraphQLServerSetup();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSingleton(setup);
        services.AddSingleton(setup.Limits);
        services.AddSingleton(setup.StoredDocuments);
        services.AddSingleton<StoredDocuments>();
        services.AddSingleton<RequestMetrics>();
        services.AddSingleton<SubscriptionQuota>();
        services.TryAddSingleton<ISocketSessionInterceptor, DefaultSocketSessionInterceptor>();
        services.AddSingleton<RequestExecutorProvider>();
        services.AddSingleton<IRequestExecutorProvider>(provider => provider.GetRequiredService<RequestExecutorProvider>());
        return new RequestExecutorBuilder(services, setup);
    }
}
