using System.Collections.Concurrent;
using System.Text.Json;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>The fields to answer on an object type, in the order of the response.</summary>
internal sealed class SelectionSet(ObjectType type, Selection[] selections, CoercionException? fault = null)
{
    public ObjectType Type => type;

    public Selection[] Selections => selections;

    /// <summary>Why nothing can be selected: a variable with a default was given as null to @skip or @include. Null otherwise.</summary>
    public CoercionException? Fault => fault;

    /// <summary>Only properties are selected, at every level, and only of objects whose type is known beforehand.</summary>
    public bool IsPlain { get; } = fault is null && Array.TrueForAll(selections, static s => s.IsTypeName || (s.Field.Getter is not null && s.IsPlain));
}

/// <summary>One field of the response, merged from every place of the document that selects it.</summary>
internal sealed class Selection
{
    private readonly OperationPlan _plan;
    private readonly IReadOnlyList<FieldNode> _nodes;
    private readonly ConcurrentDictionary<ObjectType, SelectionSet>? _children;
    private readonly object?[]? _constantArguments;
    private readonly ValueNode?[] _given;
    private readonly Lazy<bool> _isPlain;

    public Selection(OperationPlan plan, FieldDefinition field, IReadOnlyList<FieldNode> nodes)
    {
        _plan = plan;
        _nodes = nodes;
        Field = field;
        ResponseName = nodes[0].ResponseName;
        EncodedName = JsonEncodedText.Encode(ResponseName);
        IsTypeName = ReferenceEquals(field, Introspection.TypeName);
        if (field.Type.Named is CompositeType)
        {
            _children = [];
        }

        _isPlain = new Lazy<bool>(() => field.Type.Named is LeafType || (field.Type.Named is ObjectType type && Children(type).IsPlain));

        _given = [.. field.Arguments.Select(a => Node.Arguments.FirstOrDefault(g => g.Name == a.Name)?.Value)];
        if (!Node.Arguments.Any(a => HasVariable(a.Value)))
        {
            _constantArguments = CoerceArguments(null);
        }
    }

    public FieldDefinition Field { get; }

    public FieldNode Node => _nodes[0];

    /// <summary>Every place of the document that selects the field.</summary>
    public IReadOnlyList<FieldNode> Nodes => _nodes;

    public string ResponseName { get; }

    public JsonEncodedText EncodedName { get; }

    public bool IsTypeName { get; }

    /// <summary>The field's value can be written at once: a leaf, or objects of one type with a plain selection, or lists of these.</summary>
    public bool IsPlain => _isPlain.Value;

    /// <summary>The values of the field's arguments, in the order of their definitions.</summary>
    /// <exception cref="CoercionException">A variable left a required argument without a value.</exception>
    public object?[] Arguments(IReadOnlyDictionary<string, object?> variables) => _constantArguments ?? CoerceArguments(variables);

    public SelectionSet Children(ObjectType type) => _children!.TryGetValue(type, out var set)
        ? set
        : _children.GetOrAdd(type, _plan.Collect(type, _nodes.Where(n => n.SelectionSet is not null).Select(n => n.SelectionSet!)));

    private static bool HasVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Items.Any(HasVariable),
        ObjectValueNode input => input.Fields.Any(f => HasVariable(f.Value)),
        _ => false,
    };

    private object?[] CoerceArguments(IReadOnlyDictionary<string, object?>? variables)
    {
        object?[] values = Field.Arguments.Count == 0 ? [] : new object?[Field.Arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var definition = Field.Arguments[i];
            var given = _given[i];
            var value = given is null ? InputCoercion.Absent : InputCoercion.Literal(given, definition.Type, variables);
            if (ReferenceEquals(value, InputCoercion.Absent))
            {
                value = definition.Default;
            }

            values[i] = ReferenceEquals(value, InputCoercion.Absent) && definition.Type.IsNonNull
                ? throw new CoercionException($"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided.")
                {
                    Location = given?.Location,
                }
                : value;
        }

        return values;
    }
}
