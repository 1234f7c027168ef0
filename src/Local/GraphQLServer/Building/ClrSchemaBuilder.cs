using System.Reflection;
using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Local.GraphQLServer.Building.Checks;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Builds the schema from the registered classes and everything that their fields lead to.</summary>
internal sealed class ClrSchemaBuilder
{
    private readonly GraphQLServerSetup _setup;
    private readonly IServiceProvider _services;
    private readonly XmlDocumentation _documentation;
    private readonly Dictionary<Type, NamedType> _outputs = [];
    private readonly Dictionary<Type, NamedType> _inputs = [];
    private readonly Dictionary<string, ObjectType> _roots = new(StringComparer.Ordinal);
    private readonly Queue<Action> _unfinished = [];
    private readonly FieldBuilder _fields;
    private readonly InputFieldBuilder _inputFields;

    private ClrSchemaBuilder(GraphQLServerSetup setup, IServiceProvider services)
    {
        _setup = setup;
        _services = services;
        _documentation = new XmlDocumentation(setup.SchemaOptions.UseXmlDocumentation);
        _inputFields = new InputFieldBuilder(new TypeReference(Input), _documentation);
        _fields = new FieldBuilder(
            new TypeReference(Output),
            _inputFields,
            new ParameterBinder(setup, services),
            _documentation);
    }

    /// <summary>The schema of a setup.</summary>
    /// <exception cref="SchemaException">The classes make no valid schema.</exception>
    public static Schema Build(GraphQLServerSetup setup, IServiceProvider services) => new ClrSchemaBuilder(setup, services).Build();

    private Schema Build()
    {
        foreach (var (name, classes) in _setup.Roots)
        {
            _roots[name] = new ObjectType(name)
            {
                Description = classes.Select(c => _documentation.Of(c)).FirstOrDefault(d => d is not null),
            };
            foreach (var type in classes)
            {
                _outputs[type] = _roots[name];
                _fields.AddFrom(_roots[name], type, ResolverClass.Instance(type, _services));
            }
        }

        foreach (var type in _setup.Types)
        {
            Output(type);
        }

        foreach (var extension in _setup.Extensions)
        {
            Extend(extension);
        }

        while (_unfinished.TryDequeue(out var finish))
        {
            finish();
        }

        Relate();
        var types = _roots.Values
            .Concat(_outputs.Values)
            .Concat(_inputs.Values)
            .Append(Scalars.String)
            .Append(Scalars.Boolean)
            .Concat(_outputs.Values.Concat(_roots.Values).OfType<FieldsType>().SelectMany(LeavesOf))
            .Concat(_inputs.Values.OfType<InputObjectType>().SelectMany(t => t.Fields.Values).Select(f => f.Type.Named))
            .Distinct()
            .ToList();
        SchemaCheck.Verify(types);
        return new Schema(types);
    }

    // Scalars stand in no map: they are in the schema where a field or an argument is of them.
    private static IEnumerable<NamedType> LeavesOf(FieldsType type) => type.Fields.Values
        .SelectMany(f => f.Arguments.Select(a => a.Type.Named).Append(f.Type.Named))
        .Where(t => t is LeafType);

    private void Extend(Type extension)
    {
        var attribute = extension.GetCustomAttribute<ExtendObjectTypeAttribute>();
        var name = attribute?.Name
            ?? (extension.IsDefined(typeof(QueryTypeAttribute)) ? OperationTypeNames.Query
            : extension.IsDefined(typeof(MutationTypeAttribute)) ? OperationTypeNames.Mutation
            : extension.IsDefined(typeof(SubscriptionTypeAttribute)) ? OperationTypeNames.Subscription
            : null);
        var target = attribute?.ExtendsType is { } type
            ? Output(type) as ObjectType
            : name is not null && _roots.TryGetValue(name, out var root)
                ? root
                : _outputs.Values.OfType<ObjectType>().FirstOrDefault(t => t.Name == name);
        if (target is null)
        {
            throw new SchemaException(
                $"{extension} extends the type {name ?? attribute?.ExtendsType?.Name ?? "of no name"}, which is not registered.");
        }

        var instance = ResolverClass.Instance(extension, _services);

        // After the type's own fields, so that an extension can take the place of one.
        _unfinished.Enqueue(() =>
        {
            foreach (var ignored in attribute?.IgnoreProperties ?? [])
            {
                if (attribute?.ExtendsType?.GetProperty(ignored) is { } property)
                {
                    target.Remove(Naming.Field(property));
                }
            }

            _fields.AddFrom(target, extension, instance);
        });
    }

    private NamedType Output(Type type)
    {
        if (ClrTypes.Scalar(type) is { } scalar)
        {
            return scalar;
        }

        if (_outputs.TryGetValue(type, out var known))
        {
            return known;
        }

        if (type.IsEnum)
        {
            return _outputs[type] = _inputFields.Enumeration(type);
        }

        if (type == typeof(object) || type.IsPrimitive || type.IsGenericTypeDefinition)
        {
            throw new SchemaException($"{type} is no type of a field: it is neither a known scalar nor a class with fields.");
        }

        var name = Naming.OutputType(type);
        var description = _documentation.Of(type);
        if (type.IsDefined(typeof(UnionTypeAttribute)))
        {
            return _outputs[type] = new UnionType(name) { Description = description };
        }

        FieldsType created = type.IsInterface || type.IsDefined(typeof(InterfaceTypeAttribute))
            ? new InterfaceType(name) { Description = description }
            : new ObjectType(name) { Description = description, RuntimeType = type };
        _outputs[type] = created;
        _unfinished.Enqueue(() => _fields.AddFrom(created, type, null));
        return created;
    }

    private NamedType Input(Type type)
    {
        if (ClrTypes.Scalar(type) is { } scalar)
        {
            return scalar;
        }

        if (type.IsEnum)
        {
            return Output(type);
        }

        if (_inputs.TryGetValue(type, out var known))
        {
            return known;
        }

        if (type.IsInterface || type.IsAbstract || type == typeof(object) || type.IsPrimitive)
        {
            throw new SchemaException($"{type} is no type of an argument. If it is a service, register it or mark the parameter [Service].");
        }

        var created = new InputObjectType(Naming.InputType(type))
        {
            Description = _documentation.Of(type),
            IsOneOf = type.IsDefined(typeof(OneOfAttribute)),
        };
        _inputs[type] = created;
        _unfinished.Enqueue(() => _inputFields.AddFrom(created, type));
        return created;
    }

    // An object type is a member of every registered union, and implements every registered interface, that its class does.
    private void Relate()
    {
        var abstractTypes = _outputs.Where(o => o.Value is InterfaceType or UnionType).OrderBy(o => o.Value.Name, StringComparer.Ordinal);
        foreach (var (clr, type) in abstractTypes)
        {
            foreach (var (candidate, member) in _outputs.Where(o => o.Key != clr && clr.IsAssignableFrom(o.Key)))
            {
                switch (type, member)
                {
                    case (InterfaceType implemented, FieldsType implementor):
                        implementor.Interfaces.Add(implemented);
                        break;
                    case (UnionType union, ObjectType objectType):
                        union.Members.Add(objectType);
                        break;
                }
            }
        }
    }
}
