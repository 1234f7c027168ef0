using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Language;

/// <summary>The document is not GraphQL, or larger than the limits allow.</summary>
internal sealed class SyntaxException(string message, Location location) : Exception($"Syntax error: {message}")
{
    public Location Location => location;
}
