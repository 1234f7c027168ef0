using OrleansCommerce.GraphQL;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Integration;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo;

/// <summary>The GraphQL API.</summary>
internal static class ApiExtensions
{
    /// <summary>Where the API is served.</summary>
    public const string ApiPath = "/graphql";

    private const string IntrospectionKey = "GraphQL:Introspection";

    /// <summary>Adds the API. Introspection is off in production unless a setting allows it.</summary>
    /// <exception cref="SettingException">A setting under <c>GraphQL</c> cannot be right.</exception>
    public static void AddApi(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var introspection = configuration.Flag(IntrospectionKey, otherwise: !builder.Environment.IsProduction());
        var executionTime = LimitSettings.ExecutionTime(configuration);
        RequestRates.Add(builder);
        builder.Services.AddCommerceGraphQL()
            .AddSchemaRules()
            .DisableIntrospection(!introspection)
            .AddApplicationService<CallerAuthentication>()
            .AddApplicationService<RequestRates>()
            .AddSocketSessionInterceptor<SocketCallers>()
            .AddServerSettings(configuration, introspection)
            .ModifyRequestOptions(options => options.ExecutionTimeout = executionTime);
    }

    /// <summary>Serves the API, and lets callers that are known to it and to the feed of events, at the rate that each may have.</summary>
    public static void MapApi(this WebApplication app)
    {
        app.UseWebSockets();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(ApiPath, StringComparison.OrdinalIgnoreCase)
                || context.Request.Path.StartsWithSegments(EventEndpoints.Path, StringComparison.OrdinalIgnoreCase),
            branch =>
            {
                branch.UseCallers();
                branch.UseRateLimiter();
            });
        app.MapServer(ApiPath);
    }
}
