using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Language;

internal sealed class SelectionSetNode(Location location, IReadOnlyList<SelectionNode> selections) : SyntaxNode(location)
{
    public IReadOnlyList<SelectionNode> Selections => selections;
}

internal abstract class SelectionNode(Location location, IReadOnlyList<DirectiveNode> directives) : SyntaxNode(location)
{
    public IReadOnlyList<DirectiveNode> Directives => directives;
}

internal sealed class FieldNode(
    Location location,
    string? alias,
    string name,
    IReadOnlyList<ArgumentNode> arguments,
    IReadOnlyList<DirectiveNode> directives,
    SelectionSetNode? selectionSet) : SelectionNode(location, directives)
{
    public string? Alias => alias;

    public string Name => name;

    public string ResponseName => alias ?? name;

    public IReadOnlyList<ArgumentNode> Arguments => arguments;

    public SelectionSetNode? SelectionSet => selectionSet;
}

internal sealed class FragmentSpreadNode(Location location, string name, IReadOnlyList<DirectiveNode> directives)
    : SelectionNode(location, directives)
{
    public string Name => name;
}

internal sealed class InlineFragmentNode(
    Location location,
    NamedTypeNode? typeCondition,
    IReadOnlyList<DirectiveNode> directives,
    SelectionSetNode selectionSet) : SelectionNode(location, directives)
{
    public NamedTypeNode? TypeCondition => typeCondition;

    public SelectionSetNode SelectionSet => selectionSet;
}
