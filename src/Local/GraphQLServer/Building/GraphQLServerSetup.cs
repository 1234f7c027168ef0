using HotChocolate;
using HotChocolate.Execution.Options;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>What the builder's extension methods gathered.</summary>
internal sealed class GraphQLServerSetup
{
    public Dictionary<string, List<Type>> Roots { get; } = new(StringComparer.Ordinal);

    public List<Type> Extensions { get; } = [];

    public List<Type> Types { get; } = [];

    public Dictionary<Type, Type> DataLoaders { get; } = [];

    public RequestExecutorOptions RequestOptions { get; } = new();

    public SchemaOptions SchemaOptions { get; } = new();

    public GraphQLLimits Limits { get; } = new();

    public StoredDocumentOptions StoredDocuments { get; } = new();

    public bool AllowIntrospection { get; set; } = true;

    public void AddRoot(string name, Type? type)
    {
        if (!Roots.TryGetValue(name, out var classes))
        {
            Roots[name] = classes = [];
        }

        if (type is not null)
        {
            classes.Add(type);
        }
    }
}
