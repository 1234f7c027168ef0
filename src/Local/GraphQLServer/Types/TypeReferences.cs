using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>Finds the types that a document names.</summary>
internal static class TypeReferences
{
    /// <summary>The type; null where the schema has none of the name.</summary>
    public static GraphType? Resolve(Schema schema, TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => Resolve(schema, nonNull.Nullable) is { } inner ? new NonNullType(inner) : null,
        ListTypeNode list => Resolve(schema, list.Item) is { } item ? new ListType(item) : null,
        NamedTypeNode named => schema.Type(named.Name),
        _ => null,
    };
}
