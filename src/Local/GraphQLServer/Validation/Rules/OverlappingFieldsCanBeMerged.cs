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

    // Below this depth a document is refused by another rule, or goes in circles.
    private const int MaxNesting = 256;

    private readonly HashSet<FieldNode> _reported = [];
    private readonly HashSet<Group> _checkedShapes = [];
    private readonly HashSet<Group> _checkedNames = [];
    private int _work;

    public void Check()
    {
        foreach (var definition in context.Document.Definitions)
        {
            var root = definition switch
            {
                FragmentNode fragment => Type(fragment.TypeCondition),
                OperationNode { Type: OperationType.Mutation } => context.Schema.Mutation,
                OperationNode { Type: OperationType.Subscription } => context.Schema.Subscription,
                _ => context.Schema.Query,
            };
            var fields = new List<Selected>();
            Collect(definition.SelectionSet, root, fields, []);
            CheckShapes(fields, 0);
            CheckNames(fields, 0);
        }

        if (_work > MaxWork)
        {
            context.Report(
                nameof(OverlappingFieldsCanBeMerged),
                "The document merges too many fields of one name to be checked.",
                [context.Document]);
        }
    }

    private CompositeType? Type(NamedTypeNode condition) => context.Schema.Type(condition.Name) as CompositeType;

    private void CheckShapes(List<Selected> fields, int depth)
    {
        if (fields.Count == 0 || depth > MaxNesting || !_checkedShapes.Add(new Group(fields)))
        {
            return;
        }

        foreach (var group in fields.GroupBy(f => f.Node.ResponseName))
        {
            var known = group.Where(f => f.Definition is not null).ToList();
            foreach (var other in known.Skip(1).Where(o => !SameShape(known[0].Definition!.Type, o.Definition!.Type)))
            {
                Conflict(
                    known[0],
                    other,
                    $"they return conflicting types \"{known[0].Definition!.Type}\" and \"{other.Definition!.Type}\"");
            }

            CheckShapes(Below(group), depth + 1);
        }
    }

    private void CheckNames(List<Selected> fields, int depth)
    {
        if (fields.Count == 0 || depth > MaxNesting || !_checkedNames.Add(new Group(fields)))
        {
            return;
        }

        foreach (var group in fields.GroupBy(f => f.Node.ResponseName))
        {
            var onAny = group.Where(f => f.Parent is not ObjectType).ToList();
            var onOne = group.Where(f => f.Parent is ObjectType).GroupBy(f => f.Parent).Select(g => g.Concat(onAny).ToList()).ToList();
            foreach (var meeting in onOne.Count == 0 ? [onAny] : onOne)
            {
                CheckSame(meeting);
                CheckNames(Below(meeting), depth + 1);
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

        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.Node.SelectionSet is { } set)
            {
                Collect(set, field.Definition?.Type.Named as CompositeType, below, visited);
            }
        }

        _work += below.Count;
        return below;
    }

    private void Collect(SelectionSetNode set, CompositeType? parent, List<Selected> fields, HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    fields.Add(new Selected(parent, field, parent is null ? null : context.Schema.Field(parent, field.Name)));
                    break;
                case InlineFragmentNode inline:
                    Collect(inline.SelectionSet, inline.TypeCondition is null ? parent : Type(inline.TypeCondition), fields, visited);
                    break;
                case FragmentSpreadNode spread when context.Fragments.TryGetValue(spread.Name, out var fragment) && visited.Add(spread.Name):
                    Collect(fragment.SelectionSet, Type(fragment.TypeCondition), fields, visited);
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
        (StringValueNode x, StringValueNode y) => x.Block == y.Block && x.Value == y.Value,
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

    /// <summary>A field of a selection set; parent and definition are null where the schema does not have them.</summary>
    private readonly record struct Selected(CompositeType? Parent, FieldNode Node, FieldDefinition? Definition);

    /// <summary>Fields that were checked together: a document that goes in circles comes to the same ones again.</summary>
    private readonly struct Group(List<Selected> fields) : IEquatable<Group>
    {
        private readonly List<Selected> _fields = fields;

        public bool Equals(Group other) => _fields.SequenceEqual(other._fields);

        public override bool Equals(object? obj) => obj is Group other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_fields.Count, _fields[0].Node, _fields[^1].Node);
    }
}
