using System.Globalization;
using System.Text;
using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Language;

/// <summary>Cuts a document into tokens. GraphQL specification, sections 2.1 and Appendix B.2.</summary>
internal struct Lexer(string source)
{
    private int _position;
    private int _line = 1;
    private int _lineStart;

    public Token Next()
    {
        SkipIgnored();
        if (_position >= source.Length)
        {
            return new Token(TokenKind.EndOfFile, Here, "");
        }

        var c = source[_position];
        var punctuator = c switch
        {
            '!' => TokenKind.Bang,
            '$' => TokenKind.Dollar,
            '&' => TokenKind.Ampersand,
            '(' => TokenKind.OpenParenthesis,
            ')' => TokenKind.CloseParenthesis,
            ':' => TokenKind.Colon,
            '=' => TokenKind.Equals,
            '@' => TokenKind.At,
            '[' => TokenKind.OpenBracket,
            ']' => TokenKind.CloseBracket,
            '{' => TokenKind.OpenBrace,
            '|' => TokenKind.Pipe,
            '}' => TokenKind.CloseBrace,
            _ => TokenKind.EndOfFile,
        };
        if (punctuator != TokenKind.EndOfFile)
        {
            return Take(punctuator, 1);
        }

        if (IsNameStart(c))
        {
            return Name();
        }

        if (c == '-' || char.IsAsciiDigit(c))
        {
            return Number();
        }

        if (c == '"')
        {
            return At(0, "\"\"\"") ? BlockString() : String();
        }

        return At(0, "...") ? Take(TokenKind.Spread, 3) : throw Unexpected();
    }

    private readonly Location Here => new(_line, _position - _lineStart + 1);

    private readonly char Peek(int ahead = 0) => _position + ahead < source.Length ? source[_position + ahead] : '\0';

    private readonly bool At(int ahead, string text) =>
        string.CompareOrdinal(source, _position + ahead, text, 0, text.Length) == 0;

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private Token Take(TokenKind kind, int length)
    {
        var token = new Token(kind, Here, source.Substring(_position, length));
        _position += length;
        return token;
    }

    private void SkipIgnored()
    {
        while (_position < source.Length)
        {
            switch (source[_position])
            {
                case '\uFEFF' or ' ' or '\t' or ',':
                    _position++;
                    break;
                case '\n' or '\r':
                    NewLine();
                    break;
                case '#':
                    while (_position < source.Length && source[_position] is not ('\n' or '\r'))
                    {
                        _position++;
                    }

                    break;
                default:
                    return;
            }
        }
    }

    private void NewLine()
    {
        _position += source[_position] == '\r' && Peek(1) == '\n' ? 2 : 1;
        _line++;
        _lineStart = _position;
    }

    private Token Name()
    {
        var length = 1;
        while (Peek(length) is var c && (IsNameStart(c) || char.IsAsciiDigit(c)))
        {
            length++;
        }

        return Take(TokenKind.Name, length);
    }

    private Token Number()
    {
        var length = Peek() == '-' ? 1 : 0;
        var kind = TokenKind.Int;
        if (Peek(length) == '0')
        {
            length++;
            if (char.IsAsciiDigit(Peek(length)))
            {
                throw Error("a number does not begin with 0", length);
            }
        }
        else
        {
            length = Digits(length);
        }

        if (Peek(length) == '.')
        {
            kind = TokenKind.Float;
            length = Digits(length + 1);
        }

        if (Peek(length) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            length++;
            length = Digits(Peek(length) is '+' or '-' ? length + 1 : length);
        }

        return Peek(length) == '.' || IsNameStart(Peek(length))
            ? throw Error($"a number is not followed by \"{Peek(length)}\"", length)
            : Take(kind, length);
    }

    private readonly int Digits(int from)
    {
        var length = from;
        while (char.IsAsciiDigit(Peek(length)))
        {
            length++;
        }

        return length == from ? throw Error("a digit is missing in a number", length) : length;
    }

    private Token String()
    {
        var start = Here;
        var value = new StringBuilder();
        _position++;
        while (true)
        {
            var c = Peek();
            if (_position >= source.Length || c is '\n' or '\r')
            {
                throw Error("a string is not closed");
            }

            if (c == '"')
            {
                _position++;
                return new Token(TokenKind.String, start, value.ToString());
            }

            if (c == '\\')
            {
                Escape(value);
            }
            else
            {
                Character(value);
            }
        }
    }

    // A source text is Unicode scalar values: half a surrogate pair is none.
    private void Character(StringBuilder value)
    {
        if (!Rune.TryGetRuneAt(source, _position, out var rune))
        {
            throw Error("an unpaired surrogate is no character");
        }

        value.Append(source, _position, rune.Utf16SequenceLength);
        _position += rune.Utf16SequenceLength;
    }

    private void Escape(StringBuilder value)
    {
        var escaped = Peek(1);
        if (escaped == 'u')
        {
            value.Append(UnicodeEscape().ToString());
            return;
        }

        value.Append(escaped switch
        {
            '"' or '\\' or '/' => escaped,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Error($"\"\\{escaped}\" is no escape sequence"),
        });
        _position += 2;
    }

    private Rune UnicodeEscape()
    {
        if (Peek(2) == '{')
        {
            var close = source.IndexOf('}', _position);
            var length = close - _position - 3;
            if (close < 0 || length is < 1 or > 8 || !Hex(3, length, out var scalar) || !Rune.IsValid(scalar))
            {
                throw Error("not a Unicode escape sequence");
            }

            _position = close + 1;
            return new Rune(scalar);
        }

        if (!Hex(2, 4, out var unit))
        {
            throw Error("not a Unicode escape sequence");
        }

        if (Rune.TryCreate((char)unit, out var rune))
        {
            _position += 6;
            return rune;
        }

        if (At(6, "\\u") && Hex(8, 4, out var low) && Rune.TryCreate((char)unit, (char)low, out rune))
        {
            _position += 12;
            return rune;
        }

        throw Error("an unpaired surrogate is no character");
    }

    private readonly bool Hex(int ahead, int length, out int value)
    {
        value = 0;
        return _position + ahead + length <= source.Length
            && int.TryParse(source.AsSpan(_position + ahead, length), NumberStyles.AllowHexSpecifier, null, out value);
    }

    private Token BlockString()
    {
        var start = Here;
        var raw = new StringBuilder();
        _position += 3;
        while (!At(0, "\"\"\""))
        {
            if (_position >= source.Length)
            {
                throw Error("a block string is not closed");
            }

            if (At(0, "\\\"\"\""))
            {
                raw.Append("\"\"\"");
                _position += 4;
            }
            else if (source[_position] is '\n' or '\r')
            {
                NewLine();
                raw.Append('\n');
            }
            else
            {
                Character(raw);
            }
        }

        _position += 3;
        return new Token(TokenKind.BlockString, start, BlockStrings.Dedent(raw.ToString()));
    }

    private readonly SyntaxException Unexpected() => Error(
        Rune.TryGetRuneAt(source, _position, out var rune) && !Rune.IsControl(rune)
            ? $"unexpected character \"{rune}\""
            : $"unexpected character U+{(int)source[_position]:X4}");

    private readonly SyntaxException Error(string message, int ahead = 0)
    {
        var here = Here;
        return new SyntaxException(message, here with { Column = here.Column + ahead });
    }
}
