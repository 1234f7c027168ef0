using HotChocolate.Execution;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Builds the executor at the first request for it, and keeps it.</summary>
internal sealed class RequestExecutorProvider(GraphQLServerSetup setup, IServiceProvider services) : IRequestExecutorProvider
{
    private readonly Lazy<RequestExecutor> _executor = new(() => new RequestExecutor(setup, services));

    public RequestExecutor Executor => _executor.Value;

    public ValueTask<IRequestExecutor> GetExecutorAsync(string? schemaName = null, CancellationToken cancellationToken = default) =>
        new(Executor);
}
