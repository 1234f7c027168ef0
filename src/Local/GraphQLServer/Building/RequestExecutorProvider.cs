using HotChocolate.Execution;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Builds the executor at the first request for it, and keeps it.</summary>
internal sealed class RequestExecutorProvider : IRequestExecutorProvider
{
    public ValueTask<IRequestExecutor> GetExecutorAsync(string? schemaName = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The executor is not part of this build yet.");
}
