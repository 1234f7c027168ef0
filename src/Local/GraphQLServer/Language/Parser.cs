namespace OrleansCommerce.Local.GraphQLServer.Language;

/// <summary>Reads an executable document. GraphQL specification (September 2025), section 2 and Appendix B.3.</summary>
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
        do
        {
            definitions.Add(parser.Definition());
        }
        while (parser._token.Kind != TokenKind.EndOfFile);
        return new DocumentNode(definitions, parser._directiveCount);
    }

    /// <summary>A single value, such as a default.</summary>
    public static ValueNode ParseValue(string source)
    {
        var parser = new Parser(source, int.MaxValue);
        var value = parser.Value(constant: true);
        return parser._token.Kind == TokenKind.EndOfFile ? value : throw parser.Unexpected("the end of the value");
    }

    private DefinitionNode Definition()
    {
        if (_token.Kind == TokenKind.OpenBrace)
        {
            return new OperationNode(_token.Location, OperationType.Query, null, [], [], SelectionSet());
        }

        if (_token.Kind is TokenKind.String or TokenKind.BlockString)
        {
            Advance();
        }

        return _token switch
        {
            { Kind: TokenKind.Name, Text: "query" } => Operation(OperationType.Query),
            { Kind: TokenKind.Name, Text: "mutation" } => Operation(OperationType.Mutation),
            { Kind: TokenKind.Name, Text: "subscription" } => Operation(OperationType.Subscription),
            { Kind: TokenKind.Name, Text: "fragment" } => Fragment(),
            {
                Kind: TokenKind.Name,
                Text: "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" or "directive" or "extend"
            } => throw new SyntaxException(
                $"\"{_token.Text}\" defines a type system; only operations and fragments can be executed", _token.Location),
            _ => throw Unexpected("an operation or a fragment"),
        };
    }

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
        if (_token.Kind is TokenKind.String or TokenKind.BlockString)
        {
            Advance();
        }

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
