using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class ParserTests
{
    [Theory]
    [InlineData("{ a }")]
    [InlineData("query { a }")]
    [InlineData("query Q($a: [Int!]! = [1, 2], $b: In = {x: {y: null}, z: ENUM} @d(x: true)) @e { a }")]
    [InlineData("mutation M { a: b(x: $v, y: \"\\\"\\n\", z: -1.5e3) @skip(if: false) { c } }")]
    [InlineData("subscription { on { ... on X @d { a } ...F @d ... { b } ... @d { c } } } fragment F on on { type fragment query }")]
    [InlineData("{ true false null on fragment }")]
    [InlineData("{ a(s: \"\"\"\n  block\n    deeper\n\"\"\") }")]
    [InlineData("{ a(e: [], o: {}) }")]
    [InlineData("\"described\" query Q(\"also\" $v: Int) { a(v: $v) }")]
    public void Printing_and_parsing_again_gives_the_same_document(string source)
    {
        var printed = SyntaxPrinter.Print(Parser.Parse(source));
        Assert.Equal(printed, SyntaxPrinter.Print(Parser.Parse(printed)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   # nothing")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{ a }}")]
    [InlineData("{ a() }")]
    [InlineData("{ a(x:) }")]
    [InlineData("{ a(x: 1 }")]
    [InlineData("{ a: }")]
    [InlineData("{ ...on }")]
    [InlineData("{ ... }")]
    [InlineData("query Q() { a }")]
    [InlineData("query Q($v: Int = $w) { a }")]
    [InlineData("query Q($v: [Int) { a }")]
    [InlineData("query Q($v: Int!!) { a }")]
    [InlineData("query ($v) { a }")]
    [InlineData("fragment on on X { a }")]
    [InlineData("fragment F { a }")]
    [InlineData("fragment F on X")]
    [InlineData("{ a @ }")]
    [InlineData("{ a(x: [1) }")]
    [InlineData("{ a(x: {1: 2}) }")]
    [InlineData("{ a } nonsense")]
    [InlineData("{ \u0000 }")]
    [InlineData("{ \uD800 }")]
    public void What_is_no_document_is_refused(string source) => Assert.Throws<SyntaxException>(() => Parser.Parse(source));

    [Fact]
    public void A_document_of_the_most_tokens_is_read_and_one_more_is_refused()
    {
        Assert.Single(Parser.Parse("{ a b c }", maxTokens: 5).Definitions);
        Assert.Throws<TokenLimitException>(() => Parser.Parse("{ a b c d }", maxTokens: 5));
    }

    [Theory]
    [InlineData("{a", "}")]
    [InlineData("{ a(x: ", ") }", "[", "]")]
    [InlineData("query($v: ", ") { a }", "[", "]")]
    public void Nesting_that_would_exhaust_the_stack_is_refused(string before, string after, string open = "{a", string close = "}")
    {
        const int Levels = 100_000;
        var source = before + string.Concat(Enumerable.Repeat(open, Levels)) + string.Concat(Enumerable.Repeat(close, Levels)) + after;
        Assert.Throws<SyntaxException>(() => Parser.Parse(source));
    }
}
