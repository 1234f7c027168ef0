namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>A type that selections are made on.</summary>
internal abstract class CompositeType(string name) : NamedType(name);

/// <summary>A type that has fields: an object or an interface.</summary>
internal abstract class FieldsType(string name) : CompositeType(name)
{
    private readonly Dictionary<string, FieldDefinition> _fields = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, FieldDefinition> Fields => _fields;

    public List<InterfaceType> Interfaces { get; } = [];

    public void Add(FieldDefinition field) => _fields[field.Name] = field;

    public void Remove(string field) => _fields.Remove(field);
}

internal sealed class ObjectType(string name) : FieldsType(name)
{
    /// <summary>The C# type whose instances are of this type; null where there is none.</summary>
    public Type? RuntimeType { get; init; }
}

internal sealed class InterfaceType(string name) : FieldsType(name);

internal sealed class UnionType(string name) : CompositeType(name)
{
    public List<ObjectType> Members { get; } = [];
}

internal sealed class InputObjectType(string name) : NamedType(name)
{
    private readonly Dictionary<string, InputValueDefinition> _fields = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, InputValueDefinition> Fields => _fields;

    /// <summary>Exactly one field must be given, and not null.</summary>
    public bool IsOneOf { get; init; }

    public void Add(InputValueDefinition field) => _fields[field.Name] = field;
}
