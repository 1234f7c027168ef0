using OrleansCommerce.Browser.Tests.Hosting;

namespace OrleansCommerce.Browser.Tests.Language;

/// <summary>What the page says of a document before the server does.</summary>
[Collection(InOneShop.Name)]
public sealed class ValidationTests(Scripts scripts) : IClassFixture<Scripts>
{
    [Theory]
    [InlineData("{ product(sku: \"A\") { name } }")]
    [InlineData("query Q($sku: String!, $at: [ID!] = [\"a\"]) { product(sku: $sku) { ...F } orders(customerId: \"1\") { totalCount @skip(if: false) } ...G } fragment F on Product { name } fragment G on Query { cart(id: 1) { id lines { id } } order(id: $at) { id } }")]
    [InlineData("{ __schema { types { name } } __type(name: \"Product\") { fields { name } } __typename }")]
    [InlineData("mutation { reserveStock(input: { reservationId: \"r\", sku: \"A\", locationId: \"B\", quantity: 1, channel: WEB }) { errors { ... on Error { message } ... on OutOfStockError { available } } } }")]
    [InlineData("subscription S($sku: String!) { stockChanged(sku: $sku) { version } }")]
    [InlineData("")]
    [InlineData("# nothing yet")]
    public async Task A_right_document_has_no_problem(string document) => Assert.Equal(string.Empty, await ProblemsAsync(document));

    [Theory]
    [InlineData("{ product(sku: \"A\") { name }", "[] Expected a name, found the end of the text.")]
    [InlineData("{ product(sku: \"A) }", "[\"A) }] Expected a value, found a string that does not end, or with an unknown escape.")]
    [InlineData("{ prodct }", "[prodct] Query has no field prodct.")]
    [InlineData("{ product(sku: \"A\") { nam } }", "[nam] Product has no field nam. Perhaps name?")]
    [InlineData("{ product(skuu: \"A\", sku: \"A\") { name } }", "[skuu] product has no argument skuu. Perhaps sku?")]
    [InlineData("{ product { name } }", "[product] product needs the argument sku.")]
    [InlineData("{ product(sku: 1) { name } }", "[1] This is no String.")]
    [InlineData("{ product(sku: \"A\") }", "[product] product is of type Product: say which fields of it.")]
    [InlineData("{ product(sku: \"A\") { name { x } } }", "[name] name is of type String!, which has no fields.")]
    [InlineData("{ product(sku: $sku) { name } }", "[$sku] The operation defines no variable $sku.")]
    [InlineData("query Q($sku: Int) { product(sku: $sku) { name } }", "[$sku] $sku is of type Int, and String! is wanted.")]
    [InlineData("query Q($sku: String) { __typename }", "[sku] The variable $sku is never used.")]
    [InlineData("query Q($sku: Sku) { product(sku: $sku) { name } }", "[Sku] There is no type Sku.")]
    [InlineData("{ ...F }", "[F] There is no fragment F.")]
    [InlineData("{ __typename } fragment F on Query { __typename }", "[F] The fragment F is never used.")]
    [InlineData("{ product(sku: \"A\") { ... on Cart { id } } }", "[Cart] Product is never a Cart.")]
    [InlineData("{ __typename @later }", "[later] There is no directive @later.")]
    [InlineData("{ __typename } query Q { __typename }", "[{] An operation without a name must be the only one.")]
    [InlineData("query Q { __typename } query Q { __typename }", "[Q] There is another operation named Q.")]
    public async Task A_mistake_is_told_at_its_place(string document, string expected) => Assert.Equal(expected, await ProblemsAsync(document));

    [Theory]
    [InlineData("""{ "input": { "sku": "A" } }""", "[{] AddCartLineInput needs operationId, cartId, quantity, channel.")]
    [InlineData("""{ "input": { "cartId": 1, "channel": "POST", "operationId": "1", "quantity": 1.5, "sku": "A" } }""", "[\"POST\"] Channel is one of WEB, APP, POS, KIOSK, LOCKER, CALL_CENTER, MARKETPLACE, AGENT, SYSTEM.[1.5] This is no Int.")]
    [InlineData("""{ "input": null }""", "[null] null is no AddCartLineInput!.")]
    [InlineData("", "[] The variable $input of type AddCartLineInput! is missing.")]
    [InlineData("[]", "[[]] The variables are a JSON object.")]
    [InlineData("""{ "input": {}, }""", "[}] Expected a name in quotes, found }.")]
    public async Task Variables_are_held_against_what_the_operation_defines(string variables, string expected)
    {
        var problems = await scripts.RunAsync<string>(
            "const defined = variablesOf('mutation M($input: AddCartLineInput!) { addCartLine(input: $input) { cart { id } } }', 'M');"
            + "return checkVariables(input, defined, schema).map((problem) => `[${input.slice(problem.start, problem.end)}] ${problem.message}`).join('');",
            variables);

        Assert.Equal(expected, problems);
    }

    private Task<string> ProblemsAsync(string document) => scripts.RunAsync<string>(
        "return validate(input, schema).map((problem) => `[${input.slice(problem.start, problem.end)}] ${problem.message}`).join('');", document);
}
