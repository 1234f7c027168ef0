using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation;

/// <summary>
/// Measures a document before anything else looks at it: each fragment once, however often it is spread, so that the
/// measuring itself cannot be made expensive.
/// </summary>
internal sealed class DocumentLimits(ValidationContext context, GraphQLLimits limits)
{
    private readonly Dictionary<string, (int Depth, int Fields)> _fragments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public void Check()
    {
        if (context.Document.DirectiveCount > limits.MaxDirectives)
        {
            Report($"The document has more than {limits.MaxDirectives} directives.", context.Document);
        }

        foreach (var definition in context.Document.Definitions)
        {
            var (depth, fields) = Measure(definition.SelectionSet);
            if (depth > limits.MaxDepth)
            {
                Report($"The operation nests {depth} levels deep; {limits.MaxDepth} is the most.", definition);
            }

            if (fields > limits.MaxFields)
            {
                Report($"The operation selects more than {limits.MaxFields} fields, fragments and aliases counted.", definition);
            }
        }
    }

    private (int Depth, int Fields) Measure(SelectionSetNode set)
    {
        var depth = 0;
        var fields = 0;
        foreach (var selection in set.Selections)
        {
            var (below, count) = selection switch
            {
                FieldNode { SelectionSet: { } inner } => Measure(inner) is var (d, f) ? (d + 1, f + 1) : default,
                FieldNode => (1, 1),
                InlineFragmentNode inline => Measure(inline.SelectionSet),
                FragmentSpreadNode spread => Measure(spread.Name),
                _ => default,
            };
            depth = Math.Max(depth, below);
            fields = Math.Min(fields + count, limits.MaxFields + 1);
        }

        return (depth, fields);
    }

    // A cycle is another rule's business; here it only must not turn for ever.
    private (int Depth, int Fields) Measure(string name)
    {
        if (_fragments.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!context.Fragments.TryGetValue(name, out var fragment) || !_open.Add(name))
        {
            return default;
        }

        var measured = Measure(fragment.SelectionSet);
        _open.Remove(name);
        return _fragments[name] = measured;
    }

    private void Report(string message, SyntaxNode node) => context.Report("DocumentLimits", message, [node]);
}
