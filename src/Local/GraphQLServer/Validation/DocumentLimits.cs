using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Execution;
using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.Local.GraphQLServer.Validation;

/// <summary>
/// Measures a document before anything else looks at it: each fragment once, however often it is spread, so that the
/// measuring itself cannot be made expensive.
/// </summary>
internal sealed class DocumentLimits(ValidationContext context, GraphQLLimits limits)
{
    private readonly Dictionary<string, Size> _fragments = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public void Check()
    {
        if (context.Document.DirectiveCount > limits.MaxDirectives)
        {
            Refuse(
                ErrorCode.DirectiveLimitExceeded,
                limits.MaxDirectives,
                $"The document has more than {limits.MaxDirectives} directives.",
                context.Document);
        }

        foreach (var definition in context.Document.Definitions)
        {
            var size = Measure(definition.SelectionSet);
            if (size.Depth > limits.MaxDepth)
            {
                Refuse(
                    ErrorCode.DepthLimitExceeded,
                    limits.MaxDepth,
                    $"The operation nests {size.Depth} levels deep; {limits.MaxDepth} is the most.",
                    definition);
            }

            if (size.Fields > limits.MaxFields)
            {
                Refuse(
                    ErrorCode.FieldLimitExceeded,
                    limits.MaxFields,
                    $"The operation selects more than {limits.MaxFields} fields, each counted as often as a fragment brings it in.",
                    definition);
            }

            if (size.Aliases > limits.MaxAliases)
            {
                Refuse(
                    ErrorCode.AliasLimitExceeded,
                    limits.MaxAliases,
                    $"The operation has more than {limits.MaxAliases} aliases, each counted as often as a fragment brings it in.",
                    definition);
            }
        }
    }

    private Size Measure(SelectionSetNode set)
    {
        var size = default(Size);
        foreach (var selection in set.Selections)
        {
            size = size.And(
                selection switch
                {
                    FieldNode field => (field.SelectionSet is null ? default : Measure(field.SelectionSet)).Under(field),
                    InlineFragmentNode inline => Measure(inline.SelectionSet),
                    FragmentSpreadNode spread => Measure(spread.Name),
                    _ => default,
                },
                limits);
        }

        return size;
    }

    // A cycle is another rule's business; here it only must not turn for ever.
    private Size Measure(string name)
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

    private void Refuse(string code, int limit, string message, SyntaxNode node) =>
        context.Report(Errors.Beyond(code, limit, message, node));

    /// <summary>What a selection set comes to. Counts stop just beyond their limits: fragments that double would overflow them.</summary>
    private readonly record struct Size(int Depth, int Fields, int Aliases)
    {
        public Size Under(FieldNode field) => new(Depth + 1, Fields + 1, Aliases + (field.Alias is null ? 0 : 1));

        public Size And(Size other, GraphQLLimits limits) => new(
            Math.Max(Depth, other.Depth),
            Math.Min(Fields + other.Fields, limits.MaxFields + 1),
            Math.Min(Aliases + other.Aliases, limits.MaxAliases + 1));
    }
}
