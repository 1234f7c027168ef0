using HotChocolate.Execution;
using HotChocolate.Execution.Processing;
using HotChocolate.Language;
using HotChocolate.Types;

namespace OrleansCommerce.Silo;

/// <summary>What an operation may cost, counted as the embedded server counts: the objects that its answer can have, with the list sizes that it asks for.</summary>
internal sealed class OperationCost
{
    private const int MutationCost = 10;

    private readonly Operation _operation;
    private readonly IVariableValueCollection _variables;
    private readonly GraphQLLimits _limits;
    private readonly ulong _included;

    // Selections below an interface or union are looked at once for each type that it can be.
    private int _looks;

    private OperationCost(Operation operation, IVariableValueCollection variables, GraphQLLimits limits)
    {
        (_operation, _variables, _limits, _looks) = (operation, variables, limits, limits.MaxFields);
        _included = operation.CreateIncludeFlags(variables);
    }

    /// <summary>Whether the operation costs more than it may; the request is answered then.</summary>
    public static bool IsTooHigh(RequestContext context, GraphQLLimits limits)
    {
        if (!context.TryGetOperation(out var operation)
            || !context.VariableValues.Any(variables => new OperationCost(operation, variables, limits).Total() > limits.MaxCost))
        {
            return false;
        }

        context.Refuse(
            ServerCodes.CostLimitExceeded, $"The operation could cost more than {limits.MaxCost}; ask for fewer or shorter lists.", limits.MaxCost);
        return true;
    }

    private long Total()
    {
        var perField = _operation.Kind == OperationType.Mutation ? 1 + MutationCost : 1;
        var total = 0L;
        foreach (var selection in _operation.RootSelectionSet.Selections)
        {
            if (selection.IsIncluded(_included))
            {
                total = Add(total, Add(perField, Field(selection, null)));
            }
        }

        return total;
    }

    // The page is the length that a connection's field asks for: that of the lists just below it.
    private long Set(SelectionSet set, int? page)
    {
        var total = 0L;
        foreach (var selection in set.Selections)
        {
            if (!selection.IsIncluded(_included))
            {
                continue;
            }

            if (--_looks < 0)
            {
                return _limits.MaxCost + 1L;
            }

            total = Add(total, Field(selection, page));
        }

        return total;
    }

    private long Field(Selection selection, int? page)
    {
        if (selection.IsLeaf)
        {
            return 0;
        }

        var asked = PageOf(selection);
        var isIntrospection = selection.Type.NamedType().Name.StartsWith("__", StringComparison.Ordinal);
        var size = !selection.IsList || isIntrospection ? 1 : asked ?? page ?? _limits.AssumedListSize;
        var each = 0L;
        foreach (var possible in _operation.GetPossibleTypes(selection))
        {
            each = Math.Max(each, Set(_operation.GetSelectionSet(selection, possible), selection.IsList ? null : asked));
        }

        return Math.Min(size * Add(1, each), _limits.MaxCost + 1L);
    }

    private long Add(long a, long b) => Math.Min(a + b, _limits.MaxCost + 1L);

    /// <summary>What <c>first</c> or <c>last</c> say; null for a field that has neither.</summary>
    private int? PageOf(Selection selection)
    {
        var pages = false;
        foreach (var name in (ReadOnlySpan<string>)["first", "last"])
        {
            if (selection.Arguments.TryGetValue(name, out var argument))
            {
                pages = true;
                if (Number(argument.ValueLiteral) is { } number)
                {
                    return Math.Max(0, number);
                }
            }
        }

        return pages ? _limits.AssumedPageSize : null;
    }

    private int? Number(IValueNode? value) => value switch
    {
        IntValueNode number => int.TryParse(number.Value, out var length) ? length : int.MaxValue,
        VariableNode variable when _variables.TryGetValue<IValueNode>(variable.Name.Value, out var given) && given is not VariableNode => Number(given),
        _ => null,
    };
}
