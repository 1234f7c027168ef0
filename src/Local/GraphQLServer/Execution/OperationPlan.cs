using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>An operation with its selections merged, for one set of values of @skip and @include.</summary>
internal sealed class OperationPlan
{
    private readonly Schema _schema;
    private readonly IReadOnlyDictionary<string, FragmentNode> _fragments;
    private readonly Dictionary<string, bool?> _flags;

    public OperationPlan(
        Schema schema,
        PreparedDocument document,
        OperationNode operation,
        IReadOnlyDictionary<string, object?> variables)
    {
        _schema = schema;
        _fragments = document.Fragments;
        _flags = variables.Where(v => v.Value is bool or null).ToDictionary(v => v.Key, v => (bool?)v.Value, StringComparer.Ordinal);
        Operation = operation;
        var root = operation.Type switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query,
        };
        Root = Collect(root!, [operation.SelectionSet]);
    }

    public OperationNode Operation { get; }

    public SelectionSet Root { get; }

    /// <summary>Set at the first use, where it is the same for all variables.</summary>
    public OperationCost? Cost { get; set; }

    /// <summary>The selections on an object type, merged. GraphQL specification, section 6.3.2.</summary>
    public SelectionSet Collect(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var set in sets)
            {
                Collect(type, set, groups, visited);
            }
        }
        catch (CoercionException misfit)
        {
            return new SelectionSet(type, [], misfit);
        }

        var selections = new Selection[groups.Count];
        for (var i = 0; i < selections.Length; i++)
        {
            var (_, nodes) = groups.GetAt(i);
            selections[i] = new Selection(this, _schema.Field(type, nodes[0].Name)!, nodes);
        }

        return new SelectionSet(type, selections);
    }

    private void Collect(
        ObjectType type,
        SelectionSetNode set,
        OrderedDictionary<string, List<FieldNode>> groups,
        HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (!Included(selection))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    if (!groups.TryGetValue(field.ResponseName, out var nodes))
                    {
                        groups.Add(field.ResponseName, nodes = []);
                    }

                    nodes.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, groups, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name)
                    && _fragments.TryGetValue(spread.Name, out var fragment)
                    && Applies(fragment.TypeCondition, type):
                    Collect(type, fragment.SelectionSet, groups, visited);
                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null
        || (_schema.Type(condition.Name) is CompositeType composite && _schema.PossibleTypes(composite).Contains(type));

    private bool Included(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name is "skip" or "include" && If(directive) == (directive.Name == "skip"))
            {
                return false;
            }
        }

        return true;
    }

    private bool If(DirectiveNode directive) => directive.Arguments[0].Value switch
    {
        VariableNode variable => _flags[variable.Name] ?? throw new CoercionException($"Argument \"if\" of @{directive.Name} must not be null.")
        {
            Location = variable.Location,
        },
        BooleanValueNode boolean => boolean.Value,
        _ => false,
    };
}
