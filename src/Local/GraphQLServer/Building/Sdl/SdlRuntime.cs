using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building.Sdl;

/// <summary>What a schema in the schema definition language does not say: how its fields get their values.</summary>
internal abstract class SdlRuntime
{
    /// <summary>The resolver of a field.</summary>
    public abstract FieldResolver Resolver(string field, GraphType type, IReadOnlyList<InputValueDefinition> arguments);

    /// <summary>The source stream of a field of the subscription root.</summary>
    public abstract SourceStreamResolver SourceStream(string field);

    /// <summary>The name of the object type of a value, where an interface or union was promised.</summary>
    public abstract string? TypeNameOf(object value);
}
