using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Building.Checks;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building.Sdl;

/// <summary>Builds a schema from the schema definition language, extensions included.</summary>
internal sealed class SdlSchemaBuilder
{
    private readonly SdlRuntime _runtime;
    private readonly DocumentNode _document;
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal)
    {
        ["Int"] = Scalars.Int,
        ["Float"] = Scalars.Float,
        ["String"] = Scalars.String,
        ["Boolean"] = Scalars.Boolean,
        ["ID"] = Scalars.Id,
    };

    private SdlSchemaBuilder(DocumentNode document, SdlRuntime runtime)
    {
        _document = document;
        _runtime = runtime;
    }

    /// <summary>The schema of a document.</summary>
    /// <exception cref="SyntaxException">It is no document.</exception>
    /// <exception cref="SchemaException">It makes no valid schema.</exception>
    public static Schema Build(string sdl, SdlRuntime runtime) => new SdlSchemaBuilder(Parser.Parse(sdl), runtime).Build();

    private Schema Build()
    {
        var definitions = _document.TypeSystem.OfType<TypeDefinitionNode>().GroupBy(d => d.Name).Select(parts => parts.ToList()).ToList();
        var roots = Roots();
        foreach (var parts in definitions)
        {
            if (!_types.TryAdd(parts[0].Name, Declare(parts)))
            {
                throw new SchemaException($"The type {parts[0].Name} cannot be defined: every schema has it.");
            }
        }

        foreach (var parts in definitions)
        {
            Define(parts, roots);
        }

        var directives = _document.TypeSystem.OfType<DirectiveDefinitionNode>().Select(Directive).ToList();
        SchemaCheck.Verify(_types.Values, roots.Query ?? "");
        return new Schema(Used(directives), roots, directives) { TypeNameOf = _runtime.TypeNameOf };
    }

    // Of the scalars of the specification, a schema has those that it uses.
    private IEnumerable<NamedType> Used(IReadOnlyList<DirectiveDefinition> directives)
    {
        var used = _types.Values.SelectMany(Mentioned)
            .Concat(directives.SelectMany(d => d.Arguments).Select(a => a.Type.Named))
            .Append(Scalars.String)
            .Append(Scalars.Boolean)
            .ToHashSet();
        return _types.Values.Where(type => !Scalars.IsSpecified(type) || used.Contains(type));
    }

    private static IEnumerable<NamedType> Mentioned(NamedType type) => type switch
    {
        FieldsType fields => fields.Fields.Values.SelectMany(f => f.Arguments.Select(a => a.Type.Named).Append(f.Type.Named)),
        InputObjectType input => input.Fields.Values.Select(f => f.Type.Named),
        _ => [],
    };

    private SchemaRoots Roots()
    {
        var parts = _document.TypeSystem.OfType<SchemaDefinitionNode>().ToList();
        if (parts.Count == 0)
        {
            return SchemaRoots.ByName;
        }

        string? Root(OperationType operation) => parts.SelectMany(p => p.Roots).FirstOrDefault(r => r.Operation == operation)?.Type.Name;
        return new SchemaRoots(
            Root(OperationType.Query),
            Root(OperationType.Mutation),
            Root(OperationType.Subscription),
            parts[0].Description);
    }

    private static NamedType Declare(List<TypeDefinitionNode> parts)
    {
        var name = parts[0].Name;
        var description = parts.Find(p => !p.IsExtension)?.Description;
        var directives = parts.SelectMany(p => p.Directives).ToList();
        return parts[0].Kind switch
        {
            TypeDefinitionKind.Scalar => new AnyScalar(name)
            {
                Description = description,
                SpecifiedBy = SdlDirectives.Text(directives, "specifiedBy", "url"),
            },
            TypeDefinitionKind.Object => new ObjectType(name) { Description = description },
            TypeDefinitionKind.Interface => new InterfaceType(name) { Description = description },
            TypeDefinitionKind.Union => new UnionType(name) { Description = description },
            TypeDefinitionKind.Enum => new EnumType(name, [.. parts.SelectMany(p => p.Values).Select(Member)]) { Description = description },
            _ => new InputObjectType(name) { Description = description, IsOneOf = directives.Any(d => d.Name == "oneOf") },
        };
    }

    private static EnumMember Member(EnumValueDefinitionNode value) =>
        new(value.Name, value.Name, value.Description, SdlDirectives.DeprecationReason(value.Directives));

    private void Define(List<TypeDefinitionNode> parts, SchemaRoots roots)
    {
        switch (_types[parts[0].Name])
        {
            case FieldsType fields:
                fields.Interfaces.AddRange(parts.SelectMany(p => p.Interfaces).Select(Find<InterfaceType>));
                foreach (var field in parts.SelectMany(p => p.Fields))
                {
                    fields.Add(Field(fields, field, roots));
                }

                break;
            case UnionType union:
                union.Members.AddRange(parts.SelectMany(p => p.Members).Select(Find<ObjectType>));
                break;
            case InputObjectType input:
                foreach (var field in parts.SelectMany(p => p.InputFields))
                {
                    input.Add(InputValue(field));
                }

                break;
        }
    }

    private FieldDefinition Field(FieldsType owner, FieldDefinitionNode field, SchemaRoots roots)
    {
        var arguments = field.Arguments.Select(InputValue).ToArray();
        var type = Type(field.Type);
        return new FieldDefinition(field.Name, type)
        {
            Description = field.Description,
            DeprecationReason = SdlDirectives.DeprecationReason(field.Directives),
            Arguments = arguments,
            Resolver = _runtime.Resolver(field.Name, type, arguments),
            Subscribe = owner.Name == roots.Subscription ? _runtime.SourceStream(field.Name) : null,
        };
    }

    private InputValueDefinition InputValue(InputValueDefinitionNode value) => new(value.Name, Type(value.Type))
    {
        Description = value.Description,
        DeprecationReason = SdlDirectives.DeprecationReason(value.Directives),
        DefaultValue = value.DefaultValue,
    };

    private DirectiveDefinition Directive(DirectiveDefinitionNode directive) => new(directive.Name, directive.Description, directive.Locations)
    {
        IsRepeatable = directive.IsRepeatable,
        Arguments = [.. directive.Arguments.Select(InputValue)],
    };

    private GraphType Type(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => new NonNullType(Type(nonNull.Nullable)),
        ListTypeNode list => new ListType(Type(list.Item)),
        _ => Find<NamedType>((NamedTypeNode)type),
    };

    private T Find<T>(NamedTypeNode type)
        where T : NamedType => _types.GetValueOrDefault(type.Name) switch
        {
            T known => known,
            null => throw new SchemaException($"The type {type.Name} is used, and is not defined."),
            _ => throw new SchemaException($"The type {type.Name} is used where another kind of type must be."),
        };
}
