using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Http;
using OrleansCommerce.Local.GraphQLServer.Sockets;
using OrleansCommerce.Local.GraphQLServer.Subscriptions;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves GraphQL over HTTP.</summary>
public static class GraphQLEndpointExtensions
{
    /// <summary>
    /// Serves queries and mutations (POST, GET), subscriptions as server-sent events and over sockets (graphql-transport-ws;
    /// the application must <c>UseWebSockets</c>), and the SDL at <c>?sdl</c>, all at one path.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        // Built now, so that a class that makes no valid schema stops the start.
        endpoints.ServiceProvider.GetRequiredService<RequestExecutorProvider>().Executor.CheckTrustedDocuments();
        var services = endpoints.ServiceProvider;
        var handler = ActivatorUtilities.CreateInstance<GraphQLEndpoint>(
            services,
            ActivatorUtilities.CreateInstance<EventStreamHandler>(services),
            ActivatorUtilities.CreateInstance<SocketHandler>(services));
        return endpoints.Map(path, handler.HandleAsync).WithDisplayName("GraphQL");
    }
}
