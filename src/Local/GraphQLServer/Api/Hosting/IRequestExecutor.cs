namespace HotChocolate.Execution
{
    /// <summary>A schema that is ready to execute requests.</summary>
    public interface IRequestExecutor
    {
        /// <summary>The schema; its <c>ToString()</c> is the SDL.</summary>
        ISchemaDefinition Schema { get; }
    }

    /// <summary>Gives the executor of a schema, and builds it at the first call.</summary>
    public interface IRequestExecutorProvider
    {
        /// <summary>The executor.</summary>
        /// <exception cref="SchemaException">The registered classes make no valid schema.</exception>
        ValueTask<IRequestExecutor> GetExecutorAsync(string? schemaName = null, CancellationToken cancellationToken = default);
    }
}

namespace HotChocolate
{
    /// <summary>A GraphQL schema. <see cref="object.ToString"/> prints it in the schema definition language, sorted.</summary>
    public interface ISchemaDefinition;

    /// <summary>The registered classes make no valid schema; the message says why.</summary>
    public sealed class SchemaException(string message) : Exception(message);
}
