using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Types;

/// <summary>The types by which a schema describes itself. GraphQL specification, section 4.</summary>
internal static class Introspection
{
    public static readonly FieldDefinition TypeName = new("__typename", new NonNullType(Scalars.String))
    {
        Description = "The name of the object's type.",
    };

    private static readonly EnumType TypeKind = Enumeration(
        "__TypeKind", "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL");

    private static readonly EnumType DirectiveLocation = Enumeration(
        "__DirectiveLocation",
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE",
        "INPUT_OBJECT", "INPUT_FIELD_DEFINITION");

    private static readonly ObjectType SchemaObject = new("__Schema") { Description = "What a server can be asked." };
    private static readonly ObjectType TypeObject = new("__Type") { Description = "A type, named or wrapped; `kind` says which." };
    private static readonly ObjectType FieldObject = new("__Field") { Description = "A field of an object or interface." };
    private static readonly ObjectType InputValueObject = new("__InputValue") { Description = "An argument or input field." };
    private static readonly ObjectType EnumValueObject = new("__EnumValue") { Description = "A value of an enum." };
    private static readonly ObjectType DirectiveObject = new("__Directive") { Description = "A directive that the server knows." };

    static Introspection()
    {
        var type = Required(TypeObject);
        var text = Required(Scalars.String);
        var inputValues = ListOf(InputValueObject);

        Add<Schema>(SchemaObject, "description", Scalars.String, s => s.Description);
        Add<Schema>(SchemaObject, "types", Required(ListOf(TypeObject)), s => s.Types);
        Add<Schema>(SchemaObject, "queryType", type, s => s.Query);
        Add<Schema>(SchemaObject, "mutationType", TypeObject, s => s.Mutation);
        Add<Schema>(SchemaObject, "subscriptionType", TypeObject, s => s.Subscription);
        Add<Schema>(SchemaObject, "directives", Required(ListOf(DirectiveObject)), s => s.Directives);

        Add<GraphType>(TypeObject, "kind", Required(TypeKind), Kind);
        Add<GraphType>(TypeObject, "name", Scalars.String, t => (t as NamedType)?.Name);
        Add<GraphType>(TypeObject, "description", Scalars.String, t => (t as NamedType)?.Description);
        Add<GraphType>(TypeObject, "specifiedByURL", Scalars.String, t => (t as ScalarType)?.SpecifiedBy);
        AddFiltered<GraphType>(TypeObject, "fields", ListOf(FieldObject), (t, deprecated) =>
            (t as FieldsType)?.Fields.Values.Where(f => deprecated || f.DeprecationReason is null));
        Add<GraphType>(TypeObject, "interfaces", ListOf(TypeObject), t => (t as FieldsType)?.Interfaces);
        AddPossibleTypes();
        AddFiltered<GraphType>(TypeObject, "enumValues", ListOf(EnumValueObject), (t, deprecated) =>
            (t as EnumType)?.Members.Where(m => deprecated || m.DeprecationReason is null));
        AddFiltered<GraphType>(TypeObject, "inputFields", inputValues, (t, deprecated) =>
            (t as InputObjectType)?.Fields.Values.Where(f => deprecated || f.DeprecationReason is null));
        Add<GraphType>(TypeObject, "ofType", TypeObject, t => t switch
        {
            NonNullType nonNull => nonNull.Inner,
            ListType list => list.Item,
            _ => null,
        });
        Add<GraphType>(TypeObject, "isOneOf", Scalars.Boolean, t => (t as InputObjectType)?.IsOneOf);

        Add<FieldDefinition>(FieldObject, "name", text, f => f.Name);
        Add<FieldDefinition>(FieldObject, "description", Scalars.String, f => f.Description);
        AddFiltered<FieldDefinition>(FieldObject, "args", Required(inputValues), (f, deprecated) =>
            f.Arguments.Where(a => deprecated || a.DeprecationReason is null));
        Add<FieldDefinition>(FieldObject, "type", type, f => f.Type);
        AddDeprecation<FieldDefinition>(FieldObject, f => f.DeprecationReason);

        Add<InputValueDefinition>(InputValueObject, "name", text, v => v.Name);
        Add<InputValueDefinition>(InputValueObject, "description", Scalars.String, v => v.Description);
        Add<InputValueDefinition>(InputValueObject, "type", type, v => v.Type);
        Add<InputValueDefinition>(InputValueObject, "defaultValue", Scalars.String, v => v.DefaultValue?.ToString());
        AddDeprecation<InputValueDefinition>(InputValueObject, v => v.DeprecationReason);

        Add<EnumMember>(EnumValueObject, "name", text, m => m.Name);
        Add<EnumMember>(EnumValueObject, "description", Scalars.String, m => m.Description);
        AddDeprecation<EnumMember>(EnumValueObject, m => m.DeprecationReason);

        Add<DirectiveDefinition>(DirectiveObject, "name", text, d => d.Name);
        Add<DirectiveDefinition>(DirectiveObject, "description", Scalars.String, d => d.Description);
        Add<DirectiveDefinition>(DirectiveObject, "isRepeatable", Required(Scalars.Boolean), d => d.IsRepeatable);
        Add<DirectiveDefinition>(DirectiveObject, "locations", Required(ListOf(DirectiveLocation)), d => d.Locations);
        AddFiltered<DirectiveDefinition>(DirectiveObject, "args", Required(inputValues), (d, deprecated) =>
            d.Arguments.Where(a => deprecated || a.DeprecationReason is null));
    }

    public static IReadOnlyList<NamedType> Types =>
        [SchemaObject, TypeObject, FieldObject, InputValueObject, EnumValueObject, DirectiveObject, TypeKind, DirectiveLocation];

    public static IEnumerable<FieldDefinition> MetaFields(Schema schema) =>
    [
        new("__schema", Required(SchemaObject))
        {
            Description = "The schema of this server.",
            Resolver = _ => new ValueTask<object?>(schema),
        },
        new("__type", TypeObject)
        {
            Description = "A type of this server, by its name.",
            Arguments = [new InputValueDefinition("name", Required(Scalars.String))],
            Resolver = context => new ValueTask<object?>(schema.Type((string)context.Arguments[0]!)),
        },
    ];

    private static object Kind(GraphType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    private static NonNullType Required(GraphType type) => new(type);

    private static ListType ListOf(GraphType type) => new(new NonNullType(type));

    private static EnumType Enumeration(string name, params string[] members) =>
        new(name, [.. members.Select(m => new EnumMember(m, m, null, null))]);

    private static void Add<T>(ObjectType owner, string name, GraphType type, Func<T, object?> get) =>
        owner.Add(new FieldDefinition(name, type) { Getter = parent => get((T)parent) });

    private static void AddFiltered<T>(ObjectType owner, string name, GraphType type, Func<T, bool, object?> get) =>
        owner.Add(new FieldDefinition(name, type)
        {
            Arguments =
            [
                new InputValueDefinition("includeDeprecated", Required(Scalars.Boolean)) { DefaultValue = Parser.ParseValue("false") },
            ],
            Resolver = context => new ValueTask<object?>(get((T)context.Parent!, (bool)context.Arguments[0]!)),
        });

    private static void AddDeprecation<T>(ObjectType owner, Func<T, string?> reason)
    {
        Add<T>(owner, "isDeprecated", Required(Scalars.Boolean), part => reason(part) is not null);
        Add<T>(owner, "deprecationReason", Scalars.String, reason);
    }

    private static void AddPossibleTypes() => TypeObject.Add(new FieldDefinition("possibleTypes", ListOf(TypeObject))
    {
        Resolver = context => new ValueTask<object?>(context.Parent is InterfaceType or UnionType
            ? context.Request.Schema.PossibleTypes((CompositeType)context.Parent).OrderBy(t => t.Name, StringComparer.Ordinal)
            : null),
    });
}
