namespace OrleansCommerce.Local.GraphQLServer.Language;

/// <summary>Reads documents: executable ones, and those that define a type system. GraphQL specification (September 2025), section 2 and Appendix B.3.</summary>
internal sealed partial class Parser
{
    // Selection sets, lists and input objects nest at most this deep: the parser recurses, and the stack is finite.
    private const int MaxNesting = 128;

    private readonly int _maxTokens;
    private Lexer _lexer;
    private Token _token;
    private int _tokenCount;
    private int _nesting;
    private int _directiveCount;

    private Parser(string source, int maxTokens)
    {
        _lexer = new Lexer(source);
        _maxTokens = maxTokens;
        _token = _lexer.Next();
    }

    /// <summary>The document of a source text.</summary>
    /// <exception cref="SyntaxException">It is none, or has more than <paramref name="maxTokens"/> tokens.</exception>
    public static DocumentNode Parse(string source, int maxTokens = int.MaxValue)
    {
        var parser = new Parser(source, maxTokens);
        var definitions = new List<DefinitionNode>();
        var typeSystem = new List<TypeSystemNode>();
        do
        {
            parser.Definition(definitions, typeSystem);
        }
        while (parser._token.Kind != TokenKind.EndOfFile);
        return new DocumentNode(definitions, typeSystem, parser._directiveCount);
    }

    /// <summary>A single value, such as a default.</summary>
    public static ValueNode ParseValue(string source)
    {
        var parser = new Parser(source, int.MaxValue);
        var value = parser.Value(constant: true);
        return parser._token.Kind == TokenKind.EndOfFile ? value : throw parser.Unexpected("the end of the value");
    }

    private void Definition(List<DefinitionNode> definitions, List<TypeSystemNode> typeSystem)
    {
        if (_token.Kind == TokenKind.OpenBrace)
        {
            definitions.Add(new OperationNode(_token.Location, OperationType.Query, null, [], [], SelectionSet()));
            return;
        }

        var description = Description();
        var keyword = _token.Kind == TokenKind.Name ? _token.Text : "";
        if (OperationTypeOf(keyword) is { } type)
        {
            definitions.Add(Operation(type));
        }
        else if (keyword == "fragment")
        {
            definitions.Add(Fragment());
        }
        else
        {
            typeSystem.Add(TypeSystemDefinition(description));
        }
    }

    private static OperationType? OperationTypeOf(string keyword) => keyword switch
    {
        "query" => OperationType.Query,
        "mutation" => OperationType.Mutation,
        "subscription" => OperationType.Subscription,
        _ => null,
    };

    private OperationNode Operation(OperationType type)
    {
        var start = Advance();
        var name = _token.Kind == TokenKind.Name ? Advance().Text : null;
        var variables = Optional(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, VariableDefinition);
        return new OperationNode(start.Location, type, name, variables, Directives(constant: false), SelectionSet());
    }

    private FragmentNode Fragment()
    {
        var start = Advance();
        if (_token is { Kind: TokenKind.Name, Text: "on" })
        {
            throw Unexpected("the fragment's name");
        }

        var name = Name();
        ExpectKeyword("on");
        return new FragmentNode(start.Location, name, NamedType(), Directives(constant: false), SelectionSet());
    }

    private VariableDefinitionNode VariableDefinition()
    {
        Description();
        var start = Expect(TokenKind.Dollar);
        var name = Name();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = Skip(TokenKind.Equals) ? Value(constant: true) : null;
        return new VariableDefinitionNode(start.Location, name, type, defaultValue, Directives(constant: true));
    }

    private SelectionSetNode SelectionSet()
    {
        var start = _token.Location;
        Descend();
        var selections = Many(TokenKind.OpenBrace, TokenKind.CloseBrace, Selection);
        _nesting--;
        return new SelectionSetNode(start, selections);
    }

    private SelectionNode Selection() => _token.Kind == TokenKind.Spread ? FragmentSelection() : Field();

    private FieldNode Field()
    {
        var start = _token.Location;
        var name = Name();
        string? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = Name();
        }

        var arguments = Optional(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, () => Argument(constant: false));
        var directives = Directives(constant: false);
        var selectionSet = _token.Kind == TokenKind.OpenBrace ? SelectionSet() : null;
        return new FieldNode(start, alias, name, arguments, directives, selectionSet);
    }

    private SelectionNode FragmentSelection()
    {
        var start = Advance().Location;
        if (_token.Kind == TokenKind.Name && _token.Text != "on")
        {
            return new FragmentSpreadNode(start, Name(), Directives(constant: false));
        }

        NamedTypeNode? condition = null;
        if (_token.Kind == TokenKind.Name)
        {
            Advance();
            condition = NamedType();
        }

        return new InlineFragmentNode(start, condition, Directives(constant: false), SelectionSet());
    }

    private List<DirectiveNode> Directives(bool constant)
    {
        List<DirectiveNode>? directives = null;
        while (_token.Kind == TokenKind.At)
        {
            var start = Advance().Location;
            var name = Name();
            var arguments = Optional(TokenKind.OpenParenthesis, TokenKind.CloseParenthesis, () => Argument(constant));
            (directives ??= []).Add(new DirectiveNode(start, name, arguments));
            _directiveCount++;
        }

        return directives ?? [];
    }

    private ArgumentNode Argument(bool constant)
    {
        var start = _token.Location;
        var name = Name();
        Expect(TokenKind.Colon);
        return new ArgumentNode(start, name, Value(constant));
    }
}
