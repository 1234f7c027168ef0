using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Language;

/// <summary>The document is not GraphQL, or larger than the limits allow.</summary>
internal class SyntaxException(string message, Location location) : Exception($"Syntax error: {message}")
{
    public Location Location => location;
}

/// <summary>The document has more tokens than the limit allows.</summary>
internal sealed class TokenLimitException(int limit, Location location)
    : SyntaxException($"the document has more than {limit} tokens", location);
