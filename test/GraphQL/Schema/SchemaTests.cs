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

    [Fact]
    public async Task Every_type_field_and_argument_is_described()
    {
        var lines = (await SchemaCommand.PrintAsync()).Split('\n');
        var bare = new List<string>();
        var quoted = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            var quotes = line.Split("\"\"\"").Length - 1;
            if (quoted || quotes > 0 || line.StartsWith('"'))
            {
                quoted ^= quotes % 2 == 1;
                continue;
            }

            var described = i > 0 && lines[i - 1].TrimEnd().EndsWith('"');
            if (line.Length > 1 && char.IsLetter(line[0]) && !described && !line.StartsWith("schema", StringComparison.Ordinal) && !IsRootField(line))
            {
                bare.Add(line);
            }
        }

        Assert.Empty(bare);

        // The three roots and the schema's own entries explain themselves.
        static bool IsRootField(string line) =>
            line is "query: Query" or "mutation: Mutation" or "subscription: Subscription"
                or "type Query {" or "type Mutation {" or "type Subscription {";
    }

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file));

    private static string FirstDifference(string kept, string printed)
    {
        var (left, right) = (kept.Split('\n'), printed.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i]);
        return $"First difference in line {at + 1}:\n- {left.ElementAtOrDefault(at)}\n+ {right.ElementAtOrDefault(at)}";
    }
}
