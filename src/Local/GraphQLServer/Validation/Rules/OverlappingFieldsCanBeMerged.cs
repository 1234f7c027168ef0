using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation.Rules;

/// <summary>
/// Fields of one response name can be answered as one. Specification 5.3.2. Not pair by pair, which is quadratic, but by
/// groups: the shapes of a group must all be the first one's, and so must names and arguments of those that can meet on
/// one object.
/// </summary>
internal sealed class OverlappingFieldsCanBeMerged(ValidationContext context)
{
    // A fragment on an interface meets each object type anew, so hostile nesting doubles the work at every level.
    private const int MaxWork = 100_000;

    private readonly HashSet<FieldNode> _reported = [];
    private int _work;

    public void Check()
    {
        foreach (var operation in context.Document.Definitions.OfType<OperationNode>())
        {
            CompositeType root = operation.Type switch
            {
                OperationType.Mutation => context.Schema.Mutation!,
                OperationType.Subscription => context.Schema.Subscription!,
                _ => context.Schema.Query,
            };
            var fields = new List<Selected>();
            Collect(operation.SelectionSet, root, fields, []);
            CheckShapes(fields);
            CheckNames(fields);
        }

        if (_work > MaxWork)
        {
            context.Report(
                nameof(OverlappingFieldsCanBeMerged),
                "The document merges too many fields of one name to be checked.",
                [context.Document]);
        }
    }

    private void CheckShapes(List<Selected> fields)
    {
        foreach (var group in fields.GroupBy(f => f.Node.ResponseName))
        {
            var first = group.First();
            foreach (var other in group.Skip(1).Where(o => !SameShape(first.Definition.Type, o.Definition.Type)))
            {
                Conflict(first, other, $"they return conflicting types \"{first.Definition.Type}\" and \"{other.Definition.Type}\"");
            }

            if (Below(group) is { Count: > 0 } below)
            {
                CheckShapes(below);
            }
        }
    }

    private void CheckNames(List<Selected> fields)
    {
        foreach (var group in fields.GroupBy(f => f.Node.ResponseName))
        {
            var onAny = group.Where(f => f.Parent is not ObjectType).ToList();
            var onOne = group.Where(f => f.Parent is ObjectType).GroupBy(f => f.Parent).Select(g => g.Concat(onAny).ToList()).ToList();
            foreach (var meeting in onOne.Count == 0 ? [onAny] : onOne)
            {
                CheckSame(meeting);
                if (Below(meeting) is { Count: > 0 } below)
                {
                    CheckNames(below);
                }
            }
        }
    }

    private void CheckSame(List<Selected> meeting)
    {
        var first = meeting[0];
        foreach (var other in meeting.Skip(1))
        {
            if (first.Node.Name != other.Node.Name)
            {
                Conflict(first, other, $"\"{first.Node.Name}\" and \"{other.Node.Name}\" are different fields");
            }
            else if (!SameArguments(first.Node.Arguments, other.Node.Arguments))
            {
                Conflict(first, other, "they have differing arguments");
            }
        }
    }

    private List<Selected> Below(IEnumerable<Selected> fields)
    {
        var below = new List<Selected>();
        if (_work > MaxWork)
        {
            return below;
        }

        var visited = new HashSet<(string, CompositeType)>();
        foreach (var field in fields)
        {
            if (field.Node.SelectionSet is { } set && field.Definition.Type.Named is CompositeType type)
            {
                Collect(set, type, below, visited);
            }
        }

        _work += below.Count;
        return below;
    }

    private void Collect(SelectionSetNode set, CompositeType parent, List<Selected> fields, HashSet<(string, CompositeType)> visited)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    fields.Add(new Selected(parent, field, context.Schema.Field(parent, field.Name)!));
                    break;
                case InlineFragmentNode inline:
                    var type = inline.TypeCondition is null ? parent : (CompositeType)context.Schema.Type(inline.TypeCondition.Name)!;
                    Collect(inline.SelectionSet, type, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add((spread.Name, parent)):
                    var fragment = context.Fragments[spread.Name];
                    Collect(fragment.SelectionSet, (CompositeType)context.Schema.Type(fragment.TypeCondition.Name)!, fields, visited);
                    break;
            }
        }
    }

    private static bool SameShape(GraphType a, GraphType b) => (a, b) switch
    {
        (NonNullType x, NonNullType y) => SameShape(x.Inner, y.Inner),
        (NonNullType, _) or (_, NonNullType) => false,
        (ListType x, ListType y) => SameShape(x.Item, y.Item),
        (ListType, _) or (_, ListType) => false,
        (CompositeType, CompositeType) => true,
        _ => a.Same(b),
    };

    private static bool SameArguments(IReadOnlyList<ArgumentNode> a, IReadOnlyList<ArgumentNode> b) =>
        a.Count == b.Count && a.All(x => b.Any(y => x.Name == y.Name && SameValue(x.Value, y.Value)));

    private static bool SameValue(ValueNode a, ValueNode b) => (a, b) switch
    {
        (ObjectValueNode x, ObjectValueNode y) => SameArguments(x.Fields, y.Fields),
        (ListValueNode x, ListValueNode y) => x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(p => SameValue(p.First, p.Second)),
        _ => a.ToString() == b.ToString(),
    };

    private void Conflict(Selected first, Selected other, string reason)
    {
        if (_reported.Add(other.Node))
        {
            context.Report(
                nameof(OverlappingFieldsCanBeMerged),
                $"Fields \"{first.Node.ResponseName}\" conflict because {reason}. Use different aliases on the fields to fetch both.",
                [first.Node, other.Node]);
        }
    }

    private sealed record Selected(CompositeType Parent, FieldNode Node, FieldDefinition Definition);
}
