using System.Text.Json;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("query A { int(value: 1) } query B { int(value: 2) }")]
    [InlineData("subscription { stockChanged(sku: \"x\") }")]
    [InlineData("subscription { ...S } fragment S on Subscription { stockChanged(sku: \"x\") }")]
    [InlineData("{ anyError(stock: true) { __typename } }")]
    [InlineData("{ shopError { message ... on OutOfStockError { available } ... on InvalidInputError { field } } }")]
    [InlineData("{ anyError(stock: true) { ... on Error { message } } }")]
    [InlineData("{ a: int(value: 1) b: int(value: 2) }")]
    [InlineData("{ int(value: 1) int(value: 1) }")]
    [InlineData("{ product(sku: \"x\") { sku } product(sku: \"x\") { name } }")]
    [InlineData("{ anyError(stock: true) { ... on OutOfStockError { x: message } ... on InvalidInputError { x: field } } }")]
    [InlineData("query($v: Int!) { int(value: $v) maybeInt(value: $v) }")]
    [InlineData("query($v: Int = 1) { int(value: $v) }")]
    [InlineData("query($v: Int) { defaulted(value: $v) }")]
    [InlineData("query($v: Int!) { ints(value: [$v]) }")]
    [InlineData("{ ints(value: 1) }")]
    [InlineData("{ find(by: { sku: \"x\" }) }")]
    [InlineData("query($s: String!) { find(by: { sku: $s }) }")]
    [InlineData("{ float(value: 1) id(value: 1) channel(value: CALL_CENTER) }")]
    [InlineData("query($y: Boolean!) { maybeInt @skip(if: $y) @include(if: true) }")]
    [InlineData("mutation { reserve(input: { operationId: 1, lines: { sku: \"x\", quantity: 1 } }) { product { sku } } }")]
    [InlineData("{ __schema { types { name } } __type(name: \"Product\") { name } __typename }")]
    public void A_valid_document_is_accepted(string query) =>
        Assert.DoesNotContain(GraphQL.Shared.Executor.Prepare(new(query)).Errors, e => e.Code == "GRAPHQL_VALIDATION_FAILED");

    [Theory]
    [InlineData("ExecutableDefinitions", "type X { a: Int }")]
    [InlineData("ExecutableDefinitions", "{ userName } extend type Query { a: Int }")]
    [InlineData("UniqueOperationNames", "query A { int(value: 1) } query A { int(value: 2) }")]
    [InlineData("LoneAnonymousOperation", "{ int(value: 1) } query A { int(value: 2) }")]
    [InlineData("SingleFieldSubscriptions", "subscription { a: stockChanged(sku: \"x\") b: stockChanged(sku: \"x\") }")]
    [InlineData("SingleFieldSubscriptions", "subscription { __typename }")]
    [InlineData("SingleFieldSubscriptions", "subscription { stockChanged(sku: \"x\") @skip(if: false) }")]
    [InlineData("FieldsOnCorrectType", "{ nothing }")]
    [InlineData("FieldsOnCorrectType", "{ anyError(stock: true) { message } }")]
    [InlineData("FieldsOnCorrectType", "mutation { __schema { types { name } } }")]
    [InlineData("ScalarLeafs", "{ product(sku: \"x\") }")]
    [InlineData("ScalarLeafs", "{ int(value: 1) { x } }")]
    [InlineData("KnownArgumentNames", "{ int(value: 1, other: 2) }")]
    [InlineData("KnownArgumentNames", "{ userName @skip(if: true, other: 1) }")]
    [InlineData("UniqueArgumentNames", "{ int(value: 1, value: 2) }")]
    [InlineData("ProvidedRequiredArguments", "{ int }")]
    [InlineData("ProvidedRequiredArguments", "{ userName @skip }")]
    [InlineData("UniqueFragmentNames", "{ ...F } fragment F on Query { userName } fragment F on Query { userName }")]
    [InlineData("KnownTypeNames", "{ ... on Nothing { x } }")]
    [InlineData("KnownTypeNames", "query($v: Nothing) { maybeInt(value: $v) }")]
    [InlineData("FragmentsOnCompositeTypes", "{ ... on Int { x } }")]
    [InlineData("FragmentsOnCompositeTypes", "{ ...F } fragment F on ReserveInput { note }")]
    [InlineData("NoUnusedFragments", "{ userName } fragment F on Query { userName }")]
    [InlineData("KnownFragmentNames", "{ ...F }")]
    [InlineData("NoFragmentCycles", "{ ...F } fragment F on Query { ...F }")]
    [InlineData("NoFragmentCycles", "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }")]
    [InlineData("NoFragmentCycles", "{ nest { ...F } } fragment F on Nest { inner { ...F } }")]
    [InlineData("PossibleFragmentSpreads", "{ product(sku: \"x\") { ... on Money { amount } } }")]
    [InlineData("PossibleFragmentSpreads", "{ anyError(stock: true) { ...F } } fragment F on Product { sku }")]
    [InlineData("ValuesOfCorrectType", "{ int(value: \"1\") }")]
    [InlineData("ValuesOfCorrectType", "{ int(value: 1.0) }")]
    [InlineData("ValuesOfCorrectType", "{ int(value: null) }")]
    [InlineData("ValuesOfCorrectType", "{ int(value: 2147483648) }")]
    [InlineData("ValuesOfCorrectType", "{ channel(value: \"WEB\") }")]
    [InlineData("ValuesOfCorrectType", "{ channel(value: MAIL) }")]
    [InlineData("ValuesOfCorrectType", "{ ints(value: [1, \"2\"]) }")]
    [InlineData("ValuesOfCorrectType", "{ find(by: 1) }")]
    [InlineData("ValuesOfCorrectType", "query($v: Int = \"x\") { maybeInt(value: $v) }")]
    [InlineData("KnownInputFieldNames", "{ find(by: { other: 1 }) }")]
    [InlineData("UniqueInputFieldNames", "{ find(by: { sku: \"a\", sku: \"b\" }) }")]
    [InlineData("RequiredInputFields", "mutation { reserve(input: { operationId: 1 }) { product { sku } } }")]
    [InlineData("RequiredInputFields", "{ find(by: {}) }")]
    [InlineData("RequiredInputFields", "{ find(by: { sku: \"a\", number: 1 }) }")]
    [InlineData("RequiredInputFields", "{ find(by: { sku: null }) }")]
    [InlineData("KnownDirectives", "{ userName @nothing }")]
    [InlineData("KnownDirectives", "query @skip(if: true) { userName }")]
    [InlineData("KnownDirectives", "{ userName @deprecated }")]
    [InlineData("UniqueDirectivesPerLocation", "{ userName @skip(if: true) @skip(if: false) }")]
    [InlineData("UniqueVariableNames", "query($v: Int, $v: Int) { maybeInt(value: $v) }")]
    [InlineData("VariablesAreInputTypes", "query($v: Product) { maybeInt(value: $v) }")]
    [InlineData("NoUndefinedVariables", "{ maybeInt(value: $v) }")]
    [InlineData("NoUndefinedVariables", "{ ...F } fragment F on Query { maybeInt(value: $v) }")]
    [InlineData("NoUnusedVariables", "query($v: Int) { userName }")]
    [InlineData("VariablesInAllowedPosition", "query($v: Int) { int(value: $v) }")]
    [InlineData("VariablesInAllowedPosition", "query($v: String) { maybeInt(value: $v) }")]
    [InlineData("VariablesInAllowedPosition", "query($v: [Int]) { ints(value: $v) }")]
    [InlineData("VariablesInAllowedPosition", "query($v: Int!) { ints(value: $v) }")]
    [InlineData("VariablesInAllowedPosition", "query($s: String) { find(by: { sku: $s }) }")]
    [InlineData("OverlappingFieldsCanBeMerged", "{ int(value: 1) int(value: 2) }")]
    [InlineData("OverlappingFieldsCanBeMerged", "{ x: userName x: maybeInt }")]
    [InlineData("OverlappingFieldsCanBeMerged", "{ nest { ...A ...B } } fragment A on Nest { x: depth } fragment B on Nest { x: breaks }")]
    [InlineData("OverlappingFieldsCanBeMerged", "{ product(sku: \"x\") { price { x: amount } } product(sku: \"x\") { price { x: currency } } }")]
    [InlineData(
        "OverlappingFieldsCanBeMerged",
        "{ anyError(stock: true) { ... on OutOfStockError { x: available } ... on InvalidInputError { x: field } } }")]
    public async Task A_document_that_breaks_a_rule_is_refused_by_that_rule(string rule, string query)
    {
        var errors = await GraphQL.Shared.ErrorsAsync(query);
        var error = Assert.Single(errors, e => e.GetProperty("extensions").GetProperty("rule").GetString() == rule);
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.NotEqual(0, error.GetProperty("locations").GetArrayLength());
    }

    [Fact]
    public void An_operation_without_its_root_is_refused()
    {
        var errors = new TinySchema().Errors("mutation { anything }");
        Assert.Contains(errors, e => Equals(e.Extensions!["rule"], "OperationTypeExists"));
    }

    [Fact]
    public async Task Locations_point_at_the_part_that_is_wrong()
    {
        var error = Assert.Single(await GraphQL.Shared.ErrorsAsync("{\n  userName\n  nothing\n}"));
        Assert.Equal("""[{"line":3,"column":3}]""", JsonSerializer.Serialize(error.GetProperty("locations")));
    }
}
