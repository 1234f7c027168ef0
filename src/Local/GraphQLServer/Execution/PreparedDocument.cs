using System.Collections.Concurrent;
using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>A parsed and validated document, with the plans of its operations that were executed.</summary>
internal sealed class PreparedDocument
{
    // Each set of values that @skip and @include take makes a plan of its own; a document with more of them than this
    // gets its further plans made for each request.
    private const int MaxPlans = 32;

    private readonly ConcurrentDictionary<(OperationNode Operation, string Flags), OperationPlan> _plans = [];
    private readonly List<string> _flags = [];

    public PreparedDocument(DocumentNode document, IReadOnlyList<IError> errors)
    {
        Operations = [.. document.Definitions.OfType<OperationNode>()];
        Errors = errors;
        if (errors.Count == 0)
        {
            Fragments = document.Definitions.OfType<FragmentNode>().ToDictionary(f => f.Name, StringComparer.Ordinal);
            foreach (var definition in document.Definitions)
            {
                FindFlags(definition.SelectionSet);
            }
        }
    }

    public PreparedDocument(IError error)
    {
        Operations = [];
        Errors = [error];
    }

    public IReadOnlyList<OperationNode> Operations { get; }

    public IReadOnlyList<IError> Errors { get; }

    public IReadOnlyDictionary<string, FragmentNode> Fragments { get; } = new Dictionary<string, FragmentNode>();

    /// <summary>The operation to execute; null where the name gives none, or none is given and there are several.</summary>
    public OperationNode? Operation(string? name) => string.IsNullOrEmpty(name)
        ? Operations.Count == 1 ? Operations[0] : null
        : Operations.FirstOrDefault(o => o.Name == name);

    public OperationPlan Plan(Schema schema, OperationNode operation, IReadOnlyDictionary<string, object?> variables)
    {
        var flags = _flags.Count == 0
            ? ""
            : string.Create(_flags.Count, (_flags, variables), static (text, state) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    text[i] = state.variables.GetValueOrDefault(state._flags[i]) switch { true => '1', false => '0', _ => '-' };
                }
            });
        if (_plans.TryGetValue((operation, flags), out var plan))
        {
            return plan;
        }

        plan = new OperationPlan(schema, this, operation, variables);
        return _plans.Count < MaxPlans ? _plans.GetOrAdd((operation, flags), plan) : plan;
    }

    /// <summary>Drops a plan that is refused, so that it takes no memory.</summary>
    public void Forget(OperationPlan plan)
    {
        foreach (var entry in _plans.Where(entry => ReferenceEquals(entry.Value, plan)))
        {
            _plans.TryRemove(entry);
        }
    }

    private void FindFlags(SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives.Where(d => d.Name is "skip" or "include"))
            {
                if (directive.Arguments is [{ Value: VariableNode variable }] && !_flags.Contains(variable.Name))
                {
                    _flags.Add(variable.Name);
                }
            }

            if (selection is FieldNode { SelectionSet: { } inner })
            {
                FindFlags(inner);
            }
            else if (selection is InlineFragmentNode fragment)
            {
                FindFlags(fragment.SelectionSet);
            }
        }
    }
}
