using System.Text.Json;
using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.GraphQL.Tests.Schema;

/// <summary>The schema as a client's tools see it: the answer to the introspection query, without the types of introspection itself.</summary>
internal sealed record IntrospectedSchema(IReadOnlyList<SchemaType> Types, IReadOnlyList<SchemaMember> Directives)
{
    private const string Query =
        """
        query {
          __schema {
            types {
              kind name description
              fields(includeDeprecated: true) {
                name description type { ...Type }
                args(includeDeprecated: true) { name description defaultValue type { ...Type } }
              }
              inputFields(includeDeprecated: true) { name description defaultValue type { ...Type } }
              enumValues(includeDeprecated: true) { name description }
              interfaces { name }
              possibleTypes { name }
            }
            directives { name description args(includeDeprecated: true) { name description defaultValue type { ...Type } } }
          }
        }
        fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    /// <summary>Asks a running host.</summary>
    public static async Task<IntrospectedSchema> OfAsync(RunningSilo silo)
    {
        var schema = (await silo.DataAsync(Query)).GetProperty("__schema");
        return new IntrospectedSchema(
            [.. List(schema, "types").Select(type => Type(type)).Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))],
            [.. List(schema, "directives").Select(directive => Member("@", directive))]);
    }

    /// <summary>The type of a name.</summary>
    public SchemaType this[string name] => Types.Single(type => type.Name == name);

    private static SchemaType Type(JsonElement type)
    {
        var name = type.GetProperty("name").GetString()!;
        return new SchemaType(
            type.GetProperty("kind").GetString()!,
            name,
            type.GetProperty("description").GetString(),
            [.. List(type, "fields").Concat(List(type, "inputFields")).Concat(List(type, "enumValues")).Select(member => Member($"{name}.", member))],
            [.. List(type, "interfaces").Select(item => item.GetProperty("name").GetString()!)],
            [.. List(type, "possibleTypes").Select(item => item.GetProperty("name").GetString()!)]);
    }

    private static SchemaMember Member(string owner, JsonElement member)
    {
        var name = member.GetProperty("name").GetString()!;
        return new SchemaMember(
            owner + name,
            name,
            member.GetProperty("description").GetString(),
            member.TryGetProperty("type", out var type) ? Print(type) : string.Empty,
            member.TryGetProperty("defaultValue", out var value) ? value.GetString() : null,
            [.. List(member, "args").Select(argument => Member($"{owner}{name}.", argument))]);
    }

    private static string Print(JsonElement type) => type.GetProperty("kind").GetString() switch
    {
        "NON_NULL" => Print(type.GetProperty("ofType")) + "!",
        "LIST" => $"[{Print(type.GetProperty("ofType"))}]",
        _ => type.GetProperty("name").GetString()!,
    };

    private static JsonElement.ArrayEnumerator List(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;
}

/// <summary>A named type.</summary>
internal sealed record SchemaType(
    string Kind,
    string Name,
    string? Description,
    IReadOnlyList<SchemaMember> Members,
    IReadOnlyList<string> Interfaces,
    IReadOnlyList<string> PossibleTypes)
{
    public bool IsOutput => Kind is "OBJECT" or "INTERFACE";

    public bool IsInput => Kind == "INPUT_OBJECT";

    public bool IsPayload => Name.EndsWith("Payload", StringComparison.Ordinal);

    public bool IsConnection => Name.EndsWith("Connection", StringComparison.Ordinal);

    public SchemaMember? Find(string name) => Members.FirstOrDefault(member => member.Name == name);
}

/// <summary>A field, argument, input field, enum value or directive.</summary>
/// <param name="Path">Where it is, such as <c>Query.orders.first</c>.</param>
/// <param name="Name">Its last part.</param>
/// <param name="Description">What it says of itself.</param>
/// <param name="Type">As in the schema definition language; empty when it has none.</param>
/// <param name="Default">Its default, when it has one.</param>
/// <param name="Arguments">Of a field or directive.</param>
internal sealed record SchemaMember(
    string Path, string Name, string? Description, string Type, string? Default, IReadOnlyList<SchemaMember> Arguments)
{
    public bool IsNullable => !Type.EndsWith('!');

    public bool IsList => Type.StartsWith('[');

    /// <summary>The type without list and non-null marks.</summary>
    public string NamedType => Type.Trim('[', ']', '!');

    /// <summary>Whether the description has one of the words.</summary>
    public bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Description?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
