using System.Collections.Frozen;

namespace OrleansCommerce.Local.GraphQLServer.Language;

internal sealed partial class Parser
{
    private static readonly FrozenSet<string> DirectiveLocations = FrozenSet.Create(
        StringComparer.Ordinal,
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE",
        "INPUT_OBJECT", "INPUT_FIELD_DEFINITION");

    private TypeSystemNode TypeSystemDefinition(string? description)
    {
        var isExtension = description is null && SkipKeyword("extend");
        var tokens = _tokenCount;
        var start = _token;
        if (start.Kind != TokenKind.Name)
        {
            throw Unexpected("a definition");
        }

        TypeSystemNode definition = start.Text switch
        {
            "schema" => SchemaDefinition(description, isExtension),
            "scalar" => TypeDefinition(description, isExtension, TypeDefinitionKind.Scalar),
            "type" => TypeDefinition(description, isExtension, TypeDefinitionKind.Object),
            "interface" => TypeDefinition(description, isExtension, TypeDefinitionKind.Interface),
            "union" => TypeDefinition(description, isExtension, TypeDefinitionKind.Union),
            "enum" => TypeDefinition(description, isExtension, TypeDefinitionKind.Enum),
            "input" => TypeDefinition(description, isExtension, TypeDefinitionKind.Input),
            "directive" when !isExtension => DirectiveDefinition(description),
            _ => throw Unexpected("a definition"),
        };

        // The keyword and the name alone extend nothing.
        return isExtension && _tokenCount - tokens <= (definition is SchemaDefinitionNode ? 1 : 2)
            ? throw Unexpected("what the extension adds")
            : definition;
    }

    private SchemaDefinitionNode SchemaDefinition(string? description, bool isExtension)
    {
        var start = Advance().Location;
        var directives = Directives(constant: true);
        var roots = isExtension
            ? Optional(TokenKind.OpenBrace, TokenKind.CloseBrace, RootType)
            : Many(TokenKind.OpenBrace, TokenKind.CloseBrace, RootType);
        return new SchemaDefinitionNode(start, description, isExtension, directives, roots);
    }

    private RootTypeNode RootType()
    {
        var start = _token.Location;
        var operation = _token is { Kind: TokenKind.Name } ? OperationTypeOf(_token.Text) : null;
        if (operation is null)
        {
            throw Unexpected("\"query\", \"mutation\" or \"subscription\"");
        }

        Advance();
        Expect(TokenKind.Colon);
        return new RootTypeNode(start, operation.Value, NamedType());
    }

    private TypeDefinitionNode TypeDefinition(string? description, bool isExtension, TypeDefinitionKind kind)
    {
        var start = Advance().Location;
        var name = Name();
        var hasFields = kind is TypeDefinitionKind.Object or TypeDefinitionKind.Interface;
        var interfaces = hasFields ? Interfaces() : [];
        var directives = Directives(constant: true);
        return new TypeDefinitionNode(start, description, isExtension, kind, name)
        {
            Interfaces = interfaces,
            Directives = directives,
            Fields = hasFields ? Optional(TokenKind.OpenBrace, TokenKind.CloseBrace, FieldDefinition) : [],
            Members = kind == TypeDefinitionKind.Union && Skip(TokenKind.Equals) ? Delimited(TokenKind.Pipe, NamedType) : [],
            Values = kind == TypeDefinitionKind.Enum ? Optional(TokenKind.OpenBrace, TokenKind.CloseBrace, EnumValueDefinition) : [],
            InputFields = kind == TypeDefinitionKind.Input
                ? Optional(TokenKind.OpenBrace, TokenKind.CloseBrace, InputValueDefinition)
                : [],
        };
    }

    private List<NamedTypeNode> Interfaces() => SkipKeyword("implements") ? Delimited(TokenKind.Ampersand, NamedType) : [];

    private FieldDefinitionNode FieldDefinition()
    {
        var description = Description();
        var start = _token.Location;
        var name = Name();
        var arguments = Optional(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, InputValueDefinition);
        Expect(TokenKind.Colon);
        return new FieldDefinitionNode(start, description, name, arguments, Type(), Directives(constant: true));
    }

    private InputValueDefinitionNode InputValueDefinition()
    {
        var description = Description();
        var start = _token.Location;
        var name = Name();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = Skip(TokenKind.Equals) ? Value(constant: true) : null;
        return new InputValueDefinitionNode(start, description, name, type, defaultValue, Directives(constant: true));
    }

    private EnumValueDefinitionNode EnumValueDefinition()
    {
        var description = Description();
        var start = _token.Location;
        return _token is { Kind: TokenKind.Name, Text: "true" or "false" or "null" }
            ? throw Unexpected("the name of an enum value")
            : new EnumValueDefinitionNode(start, description, Name(), Directives(constant: true));
    }

    private DirectiveDefinitionNode DirectiveDefinition(string? description)
    {
        var start = Advance().Location;
        Expect(TokenKind.At);
        var name = Name();
        var arguments = Optional(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, InputValueDefinition);
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        return new DirectiveDefinitionNode(start, description, name, arguments, isRepeatable, Delimited(TokenKind.Pipe, DirectiveLocation));
    }

    private string DirectiveLocation() => _token.Kind == TokenKind.Name && DirectiveLocations.Contains(_token.Text)
        ? Name()
        : throw Unexpected("a directive location");

    private string? Description() => _token.Kind is TokenKind.String or TokenKind.BlockString ? Advance().Text : null;

    private bool SkipKeyword(string keyword)
    {
        if (_token.Kind != TokenKind.Name || _token.Text != keyword)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>One or more items with a delimiter between them, and perhaps before the first.</summary>
    private List<T> Delimited<T>(TokenKind delimiter, Func<T> item)
    {
        Skip(delimiter);
        var items = new List<T>();
        do
        {
            items.Add(item());
        }
        while (Skip(delimiter));
        return items;
    }
}
