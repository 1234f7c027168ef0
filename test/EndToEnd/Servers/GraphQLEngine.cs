using System.Reflection;

namespace OrleansCommerce.EndToEnd.Tests.Servers;

/// <summary>The GraphQL server of the host, for what its README names as a difference.</summary>
internal static class GraphQLEngine
{
    /// <summary>Whether it is HotChocolate, and not the embedded one.</summary>
    public static bool IsHotChocolate { get; } =
        typeof(GraphQLEngine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "GraphQLEngine").Value == "HotChocolate";
}
