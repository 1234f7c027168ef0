using OrleansCommerce.Silo.Commands;

namespace OrleansCommerce.GraphQL.Tests.Schema;

/// <summary>The schema that clients see, against the file in the repository and against the contract.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task The_file_in_the_repository_is_what_the_code_prints()
    {
        var printed = await SchemaCommand.PrintAsync();
        var kept = await ReadAsync("schema.graphql");

        Assert.True(
            printed == kept,
            "src/GraphQL/schema.graphql is stale; refresh it with: dotnet run --project src/Silo -- schema\n" + FirstDifference(kept, printed));
    }

    [Fact]
    public async Task The_schema_contains_the_contract()
    {
        var contract = SdlDocument.Parse(await ReadAsync("contract.graphql"));
        var schema = SdlDocument.Parse(await SchemaCommand.PrintAsync());

        Assert.Empty(contract.Facts.Except(schema.Facts, StringComparer.Ordinal));
    }

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file));

    private static string FirstDifference(string kept, string printed)
    {
        var (left, right) = (kept.Split('\n'), printed.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i]);
        return $"First difference in line {at + 1}:\n- {left.ElementAtOrDefault(at)}\n+ {right.ElementAtOrDefault(at)}";
    }
}
