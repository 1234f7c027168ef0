namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class ExecutionTests
{
    private readonly GraphQL _graphql = new();

    [Fact]
    public async Task A_query_answers_what_it_selects_in_its_order()
    {
        var data = await _graphql.DataAsync("""{ product(sku: "sku-1") { price { currency amount } n: name soldBy __typename } }""");
        Assert.Equal("""{"product":{"price":{"currency":"EUR","amount":1.90},"n":"Product 1","soldBy":"CALL_CENTER","__typename":"Product"}}""", data);
    }

    [Fact]
    public async Task Selections_of_one_name_are_merged()
    {
        var data = await _graphql.DataAsync("""
            { product(sku: "sku-1") { sku price { amount } ...More } }
            fragment More on Product { price { currency } sku }
            """);
        Assert.Equal("""{"product":{"sku":"sku-1","price":{"amount":1.90,"currency":"EUR"}}}""", data);
    }

    [Theory]
    [InlineData("true", """{"products":[{"sku":"sku-1"}]}""")]
    [InlineData("false", """{"products":[{"name":"Product 1"}]}""")]
    public async Task Skip_and_include_follow_their_variables(string flag, string expected)
    {
        const string Query = "query($f: Boolean!) { products(first: 1) { sku @include(if: $f) ... @skip(if: $f) { name } } }";
        Assert.Equal(expected, await _graphql.DataAsync(Query, $$"""{"f":{{flag}}}"""));
    }

    [Fact]
    public async Task A_fragment_that_is_skipped_once_can_be_spread_again()
    {
        var data = await _graphql.DataAsync("{ products(first: 1) { ...S @skip(if: true) ...S } } fragment S on Product { sku }");
        Assert.Equal("""{"products":[{"sku":"sku-1"}]}""", data);
    }

    [Fact]
    public async Task Unions_and_interfaces_answer_by_the_type_of_the_value()
    {
        var data = await _graphql.DataAsync("""
            {
              a: anyError(stock: true) { __typename ... on OutOfStockError { available } ... on Error { message } }
              b: anyError(stock: false) { __typename ... on InvalidInputError { field } }
              shopError { message ... on OutOfStockError { available } }
            }
            """);
        Assert.Equal(
            """{"a":{"__typename":"OutOfStockError","available":0,"message":"none left"},"b":{"__typename":"InvalidInputError","field":"sku"},"shopError":{"message":"none left","available":0}}""",
            data);
    }

    [Fact]
    public async Task A_mutation_takes_an_input_record_and_answers_expected_failures_as_data()
    {
        var data = await _graphql.DataAsync(
            "mutation($i: ReserveInput!) { reserve(input: $i) { product { sku } errors { __typename ... on Error { message } } } }",
            """{"i":{"operationId":"1","lines":[{"sku":"sku-2","quantity":0,"channel":"CALL_CENTER"}]}}""");
        Assert.Equal(
            """{"reserve":{"product":null,"errors":[{"__typename":"InvalidInputError","message":"quantity 0"},{"__typename":"OutOfStockError","message":"none"}]}}""",
            data);
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other()
    {
        await _graphql.DataAsync("""mutation { a: step(name: "a") b: step(name: "b") c: step(name: "c") }""");
        Assert.Equal(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"], _graphql.Stockroom.Done);
    }

    [Fact]
    public async Task Among_several_operations_the_name_decides()
    {
        const string Query = "query A { int(value: 1) } query B { int(value: 2) }";
        Assert.Equal("""{"data":{"int":2}}""", await _graphql.AskAsync(Query, operationName: "B"));
        Assert.Contains("OPERATION_RESOLUTION_FAILURE", await _graphql.AskAsync(Query), StringComparison.Ordinal);
        Assert.Contains("OPERATION_RESOLUTION_FAILURE", await _graphql.AskAsync(Query, operationName: "C"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_requests_at_once_are_answered_each_with_its_own()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _graphql.DataAsync(
            "query($sku: String!, $n: Int!) { product(sku: $sku) { sku maker { id } city { name } } int(value: $n) }",
            $$"""{"sku":"sku-{{(i % 10) + 1}}","n":{{i}}}""")));
        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Contains($"\"sku-{(i % 10) + 1}\"", answers[i], StringComparison.Ordinal);
            Assert.EndsWith($"\"int\":{i}}}", answers[i], StringComparison.Ordinal);
        }
    }
}
