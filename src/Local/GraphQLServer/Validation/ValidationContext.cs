using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Validation;

/// <summary>A document under validation, and what was found.</summary>
internal sealed class ValidationContext
{
    private readonly List<IError> _errors = [];
    private readonly int _maxErrors;
    private readonly Dictionary<DefinitionNode, DefinitionUses> _uses = [];

    public ValidationContext(Schema schema, DocumentNode document, int maxErrors)
    {
        foreach (var directive in document.TypeSystem.OfType<DirectiveDefinitionNode>())
        {
            Directives[directive.Name] = directive;
        }

        Schema = schema;
        Document = document;
        _maxErrors = maxErrors;
        foreach (var definition in document.Definitions)
        {
            _uses[definition] = new DefinitionUses();
            if (definition is FragmentNode fragment)
            {
                Fragments.TryAdd(fragment.Name, fragment);
            }
        }
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public Dictionary<string, FragmentNode> Fragments { get; } = new(StringComparer.Ordinal);

    /// <summary>The directives that the document itself defines.</summary>
    public Dictionary<string, DirectiveDefinitionNode> Directives { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<IError> Errors => _errors;

    public DefinitionUses UsesIn(DefinitionNode definition) => _uses[definition];

    /// <summary>The operation and every fragment that it reaches.</summary>
    public IReadOnlyCollection<DefinitionNode> Reached(OperationNode operation)
    {
        var reached = new HashSet<DefinitionNode> { operation };
        var open = new Queue<DefinitionNode>(reached);
        while (open.TryDequeue(out var definition))
        {
            foreach (var spread in _uses[definition].Spreads)
            {
                if (Fragments.TryGetValue(spread.Name, out var fragment) && reached.Add(fragment))
                {
                    open.Enqueue(fragment);
                }
            }
        }

        return reached;
    }

    public void Report(string rule, string message, IEnumerable<SyntaxNode> nodes) =>
        Report(Execution.Errors.Invalid(rule, message, nodes));

    public void Report(IError error)
    {
        if (_errors.Count < _maxErrors)
        {
            _errors.Add(error);
        }
    }
}

/// <summary>What a definition uses; gathered by the walker for the rules that look across definitions.</summary>
internal sealed class DefinitionUses
{
    public List<FragmentSpreadNode> Spreads { get; } = [];

    public List<VariableUse> Variables { get; } = [];
}

/// <summary>A variable in the place of a value.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">The type of the place; null where it is not known.</param>
/// <param name="HasDefault">Whether the place has a default that is not null.</param>
/// <param name="OneOf">The OneOf type that the place is a field of.</param>
internal sealed record VariableUse(VariableNode Node, GraphType? Type, bool HasDefault, InputObjectType? OneOf);
