using Microsoft.AspNetCore.Http;

namespace OrleansCommerce.Local.GraphQLServer.Http;

/// <summary>Answers HTTP requests.</summary>
internal sealed class GraphQLEndpoint
{
    public Task HandleAsync(HttpContext http) =>
        throw new NotSupportedException("The transport is not part of this build yet.");
}
