using HotChocolate;
using HotChocolate.Language;
using HotChocolate.Validation;

namespace OrleansCommerce.Silo;

/// <summary>Measures a document before any rule looks at it: each fragment once, so that the measuring cannot be made expensive.</summary>
internal sealed class DocumentSize(GraphQLLimits limits) : IDocumentValidatorRule
{
    /// <inheritdoc/>
    public ushort Priority => 0;

    /// <inheritdoc/>
    public bool IsCacheable => true;

    /// <inheritdoc/>
    public void Validate(DocumentValidatorContext context, DocumentNode document)
    {
        var measuring = new Measuring(document, limits);
        if (measuring.Directives > limits.MaxDirectives)
        {
            Refuse(context, ServerCodes.DirectiveLimitExceeded, limits.MaxDirectives, $"The document has more than {limits.MaxDirectives} directives.");
        }

        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            var size = measuring.Of(operation.SelectionSet);
            if (size.Depth > limits.MaxDepth)
            {
                Refuse(
                    context, ServerCodes.DepthLimitExceeded, limits.MaxDepth,
                    $"The operation nests {size.Depth} levels deep; {limits.MaxDepth} is the most.");
            }

            if (size.Fields > limits.MaxFields)
            {
                Refuse(
                    context, ServerCodes.FieldLimitExceeded, limits.MaxFields,
                    $"The operation selects more than {limits.MaxFields} fields, each counted as often as a fragment brings it in.");
            }

            if (size.Aliases > limits.MaxAliases)
            {
                Refuse(
                    context, ServerCodes.AliasLimitExceeded, limits.MaxAliases,
                    $"The operation has more than {limits.MaxAliases} aliases, each counted as often as a fragment brings it in.");
            }
        }
    }

    private static void Refuse(DocumentValidatorContext context, string code, int limit, string message)
    {
        context.ReportError(ErrorBuilder.New().SetMessage(message).SetCode(code).SetExtension("limit", limit).Build());
        context.FatalErrorDetected = true;
    }

    private sealed class Measuring
    {
        private readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Size> _measured = new(StringComparer.Ordinal);
        private readonly HashSet<string> _open = new(StringComparer.Ordinal);
        private readonly GraphQLLimits _limits;

        public Measuring(DocumentNode document, GraphQLLimits limits)
        {
            _limits = limits;
            foreach (var definition in document.Definitions)
            {
                switch (definition)
                {
                    case FragmentDefinitionNode fragment:
                        _fragments.TryAdd(fragment.Name.Value, fragment);
                        Directives += fragment.Directives.Count + DirectivesIn(fragment.SelectionSet);
                        break;
                    case OperationDefinitionNode operation:
                        Directives += operation.Directives.Count
                            + operation.VariableDefinitions.Sum(static variable => variable.Directives.Count)
                            + DirectivesIn(operation.SelectionSet);
                        break;
                }
            }
        }

        public int Directives { get; }

        public Size Of(SelectionSetNode set)
        {
            var size = default(Size);
            foreach (var selection in set.Selections)
            {
                size = size.And(
                    selection switch
                    {
                        FieldNode field => (field.SelectionSet is null ? default : Of(field.SelectionSet)).Under(field),
                        InlineFragmentNode inline => Of(inline.SelectionSet),
                        FragmentSpreadNode spread => Of(spread.Name.Value),
                        _ => default,
                    },
                    _limits);
            }

            return size;
        }

        // A cycle is another rule's business; here it only must not turn for ever.
        private Size Of(string name)
        {
            if (_measured.TryGetValue(name, out var known))
            {
                return known;
            }

            if (!_fragments.TryGetValue(name, out var fragment) || !_open.Add(name))
            {
                return default;
            }

            var measured = Of(fragment.SelectionSet);
            _open.Remove(name);
            return _measured[name] = measured;
        }

        private static int DirectivesIn(SelectionSetNode? set) => set?.Selections.Sum(static selection =>
            selection.Directives.Count + selection switch
            {
                FieldNode field => DirectivesIn(field.SelectionSet),
                InlineFragmentNode inline => DirectivesIn(inline.SelectionSet),
                _ => 0,
            }) ?? 0;
    }

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
