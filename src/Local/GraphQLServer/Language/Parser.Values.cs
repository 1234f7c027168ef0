namespace OrleansCommerce.Local.GraphQLServer.Language;

internal sealed partial class Parser
{
    private ValueNode Value(bool constant)
    {
        var start = _token.Location;
        switch (_token.Kind)
        {
            case TokenKind.Int:
                return new IntValueNode(start, Advance().Text);
            case TokenKind.Float:
                return new FloatValueNode(start, Advance().Text);
            case TokenKind.String:
                return new StringValueNode(start, Advance().Text);
            case TokenKind.BlockString:
                return new StringValueNode(start, Advance().Text, block: true);
            case TokenKind.Name:
                return Advance().Text switch
                {
                    "true" => new BooleanValueNode(start, true),
                    "false" => new BooleanValueNode(start, false),
                    "null" => new NullValueNode(start),
                    var name => new EnumValueNode(start, name),
                };
            case TokenKind.Dollar when !constant:
                Advance();
                return new VariableNode(start, Name());
            case TokenKind.OpenBracket:
                return new ListValueNode(start, Nested(TokenKind.OpenBracket, TokenKind.CloseBracket, () => Value(constant)));
            case TokenKind.OpenBrace:
                return new ObjectValueNode(start, Nested(TokenKind.OpenBrace, TokenKind.CloseBrace, () => Argument(constant)));
            default:
                throw Unexpected(constant ? "a constant value" : "a value");
        }
    }

    private TypeNode Type()
    {
        var start = _token.Location;
        TypeNode type;
        if (Skip(TokenKind.OpenBracket))
        {
            Descend();
            type = new ListTypeNode(start, Type());
            Expect(TokenKind.CloseBracket);
            _nesting--;
        }
        else
        {
            type = NamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(start, type) : type;
    }

    private NamedTypeNode NamedType() => new(_token.Location, Name());

    private string Name() => Expect(TokenKind.Name).Text;

    private Token Advance()
    {
        var taken = _token;
        if (++_tokenCount > _maxTokens)
        {
            throw new TokenLimitException(_maxTokens, taken.Location);
        }

        _token = _lexer.Next();
        return taken;
    }

    private Token Expect(TokenKind kind) => _token.Kind == kind ? Advance() : throw Unexpected(Describe(kind));

    private void ExpectKeyword(string keyword)
    {
        if (_token.Kind != TokenKind.Name || _token.Text != keyword)
        {
            throw Unexpected($"\"{keyword}\"");
        }

        Advance();
    }

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>One or more items between brackets.</summary>
    private List<T> Many<T>(TokenKind open, TokenKind close, Func<T> item)
    {
        Expect(open);
        var items = new List<T>();
        do
        {
            items.Add(item());
        }
        while (!Skip(close));
        return items;
    }

    private List<T> Optional<T>(TokenKind open, TokenKind close, Func<T> item) =>
        _token.Kind == open ? Many(open, close, item) : [];

    /// <summary>Any number of items between brackets, none included.</summary>
    private List<T> Nested<T>(TokenKind open, TokenKind close, Func<T> item)
    {
        Expect(open);
        Descend();
        var items = new List<T>();
        while (!Skip(close))
        {
            items.Add(item());
        }

        _nesting--;
        return items;
    }

    private void Descend()
    {
        if (++_nesting > MaxNesting)
        {
            throw new SyntaxException($"the document nests deeper than {MaxNesting} levels", _token.Location);
        }
    }

    private SyntaxException Unexpected(string wanted) =>
        new($"found {_token.Description} in the place of {wanted}", _token.Location);

    private static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.Name => "a name",
        TokenKind.OpenBrace => "\"{\"",
        TokenKind.CloseBrace => "\"}\"",
        TokenKind.OpenParenthesis => "\"(\"",
        TokenKind.CloseParenthesis => "\")\"",
        TokenKind.CloseBracket => "\"]\"",
        TokenKind.Colon => "\":\"",
        TokenKind.Dollar => "\"$\"",
        _ => kind.ToString(),
    };
}
