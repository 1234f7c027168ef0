using OrleansCommerce.Browser.Tests.Hosting;

namespace OrleansCommerce.Browser.Tests.Language;

/// <summary>The one form that "Prettify" gives.</summary>
[Collection(InOneShop.Name)]
public sealed class FormatTests(Scripts scripts) : IClassFixture<Scripts>
{
    private const string Pretty =
        """
        # Everything that documents have
        query Everything($ids: [ID!]! = ["a", "b"], $all: Boolean @note) @on(a: { b: 1 }) {
          alias: field(id: $ids, kind: { deep: [1, 2] }) @include(if: $all) {
            ...Part
            ... on Thing @skip(if: false) {
              name
            }
            ... @include(if: true) {
              on
            }
            # kept
          }
          long(
            first: "a text that takes its room in the line"
            second: "and another one, so that the two need lines of their own"
          )
        }

        fragment Part on Thing {
          id
        }

        """;

    [Fact]
    public async Task A_document_in_one_line_gets_the_form()
    {
        var line = string.Join(' ', Pretty.Split('\n').Select(row => row.Trim())).Replace("# Everything that documents have ", string.Empty, StringComparison.Ordinal)
            .Replace("# kept ", string.Empty, StringComparison.Ordinal);
        var expected = string.Join('\n', Pretty.Split('\n').Where(row => !row.TrimStart().StartsWith('#')));

        Assert.Equal(expected, await FormatAsync(line));
    }

    [Fact]
    public async Task A_document_in_the_form_stays_as_it_is() => Assert.Equal(Pretty, await FormatAsync(Pretty));

    [Theory]
    [InlineData("{ a", "{\n  a\n")]
    [InlineData("{ a(b: \"x }", "{\n  a(b: \"x }\n")]
    [InlineData("query ( { } )", "query({})\n")]
    public async Task No_word_of_a_broken_document_is_lost(string document, string expected) => Assert.Equal(expected, await FormatAsync(document));

    private Task<string> FormatAsync(string document) => scripts.RunAsync<string>("return format(input);", document);
}
