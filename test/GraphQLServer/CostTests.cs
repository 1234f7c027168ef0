using System.Text.Json;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Building;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>Each object of the answer costs 1, each field of a root 1, a mutation 10 more.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData("{ name }", 1)]
    [InlineData("{ box { name } }", 1 + 1)]
    [InlineData("{ box { name } box { box { name } } }", 1 + 2)]
    [InlineData("{ boxes { name } }", 1 + 10)]
    [InlineData("{ boxes { boxes { name } } }", 1 + 10 * (1 + 10))]
    [InlineData("{ page(first: 3) { name } }", 1 + 3)]
    [InlineData("{ page(first: 3) { page(last: 2) { name } } }", 1 + 3 * (1 + 2))]
    [InlineData("{ page { name } }", 1 + 50)]
    [InlineData("{ connection(first: 7) { nodes { name } } }", 1 + 1 + 7)]
    [InlineData("{ connection(first: 7) { nodes { boxes { name } } count } }", 1 + 1 + 7 * (1 + 10))]
    [InlineData("{ ...F } fragment F on Query { connection { nodes { name } } }", 1 + 1 + 50)]
    [InlineData("{ box @skip(if: true) { name } name }", 1)]
    [InlineData("{ either { ... on Box { boxes { name } } ... on Bag { name } } }", 1 + 1 + 10)]
    [InlineData("{ __schema { types { fields { name } } } }", 1 + 3)]
    [InlineData("mutation { fill { name } }", 11 + 1)]
    public void An_operation_costs_what_its_answer_can_have(string query, int cost)
    {
        Assert.Empty(Prepare(query, maxCost: cost));
        var error = Assert.Single(Prepare(query, maxCost: cost - 1));
        Assert.Equal("COST_LIMIT_EXCEEDED", error.Code);
        Assert.Equal(cost - 1, error.Extensions!["limit"]);
    }

    [Fact]
    public void A_length_in_a_variable_costs_what_the_variable_says()
    {
        var executor = Executor(maxCost: 6);
        const string Query = "query($n: Int) { page(first: $n) { name } }";
        Assert.Empty(Errors("""{"n":5}"""));
        Assert.Equal("COST_LIMIT_EXCEEDED", Assert.Single(Errors("""{"n":6}""")).Code);
        Assert.Empty(Errors("""{"n":5}"""));
        Assert.Equal("COST_LIMIT_EXCEEDED", Assert.Single(Errors("{}")).Code);

        IReadOnlyList<IError> Errors(string variables)
        {
            using var json = JsonDocument.Parse(variables);
            return executor.Prepare(new(Query, null, json.RootElement)).Errors;
        }
    }

    [Fact]
    public void Lengths_that_multiply_beyond_all_numbers_are_refused() => Assert.Equal(
        "COST_LIMIT_EXCEEDED",
        Assert.Single(Prepare($"{{ {string.Concat(Enumerable.Repeat("page(first: 2147483647) { ", 30))} name {new string('}', 30)} }}", 1000)).Code);

    [Fact]
    public void A_union_within_a_union_is_counted_in_bounded_time()
    {
        var query = string.Concat(Enumerable.Repeat("either { __typename ... on Both { ", 15)) + "name" + new string('}', 30);
        Assert.Equal("COST_LIMIT_EXCEEDED", Assert.Single(Prepare($"{{ {query} }}", maxCost: 1000)).Code);
    }

    private static IReadOnlyList<IError> Prepare(string query, int maxCost) => Executor(maxCost).Prepare(new(query)).Errors;

    private static Local.GraphQLServer.Execution.RequestExecutor Executor(int maxCost) => new ServiceCollection()
        .AddGraphQLServer()
        .AddQueryType<Query>()
        .AddMutationType<Mutation>()
        .AddType<IBoth>()
        .AddType<Bag>()
        .AddType<Box>()
        .ModifyLimits(limits => limits.MaxCost = maxCost)
        .Services.BuildServiceProvider()
        .GetRequiredService<RequestExecutorProvider>().Executor;

    public sealed class Query
    {
        public string Name => "";

        public Box Box => new();

        public IReadOnlyList<Box> Boxes => [];

        public IEither Either => new Bag();

        public IReadOnlyList<Box> GetPage(int? first, int? last) => [];

        public Connection GetConnection(int? first) => new();
    }

    public sealed class Mutation
    {
        public Box Fill() => new();
    }

    public sealed class Connection
    {
        public IReadOnlyList<Box> Nodes => [];

        public int Count => 0;
    }

    [UnionType("Either")]
    public interface IEither;

    [InterfaceType("Both")]
    public interface IBoth
    {
        string Name { get; }

        IEither Either { get; }
    }

    public sealed class Box : IEither, IBoth
    {
        public string Name => "";

        [GraphQLName("box")]
        public Box Inner => this;

        public IReadOnlyList<Box> Boxes => [];

        public IEither Either => this;

        public IReadOnlyList<Box> GetPage(int? first, int? last) => [];
    }

    public sealed class Bag : IEither, IBoth
    {
        public string Name => "";

        public IEither Either => this;
    }
}
