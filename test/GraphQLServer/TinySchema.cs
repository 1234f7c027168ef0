using HotChocolate;
using HotChocolate.Execution.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Building;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>The smallest schema: one field.</summary>
internal sealed class TinySchema
{
    private readonly RequestExecutorProvider _provider;

    public TinySchema(Action<IRequestExecutorBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddGraphQLServer().AddQueryType<Query>();
        configure?.Invoke(builder);
        _provider = services.BuildServiceProvider().GetRequiredService<RequestExecutorProvider>();
    }

    public IReadOnlyList<IError> Errors(string query) => _provider.Executor.Prepare(new(query)).Errors;

    public string Sdl() => _provider.Executor.Schema.ToString();

    [GraphQLDescription("Everything")]
    public sealed class Query
    {
        public Query Self => this;

        public string Hello => "world";
    }
}
