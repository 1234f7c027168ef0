using OrleansCommerce.Silo.Commands;

namespace OrleansCommerce.GraphQL.Tests.Schema;

/// <summary>The file of the schema is printed by the embedded server, to the letter.</summary>
public sealed class SchemaFileTests
{
    [Fact]
    public async Task The_file_in_the_repository_is_what_the_code_prints()
    {
        var printed = await SchemaCommand.PrintAsync();
        var kept = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "schema.graphql"));

        Assert.True(
            printed == kept,
            "src/GraphQL/schema.graphql is stale; refresh it with: dotnet run --project src/Silo -- schema\n" + FirstDifference(kept, printed));
    }

    private static string FirstDifference(string kept, string printed)
    {
        var (left, right) = (kept.Split('\n'), printed.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i]);
        return $"First difference in line {at + 1}:\n- {left.ElementAtOrDefault(at)}\n+ {right.ElementAtOrDefault(at)}";
    }
}
