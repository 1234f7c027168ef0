using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Execution.Configuration;

/// <summary>Gathers the parts of a GraphQL server.</summary>
public interface IRequestExecutorBuilder
{
    /// <summary>The name of the schema.</summary>
    string Name { get; }

    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }
}
