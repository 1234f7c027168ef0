using System.Text.Json;
using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>What comes back by the kind of goods, at a counter, announced and exchanged, in a shop that sets it.</summary>
public sealed class ReturnCategoryTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await RunningSilo.StartDevelopmentAsync("--Returns:Categories:engraved:FinalSale=true", "--Returns:Categories:software:UnopenedOnly=true");
        foreach (var (sku, category) in new[] { ("ring", "engraved"), ("game", "software") })
        {
            var data = await DataAsync(
                """
                mutation ($sku: String!, $category: String!) {
                  upsertProduct(input: { sku: $sku, name: "A thing", price: { amount: 5, currency: "GBP" }, category: $category }) {
                    product { category returnDays finalSale } errors { __typename }
                  }
                }
                """,
                new { sku, category },
                Role.Admin);
            Assert.Equal(
                $$"""{"category":"{{category}}","returnDays":null,"finalSale":false}""", data.GetProperty("upsertProduct").GetProperty("product").GetRawText());
        }
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task What_its_category_sells_for_good_comes_back_no_way_and_an_admin_may_answer_for_it()
    {
        var orderId = await SoldAsync("ring");
        Assert.Equal(("FINAL_SALE", "lines[0].orderLineId"), await ReturnAsync(orderId, "r1", "NEW"));
        Assert.Equal(
            ("FINAL_SALE", "lines[0].orderLineId"),
            Refusal((await DataAsync(
                """
                mutation ($orderId: ID!) {
                  requestReturn(input: { operationId: "announced", orderId: $orderId, method: STORE, lines: [{ orderLineId: "1", quantity: 1 }] }) {
                    returnRequest { id } errors { ... on ReturnRefusedError { code field } }
                  }
                }
                """,
                new { orderId },
                Role.Associate)).GetProperty("requestReturn")));
        Assert.Equal(
            ("FINAL_SALE", "lines[0].orderLineId"),
            Refusal((await DataAsync(
                """
                mutation ($orderId: ID!) {
                  exchangeItems(input: {
                    operationId: "swapped", orderId: $orderId, locationId: "store-london", back: [{ orderLineId: "1", quantity: 1 }], lines: [{ sku: "ring", quantity: 1 }]
                  }) { exchange { paid { amount } } errors { ... on ReturnRefusedError { code field } } }
                }
                """,
                new { orderId },
                Role.Associate)).GetProperty("exchangeItems")));
        Assert.Null(await ReturnAsync(orderId, "r2", "NEW", "the wrong name was engraved on another"));
    }

    [Fact]
    public async Task What_comes_back_unopened_alone_is_graded_as_new()
    {
        var orderId = await SoldAsync("game");
        Assert.Equal(("OPENED", "lines[0].condition"), await ReturnAsync(orderId, "r1", "OPENED"));
        Assert.Null(await ReturnAsync(orderId, "r2", "NEW"));
    }

    [Fact]
    public async Task Without_a_receipt_the_same_terms_hold_and_an_admin_may_answer_for_it()
    {
        Assert.Equal(("FINAL_SALE", "lines[0].sku"), await WithoutReceiptAsync("ring", "w1", "NEW"));
        Assert.Equal(("OPENED", "lines[0].condition"), await WithoutReceiptAsync("game", "w2", "OPENED"));
        Assert.Null(await WithoutReceiptAsync("game", "w3", "NEW"));
        Assert.Null(await WithoutReceiptAsync("game", "w4", "DEFECTIVE", reason: "DEFECTIVE"));
        Assert.Null(await WithoutReceiptAsync("ring", "w5", "NEW", given: "the wrong name was engraved"));
    }

    [Fact]
    public async Task A_category_has_a_form_and_is_listed()
    {
        var wrong = await DataAsync(
            """
            mutation {
              upsertProduct(input: { sku: "x", name: "X", price: { amount: 5, currency: "GBP" }, category: "Under wear" }) {
                errors { ... on InvalidInputError { field } }
              }
            }
            """,
            new { },
            Role.Admin);
        Assert.Equal("category", wrong.GetProperty("upsertProduct").GetProperty("errors")[0].GetProperty("field").GetString());

        await DataAsync("""mutation { setReturnTerms(input: { sku: "game", days: 60 }) { errors { __typename } } }""", new { }, Role.Admin);
        var listed = (await DataAsync("""{ products(search: "game") { nodes { category returnDays finalSale } } }""", new { }, Role.Associate)).GetProperty("products");
        Assert.Equal("""[{"category":"software","returnDays":60,"finalSale":false}]""", listed.GetProperty("nodes").GetRawText());
    }

    private async Task<string> SoldAsync(string sku) => (await DataAsync(
        """
        mutation ($sku: String!) {
          sellAtTill(input: { operationId: "sale", locationId: "store-london", currency: "GBP", lines: [{ sku: $sku, quantity: 2 }] }) {
            order { id } errors { ... on Error { message } }
          }
        }
        """,
        new { sku },
        Role.Pos)).GetProperty("sellAtTill").GetProperty("order").GetProperty("id").GetString()!;

    private async Task<(string Code, string Field)?> ReturnAsync(string orderId, string op, string condition, string? given = null) => Refusal((await DataAsync(
        """
        mutation ($op: ID!, $orderId: ID!, $condition: ReturnCondition!, $override: ReturnOverrideInput) {
          returnItems(input: {
            operationId: $op, orderId: $orderId, locationId: "store-london", override: $override, lines: [{ orderLineId: "1", quantity: 1, condition: $condition }]
          }) { returnId errors { ... on ReturnRefusedError { code field } } }
        }
        """,
        new { op, orderId, condition, @override = given is null ? null : new { reason = given } },
        given is null ? Role.Associate : Role.Admin)).GetProperty("returnItems"));

    private async Task<(string Code, string Field)?> WithoutReceiptAsync(string sku, string op, string condition, string? reason = null, string? given = null) =>
        Refusal((await DataAsync(
            """
            mutation ($op: ID!, $sku: String!, $condition: ReturnCondition!, $reason: ReturnReason, $override: ReturnOverrideInput) {
              returnWithoutReceipt(input: {
                operationId: $op, locationId: "store-london", currency: "GBP", override: $override
                lines: [{ sku: $sku, quantity: 1, unitPrice: { amount: 5, currency: "GBP" }, condition: $condition, reason: $reason }]
              }) { unreceiptedReturn { id } errors { ... on ReturnRefusedError { code field } } }
            }
            """,
            new { op, sku, condition, reason, @override = given is null ? null : new { reason = given } },
            given is null ? Role.Associate : Role.Admin)).GetProperty("returnWithoutReceipt"));

    private static (string Code, string Field)? Refusal(JsonElement payload) => payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
        ? (errors[0].GetProperty("code").GetString()!, errors[0].GetProperty("field").GetString()!)
        : null;

    private Task<JsonElement> DataAsync(string document, object variables, Role role) => _silo.DataAsync(document, variables, _silo.Token(role, $"the-{role}"));
}
