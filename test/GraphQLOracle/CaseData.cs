using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansCommerce.Local.GraphQLServer.Building.Sdl;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>The data of one case; resolvers take it as a service.</summary>
internal class CaseData : IServiceProvider
{
    public CaseData(JsonObject? data)
    {
        using var json = JsonDocument.Parse(data?.ToJsonString() ?? "{}");
        Root = (Dictionary<string, object?>)JsonValues.Read(json.RootElement)!;
    }

    /// <summary>The root value.</summary>
    public Dictionary<string, object?> Root { get; }

    /// <inheritdoc/>
    public object? GetService(Type serviceType) => serviceType == typeof(CaseData) ? this : null;

    /// <summary>What an object has in a field.</summary>
    public virtual object? Field(Dictionary<string, object?> owner, string field, GraphType type) => owner.GetValueOrDefault(field);

    /// <summary>The events of a subscription's field.</summary>
    public virtual object? Events(string field) => Root.GetValueOrDefault(field);
}
