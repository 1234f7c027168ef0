using System.Text.Json;

namespace OrleansCommerce.EndToEnd.Tests.BadInput;

/// <summary>Requests that are no GraphQL requests, or none that the schema allows. Codes are the same whatever serves them; words are each server's own.</summary>
internal static class BadRequests
{
    /// <summary>One of them.</summary>
    /// <param name="Name">What is wrong.</param>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Code">The first error's <c>extensions.code</c>.</param>
    /// <param name="Message">A part of the first error's message, in any case, in the words of the embedded server.</param>
    internal sealed record Row(string Name, int Status, string Code, string Message)
    {
        public HttpMethod Method { get; init; } = HttpMethod.Post;

        public string ContentType { get; init; } = "application/json";

        public Func<Scene, string>? Body { get; init; }

        public Func<Scene, string>? PathAndQuery { get; init; }
    }

    /// <summary>The table.</summary>
    public static IReadOnlyList<Row> All { get; } =
    [
        new("broken JSON", 400, "BAD_REQUEST", "JSON") { Body = _ => "{ \"query\": \"{ locations { id } }" },
        new("no body", 400, "BAD_REQUEST", "JSON") { Body = _ => "" },
        new("JSON that is no object", 400, "BAD_REQUEST", "object") { Body = _ => "42" },
        new("no query", 400, "BAD_REQUEST", "query") { Body = _ => "{}" },
        new("a query that is a number", 400, "BAD_REQUEST", "query") { Body = _ => "{ \"query\": 1 }" },
        new("variables that are a list", 400, "BAD_REQUEST", "variables") { Body = _ => "{ \"query\": \"{ locations { id } }\", \"variables\": [] }" },
        new("another content type", 415, "UNSUPPORTED_MEDIA_TYPE", "application/json") { Body = _ => "query=x", ContentType = "application/x-www-form-urlencoded" },
        new("a body of 10 MB", 413, "PAYLOAD_TOO_LARGE", "") { Body = scene => Query(Mutation(scene, "1") + new string(' ', 10 * 1024 * 1024)) },
        new("a mutation by GET", 405, "METHOD_NOT_ALLOWED", "POST")
        {
            Method = HttpMethod.Get, PathAndQuery = scene => $"?query={Uri.EscapeDataString(Mutation(scene, "1"))}",
        },
        new("variables that are none, by GET", 400, "BAD_REQUEST", "variables")
        {
            Method = HttpMethod.Get, PathAndQuery = _ => "?query={__typename}&variables=x",
        },
        new("a document that nobody knows", 400, "DOCUMENT_NOT_FOUND", "unknown") { Body = _ => "{ \"documentId\": \"unknown\" }" },
        new("a document that nobody knows, by GET", 400, "DOCUMENT_NOT_FOUND", "unknown") { Method = HttpMethod.Get, PathAndQuery = _ => "?documentId=unknown" },
        new("a persisted query by number", 400, "BAD_REQUEST", "sha256Hash")
        {
            Body = _ => "{ \"query\": \"{ locations { id } }\", \"extensions\": { \"persistedQuery\": { \"version\": 1, \"sha256Hash\": 1 } } }",
        },
        new("a batch", 400, "BATCH_LIMIT_EXCEEDED", "batches") { Body = _ => "[{ \"query\": \"{ locations { id } }\" }]" },
        new("a subscription without a stream", 400, "BAD_REQUEST", "stream") { Body = _ => Query("subscription { orderChanged(orderId: \"none\") { id } }") },
        new("DELETE", 405, "METHOD_NOT_ALLOWED", "POST") { Method = HttpMethod.Delete },
        new("a query that is none", 400, "GRAPHQL_PARSE_FAILED", "") { Body = _ => Query("Give me everything!") },
        new("a brace too few", 400, "GRAPHQL_PARSE_FAILED", "") { Body = scene => Query(Mutation(scene, "1")[..^1]) },
        new("an unknown field", 400, "GRAPHQL_VALIDATION_FAILED", "everything") { Body = _ => Query("{ everything }") },
        new("an unknown argument", 400, "GRAPHQL_VALIDATION_FAILED", "colour") { Body = _ => Query("{ locations(colour: 1) { id } }") },
        new("a field that is unknown beside a good one", 400, "GRAPHQL_VALIDATION_FAILED", "everything") { Body = scene => Query(Mutation(scene, "1")[..^1] + "everything }") },
        new("an object without selection", 400, "GRAPHQL_VALIDATION_FAILED", "locations") { Body = _ => Query("{ locations }") },
        new("a quantity in words", 400, "GRAPHQL_VALIDATION_FAILED", "Int") { Body = scene => Query(Mutation(scene, "\"ten\"")) },
        new("a quantity with a fraction", 400, "GRAPHQL_VALIDATION_FAILED", "Int") { Body = scene => Query(Mutation(scene, "1.5")) },
        new("a quantity beyond 32 bits", 400, "GRAPHQL_VALIDATION_FAILED", "Int") { Body = scene => Query(Mutation(scene, "3000000000")) },
        new("an amount of too many digits", 400, "GRAPHQL_VALIDATION_FAILED", "Decimal") { Body = _ => Query("{ receipts(minAmount: 1.00000000000000000000000000001) { totalCount } }") },
        new("a moment that is none", 400, "GRAPHQL_VALIDATION_FAILED", "DateTime") { Body = _ => Query("{ receipts(from: \"yesterday\") { totalCount } }") },
        new("a quantity of null", 400, "GRAPHQL_VALIDATION_FAILED", "Int!") { Body = scene => Query(Mutation(scene, "null")) },
        new("a variable in words", 400, "BAD_USER_INPUT", "input.quantity") { Body = scene => WithInput(scene, new { operationId = "bad", sku = scene.Sku, locationId = "warehouse", quantity = "ten" }) },
        new("a variable without a field", 400, "BAD_USER_INPUT", "quantity") { Body = scene => WithInput(scene, new { operationId = "bad", sku = scene.Sku, locationId = "warehouse" }) },
        new("a variable with an unknown field", 400, "BAD_USER_INPUT", "colour") { Body = scene => WithInput(scene, new { operationId = "bad", sku = scene.Sku, locationId = "warehouse", quantity = 1, colour = 1 }) },
        new("a variable beyond 32 bits", 400, "BAD_USER_INPUT", "input.quantity") { Body = scene => WithInput(scene, new { operationId = "bad", sku = scene.Sku, locationId = "warehouse", quantity = 3_000_000_000 }) },
        new("no variable", 400, "BAD_USER_INPUT", "input") { Body = scene => WithInput(scene, null) },
        new("an unknown operation", 400, "OPERATION_RESOLUTION_FAILURE", "B") { Body = _ => "{ \"query\": \"query A { locations { id } }\", \"operationName\": \"B\" }" },
        new("an unknown enum value", 400, "GRAPHQL_VALIDATION_FAILED", "PIGEON")
        {
            Body = _ => Query("mutation { createCart(input: { operationId: \"bad\", channel: PIGEON, currency: \"GBP\" }) { cart { id } } }"),
        },
        new("a page of 201", 200, "BAD_USER_INPUT", "200") { Body = _ => Query("{ products(first: 201) { totalCount } }") },
    ];

    private static string Query(string query) => JsonSerializer.Serialize(new { query });

    private static string Mutation(Scene scene, string quantity) =>
        $$"""
        mutation { receiveStock(input: { operationId: "bad", sku: "{{scene.Sku}}", locationId: "warehouse", quantity: {{quantity}} }) { stockItem { onHand } } }
        """;

    private static string WithInput(Scene scene, object? input) =>
        JsonSerializer.Serialize(new
        {
            query = "mutation($input: ReceiveStockInput!) { receiveStock(input: $input) { stockItem { onHand } } }",
            variables = new { input },
        });
}
