using OrleansCommerce.GraphQLOracle.Generation;

namespace OrleansCommerce.GraphQLOracle;

public sealed class OracleTests(Oracle oracle) : IClassFixture<Oracle>
{
    /// <summary>The rules of the edition, by their names in the reference implementation.</summary>
    private static readonly string[] Rules =
    [
        "ExecutableDefinitions", "FieldsOnCorrectType", "FragmentsOnCompositeTypes", "KnownArgumentNames", "KnownDirectives", "KnownFragmentNames",
        "KnownOperationTypes", "KnownTypeNames", "LoneAnonymousOperation", "NoFragmentCycles", "NoUndefinedVariables", "NoUnusedFragments",
        "NoUnusedVariables", "OverlappingFieldsCanBeMerged", "PossibleFragmentSpreads", "ProvidedRequiredArguments", "ScalarLeafs",
        "SingleFieldSubscriptions", "UniqueArgumentNames", "UniqueDirectivesPerLocation", "UniqueFragmentNames", "UniqueInputFieldNames",
        "UniqueOperationNames", "UniqueVariableNames", "ValuesOfCorrectType", "VariablesAreInputTypes", "VariablesInAllowedPosition",
    ];

    public static TheoryData<string> Written => [.. Suites.Written.Keys];

    public static TheoryData<int> OddSeeds => [.. Enumerable.Range(1, 300)];

    public static TheoryData<int> ShopSeeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Written))]
    public async Task The_embedded_server_answers_a_written_document_as_the_reference_does(string name) =>
        Agree(await oracle.DifferenceAsync(Suites.Written[name]));

    [Fact]
    public async Task Every_rule_is_broken_by_a_written_document()
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var written in Suites.Written.Values)
        {
            broken.UnionWith((await oracle.Embedded.AskAsync(written)).Rules);
        }

        Assert.Equal(Rules, broken.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OddSeeds))]
    public Task The_embedded_server_answers_a_generated_document_on_odd_corners_as_the_reference_does(int seed) =>
        GeneratedAsync(Suites.OddSdl, seed);

    [Theory]
    [MemberData(nameof(ShopSeeds))]
    public Task The_embedded_server_answers_a_generated_document_on_the_shop_as_the_reference_does(int seed) =>
        GeneratedAsync(Suites.ShopSdl, seed);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Generated_documents_come_to_every_stage(bool isShop)
    {
        var sdl = isShop ? Suites.ShopSdl : Suites.OddSdl;
        var schema = oracle.Embedded.Executor(sdl).Schema;
        var stages = new List<Stage>();
        foreach (var seed in Enumerable.Range(1, 200))
        {
            var (document, variables) = DocumentGenerator.Generate(schema, seed);
            stages.Add((await oracle.Embedded.AskAsync(new Case(sdl, document, variables), new GeneratedData(schema, seed))).Stage);
        }

        var counts = stages.CountBy(stage => stage).ToDictionary();
        Assert.True(counts.GetValueOrDefault(Stage.Executed) >= 50, string.Join(", ", counts));
        Assert.True(counts.GetValueOrDefault(Stage.Validation) >= 20, string.Join(", ", counts));
        Assert.True(counts.GetValueOrDefault(Stage.Syntax) >= 5, string.Join(", ", counts));
        Assert.True(counts.GetValueOrDefault(Stage.Request) >= 1, string.Join(", ", counts));
    }

    private async Task GeneratedAsync(string sdl, int seed)
    {
        var schema = oracle.Embedded.Executor(sdl).Schema;
        var (document, variables) = DocumentGenerator.Generate(schema, seed);
        Agree(await oracle.DifferenceAsync(new Case(sdl, document, variables), new GeneratedData(schema, seed)));
    }

    private static void Agree(string? difference) => Assert.True(difference is null, difference);
}
