using OrleansCommerce.GraphQL;
using OrleansCommerce.Silo.Configuration;
using OrleansCommerce.Silo.Security;

namespace OrleansCommerce.Silo;

/// <summary>The GraphQL API.</summary>
internal static class ApiExtensions
{
    /// <summary>Where the API is served.</summary>
    public const string ApiPath = "/graphql";

    private const string IntrospectionKey = "GraphQL:Introspection";

    /// <summary>Adds the API. Introspection is off in production unless a setting allows it.</summary>
    public static void AddApi(this WebApplicationBuilder builder)
    {
        var introspection = builder.Configuration.Flag(IntrospectionKey, otherwise: !builder.Environment.IsProduction());
        builder.Services.AddCommerceGraphQL().DisableIntrospection(!introspection);
    }

    /// <summary>Serves the API, to callers that are known.</summary>
    public static void MapApi(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(ApiPath, StringComparison.OrdinalIgnoreCase), branch => branch.UseCallers());
        app.MapGraphQL(ApiPath);
    }
}
