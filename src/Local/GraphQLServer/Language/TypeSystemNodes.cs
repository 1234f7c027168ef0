using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Language;

internal enum TypeDefinitionKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    Input,
}

/// <summary>A definition or extension of a type system. A document that has one can build a schema, and cannot be executed.</summary>
internal abstract class TypeSystemNode(Location location, string? description, bool isExtension) : SyntaxNode(location)
{
    public string? Description => description;

    public bool IsExtension => isExtension;
}

internal sealed class SchemaDefinitionNode(
    Location location,
    string? description,
    bool isExtension,
    IReadOnlyList<DirectiveNode> directives,
    IReadOnlyList<RootTypeNode> roots) : TypeSystemNode(location, description, isExtension)
{
    public IReadOnlyList<DirectiveNode> Directives => directives;

    public IReadOnlyList<RootTypeNode> Roots => roots;
}

internal sealed class RootTypeNode(Location location, OperationType operation, NamedTypeNode type) : SyntaxNode(location)
{
    public OperationType Operation => operation;

    public NamedTypeNode Type => type;
}

/// <summary>The definition of a named type; the lists that its kind does not have are empty.</summary>
internal sealed class TypeDefinitionNode(
    Location location,
    string? description,
    bool isExtension,
    TypeDefinitionKind kind,
    string name) : TypeSystemNode(location, description, isExtension)
{
    public TypeDefinitionKind Kind => kind;

    public string Name => name;

    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];

    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];

    public IReadOnlyList<InputValueDefinitionNode> InputFields { get; init; } = [];

    public IReadOnlyList<NamedTypeNode> Members { get; init; } = [];

    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

internal sealed class FieldDefinitionNode(
    Location location,
    string? description,
    string name,
    IReadOnlyList<InputValueDefinitionNode> arguments,
    TypeNode type,
    IReadOnlyList<DirectiveNode> directives) : SyntaxNode(location)
{
    public string? Description => description;

    public string Name => name;

    public IReadOnlyList<InputValueDefinitionNode> Arguments => arguments;

    public TypeNode Type => type;

    public IReadOnlyList<DirectiveNode> Directives => directives;
}

internal sealed class InputValueDefinitionNode(
    Location location,
    string? description,
    string name,
    TypeNode type,
    ValueNode? defaultValue,
    IReadOnlyList<DirectiveNode> directives) : SyntaxNode(location)
{
    public string? Description => description;

    public string Name => name;

    public TypeNode Type => type;

    public ValueNode? DefaultValue => defaultValue;

    public IReadOnlyList<DirectiveNode> Directives => directives;
}

internal sealed class EnumValueDefinitionNode(
    Location location,
    string? description,
    string name,
    IReadOnlyList<DirectiveNode> directives) : SyntaxNode(location)
{
    public string? Description => description;

    public string Name => name;

    public IReadOnlyList<DirectiveNode> Directives => directives;
}

internal sealed class DirectiveDefinitionNode(
    Location location,
    string? description,
    string name,
    IReadOnlyList<InputValueDefinitionNode> arguments,
    bool isRepeatable,
    IReadOnlyList<string> locations) : TypeSystemNode(location, description, isExtension: false)
{
    public string Name => name;

    public IReadOnlyList<InputValueDefinitionNode> Arguments => arguments;

    public bool IsRepeatable => isRepeatable;

    public IReadOnlyList<string> Locations => locations;
}
