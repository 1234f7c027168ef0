using System.Globalization;
using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>
/// What an operation may cost, from its plan alone: the objects that its answer can have, with the list sizes that it asks
/// for. Merged selections count once, and of the types that an object can have the dearest counts.
/// </summary>
/// <param name="Value">The cost; one more than the limit where the counting stopped there.</param>
/// <param name="DependsOnVariables">Whether a variable says how long a list is, so that other variables cost otherwise.</param>
internal sealed record OperationCost(long Value, bool DependsOnVariables)
{
    private const int MutationCost = 10;

    public static OperationCost Of(
        OperationPlan plan,
        Schema schema,
        IReadOnlyDictionary<string, object?> variables,
        GraphQLLimits limits)
    {
        var counting = new Counting(schema, variables, limits);
        var perField = plan.Operation.Type == OperationType.Mutation ? 1 + MutationCost : 1;
        return new OperationCost(counting.Root(plan.Root, perField), counting.UsedVariables);
    }

    private sealed class Counting(Schema schema, IReadOnlyDictionary<string, object?> variables, GraphQLLimits limits)
    {
        // Selections below an interface or union are planned once for each type that it can be, and so again at each level:
        // a plan that grows beyond what fields may be selected at all is refused like one that costs too much.
        private int _looks = limits.MaxFields;

        public bool UsedVariables { get; private set; }

        public long Root(SelectionSet root, int perField)
        {
            var total = 0L;
            foreach (var selection in root.Selections)
            {
                total = Add(total, Add(perField, Field(selection, null)));
            }

            return total;
        }

        // The page is the length that a connection's field asks for: that of the lists just below it.
        private long Set(SelectionSet set, int? page)
        {
            var total = 0L;
            foreach (var selection in set.Selections)
            {
                if (--_looks < 0)
                {
                    return limits.MaxCost + 1L;
                }

                total = Add(total, Field(selection, page));
            }

            return total;
        }

        private long Field(Selection selection, int? page)
        {
            if (selection.Field.Type.Named is not CompositeType type)
            {
                return 0;
            }

            var asked = PageOf(selection);
            var isList = selection.Field.Type.Nullable is ListType;
            var size = !isList || type.IsIntrospection ? 1 : asked ?? page ?? limits.AssumedListSize;
            var each = 0L;
            foreach (var possible in schema.PossibleTypes(type))
            {
                each = Math.Max(each, Set(selection.Children(possible), isList ? null : asked));
            }

            return Math.Min(size * Add(1, each), limits.MaxCost + 1L);
        }

        private long Add(long a, long b) => Math.Min(a + b, limits.MaxCost + 1L);

        /// <summary>What <c>first</c> or <c>last</c> say; null for a field that has neither.</summary>
        private int? PageOf(Selection selection)
        {
            foreach (var argument in selection.Field.Arguments)
            {
                if (argument.Name is not ("first" or "last"))
                {
                    continue;
                }

                var given = selection.Node.Arguments.FirstOrDefault(a => a.Name == argument.Name)?.Value ?? argument.DefaultValue;
                if (Number(given) is { } number)
                {
                    return Math.Max(0, number);
                }
            }

            return selection.Field.Argument("first") is null && selection.Field.Argument("last") is null ? null : limits.AssumedPageSize;
        }

        private int? Number(ValueNode? value)
        {
            switch (value)
            {
                case IntValueNode number:
                    return int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length) ? length : int.MaxValue;
                case VariableNode variable:
                    UsedVariables = true;
                    return variables.GetValueOrDefault(variable.Name) as int?;
                default:
                    return null;
            }
        }
    }
}
