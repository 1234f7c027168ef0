using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Language;

internal enum TokenKind
{
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    OpenParenthesis,
    CloseParenthesis,
    Spread,
    Colon,
    Equals,
    At,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    Pipe,
    CloseBrace,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>A lexical token; <see cref="Text"/> is the name, the number as written, or the string's value.</summary>
internal readonly record struct Token(TokenKind Kind, Location Location, string Text)
{
    public string Description => Kind switch
    {
        TokenKind.EndOfFile => "the end of the document",
        TokenKind.Name => $"the name \"{Text}\"",
        TokenKind.Int or TokenKind.Float => $"the number {Text}",
        TokenKind.String or TokenKind.BlockString => "a string",
        _ => $"\"{Text}\"",
    };
}
