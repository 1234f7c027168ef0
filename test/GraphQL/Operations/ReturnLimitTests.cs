using System.Text.Json;
using OrleansCommerce.Silo.Tests;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>How often a customer or a card is given back, in a shop that sets limits.</summary>
public sealed class ReturnLimitTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await RunningSilo.StartDevelopmentAsync(
            "--Returns:RefundCount=2", "--Returns:UnreceiptedAmount=10", "--Returns:UnreceiptedNeedsCustomer=true", "--Returns:PosWindowDays=30");
        await DataAsync(
            """mutation { upsertProduct(input: { sku: "thing", name: "A thing", price: { amount: 5, currency: "GBP" } }) { errors { __typename } } }""",
            Role.Admin);
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_customer_and_a_card_have_so_many_refunds_and_an_admin_may_answer_for_more()
    {
        var (one, other) = (await SoldAsync("sale-1", "anna", "term-1"), await SoldAsync("sale-2", "bert", "term-1"));

        Assert.Null(await ReturnAsync(one, "r1"));
        Assert.Null(await ReturnAsync(one, "r1"));
        Assert.Null(await ReturnAsync(one, "r2"));
        Assert.Equal("REFUND_LIMIT", await ReturnAsync(one, "r3"));
        Assert.Equal("REFUND_LIMIT", await ReturnAsync(other, "r4"));
        Assert.Null(await ReturnAsync(other, "r5", "a loyal customer"));
        Assert.Null(await ReturnAsync(await SoldAsync("sale-3", "bert", "term-2"), "r6"));
        Assert.Equal("REFUND_LIMIT", await ReturnAsync(await SoldAsync("sale-4", "bert", "term-3"), "r7"));
    }

    [Fact]
    public async Task Without_a_receipt_a_customer_is_given_back_so_much()
    {
        Assert.Equal("UNRECEIPTED_LIMIT", await WithoutReceiptAsync("u1", null, 5));
        Assert.Null(await WithoutReceiptAsync("u2", "carl", 8));
        Assert.Null(await WithoutReceiptAsync("u2", "carl", 8));
        Assert.Equal("UNRECEIPTED_LIMIT", await WithoutReceiptAsync("u3", "carl", 2.01m));
        Assert.Null(await WithoutReceiptAsync("u4", "carl", 2));
        Assert.Null(await WithoutReceiptAsync("u5", "carl", 50, "the boss knows"));
    }

    private async Task<string> SoldAsync(string op, string customer, string reference)
    {
        var data = await DataAsync(
            $$"""
            mutation {
              sellAtTill(input: {
                operationId: "{{op}}", locationId: "store-london", currency: "GBP", customerId: "{{customer}}", lines: [{ sku: "thing", quantity: 4 }],
                tenders: [{ kind: CARD, amount: { amount: 20, currency: "GBP" }, reference: "{{reference}}" }]
              }) { order { id } errors { ... on Error { message } } }
            }
            """,
            Role.Pos);
        return data.GetProperty("sellAtTill").GetProperty("order").GetProperty("id").GetString()!;
    }

    private async Task<string?> ReturnAsync(string orderId, string op, string? given = null) => Code((await DataAsync(
        $$"""
        mutation {
          returnItems(input: {
            operationId: "{{op}}", orderId: "{{orderId}}", locationId: "store-london", lines: [{ orderLineId: "1", quantity: 1 }] {{Override(given)}}
          }) { returnId errors { __typename ... on ReturnRefusedError { code } } }
        }
        """,
        given is null ? Role.Associate : Role.Admin)).GetProperty("returnItems"));

    private async Task<string?> WithoutReceiptAsync(string op, string? customer, decimal amount, string? given = null) => Code((await DataAsync(
        $$"""
        mutation {
          returnWithoutReceipt(input: {
            operationId: "{{op}}", locationId: "store-london", currency: "GBP" {{(customer is null ? "" : $"customerId: \"{customer}\"")}}
            lines: [{ sku: "thing", quantity: 1, unitPrice: { amount: {{amount.ToString(System.Globalization.CultureInfo.InvariantCulture)}}, currency: "GBP" } }] {{Override(given)}}
          }) { unreceiptedReturn { id } errors { __typename ... on ReturnRefusedError { code } } }
        }
        """,
        given is null ? Role.Associate : Role.Admin)).GetProperty("returnWithoutReceipt"));

    private static string Override(string? given) => given is null ? string.Empty : $"override: {{ reason: \"{given}\" }}";

    private static string? Code(JsonElement payload) =>
        payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors ? errors[0].GetProperty("code").GetString() : null;

    private Task<JsonElement> DataAsync(string query, Role role) => _silo.DataAsync(query, token: _silo.Token(role, $"the-{role}"));
}
