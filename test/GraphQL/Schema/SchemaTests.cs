using OrleansCommerce.Silo.Commands;

namespace OrleansCommerce.GraphQL.Tests.Schema;

/// <summary>The schema that clients see, against the file in the repository and against the contract.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task The_file_in_the_repository_is_what_the_code_prints_to_the_letter_when_both_are_sorted()
    {
        var kept = SdlDocument.Parse(await ReadAsync("schema.graphql"));
        var printed = SdlDocument.Parse(await SchemaCommand.PrintAsync());

        Assert.Equal([], kept.Facts.Except(printed.Facts, StringComparer.Ordinal));
        Assert.Equal([], printed.Facts.Except(kept.Facts, StringComparer.Ordinal));
        Assert.Equal([], kept.Details.Except(printed.Details, StringComparer.Ordinal));
        Assert.Equal([], printed.Details.Except(kept.Details, StringComparer.Ordinal));
        Assert.Equal(kept.Sorted, printed.Sorted);
    }

    [Fact]
    public async Task The_schema_contains_the_contract()
    {
        var contract = SdlDocument.Parse(await ReadAsync("contract.graphql"));
        var schema = SdlDocument.Parse(await SchemaCommand.PrintAsync());

        Assert.Empty(contract.Facts.Except(schema.Facts, StringComparer.Ordinal));
    }

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file));
}
