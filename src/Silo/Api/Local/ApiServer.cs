using HotChocolate.Execution.Configuration;

namespace OrleansCommerce.Silo;

/// <summary>What the embedded GraphQL server is told beside the schema.</summary>
internal static class ApiServer
{
    /// <summary>What decides how the schema is printed; nothing, as the API's files were written for it.</summary>
    public static IRequestExecutorBuilder AddSchemaRules(this IRequestExecutorBuilder builder) => builder;

    /// <summary>Its settings; introspection it knows already.</summary>
    /// <exception cref="Configuration.SettingException">A setting under <c>GraphQL</c> cannot be right.</exception>
    public static IRequestExecutorBuilder AddServerSettings(this IRequestExecutorBuilder builder, IConfiguration configuration, bool introspection) => builder
        .ModifyStoredDocuments(options => TrustedDocuments.Apply(configuration, options))
        .ModifyLimits(limits => LimitSettings.Apply(configuration, limits));

    /// <summary>Serves it.</summary>
    public static void MapServer(this WebApplication app, string path) => app.MapGraphQL(path);
}
