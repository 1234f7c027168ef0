using OrleansCommerce.Local.GraphQLServer.Language;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class LexerTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"tab\\t quote\\\" slash\\/ back\\\\\"", "tab\t quote\" slash/ back\\")]
    [InlineData("\"\\u00e9\"", "é")]
    [InlineData("\"\\u{1F600}\"", "😀")]
    [InlineData("\"\\uD83D\\uDE00\"", "😀")]
    [InlineData("\"😀\"", "😀")]
    [InlineData("\"# no comment\"", "# no comment")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\"a \\\"\"\" b\"\"\"", "a \"\"\" b")]
    [InlineData("\"\"\"\n    one\n      two\n\n    three\n  \"\"\"", "one\n  two\n\nthree")]
    [InlineData("\"\"\"first\r\n  second\"\"\"", "first\nsecond")]
    [InlineData("\"\"\"\\u0041 \\n\"\"\"", "\\u0041 \\n")]
    public void A_string_has_its_value(string source, string expected) =>
        Assert.Equal(expected, Assert.IsType<StringValueNode>(Parser.ParseValue(source)).Value);

    [Theory]
    [InlineData("\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u{110000}\"")]
    [InlineData("\"\\u{}\"")]
    [InlineData("\"\\uD83D\"")]
    [InlineData("\"\\uDE00\\uD83D\"")]
    [InlineData("\"\"\"open")]
    [InlineData("\"\"\"open\"\"")]
    public void A_broken_string_is_refused(string source) => Assert.Throws<SyntaxException>(() => Parser.ParseValue(source));

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("42")]
    [InlineData("-9223372036854775808")]
    public void An_integer_is_read(string source) => Assert.Equal(source, Assert.IsType<IntValueNode>(Parser.ParseValue(source)).Text);

    [Theory]
    [InlineData("0.5")]
    [InlineData("1e50")]
    [InlineData("-1.25E-3")]
    [InlineData("6.0221413e+23")]
    public void A_float_is_read(string source) => Assert.Equal(source, Assert.IsType<FloatValueNode>(Parser.ParseValue(source)).Text);

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1.e3")]
    [InlineData("1a")]
    [InlineData("0x1F")]
    [InlineData("1.2.3")]
    [InlineData("+1")]
    public void A_malformed_number_is_refused(string source) => Assert.Throws<SyntaxException>(() => Parser.ParseValue(source));

    [Fact]
    public void Errors_name_line_and_column()
    {
        var fault = Assert.Throws<SyntaxException>(() => Parser.Parse("{\r\n  a\n  ? }"));
        Assert.Equal(new HotChocolate.Location(3, 3), fault.Location);
    }

    [Theory]
    [InlineData("\uFEFF{ a }")]
    [InlineData("{a,b,,c}")]
    [InlineData("{ a # comment }\n }")]
    [InlineData("#only\r{a}")]
    public void Insignificant_characters_are_ignored(string source) => Assert.Single(Parser.Parse(source).Definitions);
}
