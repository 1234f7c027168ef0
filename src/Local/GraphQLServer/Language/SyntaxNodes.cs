using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Language;

internal enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>A part of a document, with the place of its first token.</summary>
internal abstract class SyntaxNode(Location location)
{
    public Location Location => location;
}

internal sealed class DocumentNode(
    IReadOnlyList<DefinitionNode> definitions,
    IReadOnlyList<TypeSystemNode> typeSystem,
    int directiveCount) : SyntaxNode(new Location(1, 1))
{
    /// <summary>The operations and fragments.</summary>
    public IReadOnlyList<DefinitionNode> Definitions => definitions;

    /// <summary>The definitions and extensions of types, directives and the schema.</summary>
    public IReadOnlyList<TypeSystemNode> TypeSystem => typeSystem;

    public int DirectiveCount => directiveCount;
}

/// <summary>An operation or a fragment.</summary>
internal abstract class DefinitionNode(Location location, IReadOnlyList<DirectiveNode> directives, SelectionSetNode selectionSet)
    : SyntaxNode(location)
{
    public IReadOnlyList<DirectiveNode> Directives => directives;

    public SelectionSetNode SelectionSet => selectionSet;
}

internal sealed class OperationNode(
    Location location,
    OperationType type,
    string? name,
    IReadOnlyList<VariableDefinitionNode> variables,
    IReadOnlyList<DirectiveNode> directives,
    SelectionSetNode selectionSet) : DefinitionNode(location, directives, selectionSet)
{
    public OperationType Type => type;

    public string? Name => name;

    public IReadOnlyList<VariableDefinitionNode> Variables => variables;
}

internal sealed class FragmentNode(
    Location location,
    string name,
    NamedTypeNode typeCondition,
    IReadOnlyList<DirectiveNode> directives,
    SelectionSetNode selectionSet) : DefinitionNode(location, directives, selectionSet)
{
    public string Name => name;

    public NamedTypeNode TypeCondition => typeCondition;
}

internal sealed class VariableDefinitionNode(
    Location location,
    string name,
    TypeNode type,
    ValueNode? defaultValue,
    IReadOnlyList<DirectiveNode> directives) : SyntaxNode(location)
{
    public string Name => name;

    public TypeNode Type => type;

    public ValueNode? DefaultValue => defaultValue;

    public IReadOnlyList<DirectiveNode> Directives => directives;
}

internal sealed class DirectiveNode(Location location, string name, IReadOnlyList<ArgumentNode> arguments) : SyntaxNode(location)
{
    public string Name => name;

    public IReadOnlyList<ArgumentNode> Arguments => arguments;
}

internal sealed class ArgumentNode(Location location, string name, ValueNode value) : SyntaxNode(location)
{
    public string Name => name;

    public ValueNode Value => value;
}
