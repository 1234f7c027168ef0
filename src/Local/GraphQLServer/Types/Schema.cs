using System.Collections.Concurrent;
using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>A complete schema; nothing in it changes any more.</summary>
internal sealed class Schema : ISchemaDefinition
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, DirectiveDefinition> _directives;
    private readonly Dictionary<NamedType, HashSet<ObjectType>> _possible = [];
    private readonly ConcurrentDictionary<Type, ObjectType?> _byRuntimeType = [];

    public Schema(IEnumerable<NamedType> types, SchemaRoots? roots = null, IEnumerable<DirectiveDefinition>? directives = null)
    {
        _directives = SpecifiedDirectives.All.Concat(directives ?? []).ToDictionary(d => d.Name, StringComparer.Ordinal);
        _types = types.Concat(Introspection.Types).ToDictionary(t => t.Name, StringComparer.Ordinal);
        foreach (var type in _types.Values)
        {
            switch (type)
            {
                case ObjectType objectType:
                    _possible[type] = [objectType];
                    objectType.Interfaces.ForEach(implemented => Possible(implemented).Add(objectType));
                    break;
                case UnionType union:
                    _possible[type] = [.. union.Members];
                    break;
                case InterfaceType:
                    Possible(type);
                    break;
            }
        }

        roots ??= SchemaRoots.ByName;
        Description = roots.Description;
        Query = (ObjectType)_types[roots.Query!];
        Mutation = Type(roots.Mutation ?? "") as ObjectType;
        Subscription = Type(roots.Subscription ?? "") as ObjectType;
        MetaFields = Introspection.MetaFields(this).ToDictionary(f => f.Name, StringComparer.Ordinal);
    }

    public string? Description { get; }

    public ObjectType Query { get; }

    public ObjectType? Mutation { get; }

    public ObjectType? Subscription { get; }

    /// <summary>The name of the object type of a value; null to go by the value's class.</summary>
    public Func<object, string?>? TypeNameOf { get; init; }

    /// <summary>Every named type, in the order of the names.</summary>
    public IEnumerable<NamedType> Types => _types.Values.OrderBy(t => t.Name, StringComparer.Ordinal);

    public IEnumerable<DirectiveDefinition> Directives => _directives.Values;

    /// <summary>The fields <c>__schema</c> and <c>__type</c> of the query root.</summary>
    public IReadOnlyDictionary<string, FieldDefinition> MetaFields { get; }

    public NamedType? Type(string name) => _types.GetValueOrDefault(name);

    public DirectiveDefinition? Directive(string name) => _directives.GetValueOrDefault(name);

    /// <summary>The object types that a value of the type can be of.</summary>
    public IReadOnlySet<ObjectType> PossibleTypes(CompositeType type) => _possible[type];

    /// <summary>The field as selections on the type can name it, <c>__typename</c> and the like included.</summary>
    public FieldDefinition? Field(CompositeType type, string name)
    {
        if (name == Introspection.TypeName.Name)
        {
            return Introspection.TypeName;
        }

        return type is FieldsType fields && fields.Fields.TryGetValue(name, out var field)
            ? field
            : ReferenceEquals(type, Query) ? MetaFields.GetValueOrDefault(name) : null;
    }

    /// <summary>The object type of a resolver's value, where an interface or union was promised.</summary>
    public ObjectType? ObjectTypeOf(object value) => TypeNameOf is { } nameOf
        ? Type(nameOf(value) ?? "") as ObjectType
        : _byRuntimeType.GetOrAdd(value.GetType(), ObjectTypeOf);

    public override string ToString() => SchemaPrinter.Print(this);

    private ObjectType? ObjectTypeOf(Type runtime)
    {
        for (var at = runtime; at is not null; at = at.BaseType)
        {
            if (_types.Values.OfType<ObjectType>().FirstOrDefault(t => t.RuntimeType == at) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private HashSet<ObjectType> Possible(NamedType type) =>
        _possible.TryGetValue(type, out var types) ? types : _possible[type] = [];
}

/// <summary>The names of the root types, and the schema's own description.</summary>
internal sealed record SchemaRoots(string? Query, string? Mutation, string? Subscription, string? Description = null)
{
    /// <summary>The types that are called so, where there are any.</summary>
    public static SchemaRoots ByName { get; } = new("Query", "Mutation", "Subscription");
}
