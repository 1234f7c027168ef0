using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OrleansCommerce.Silo.Payments;

namespace OrleansCommerce.Silo.Tests;

/// <summary>The test provider over HTTP, as a real one: requests that get lost, webhooks that come late, twice and turned around.</summary>
public sealed class PaymentServerTests
{
    private const string ApiKey = "key-of-these-tests";
    private const string Secret = "webhook-secret-of-these-tests";

    /// <summary>How long a test waits for what the provider does by itself; it ends at the first look that sees it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task An_order_is_authorised_captured_and_refunded_over_HTTP()
    {
        await using var silo = await StartAsync();
        await FaultsAsync(silo, new { webhookCopies = 2, reorderWebhooks = true });
        var order = await PlacedAsync(silo);

        var paid = (await PayAsync(silo, order, "tok_approve")).GetProperty("payOrder").GetProperty("order");
        Assert.Equal(("CONFIRMED", 128m, 0m), (Text(paid, "status"), Amount(paid, "authorized"), Amount(paid, "captured")));

        await silo.DataAsync(
            "mutation ($id: ID!) { shipFulfillment(input: { operationId: \"ship\", fulfillmentId: $id }) { order { id } } }", new { id = $"{order}.1" });
        var shipped = await ReadAsync(silo, order);
        Assert.Equal(("FULFILLED", 128m), (Text(shipped, "status"), Amount(shipped, "captured")));

        await silo.DataAsync(
            """
            mutation ($id: ID!) {
              returnItems(input: { operationId: "back", orderId: $id, locationId: "store-london", lines: [{ orderLineId: "1", quantity: 1, disposition: RESTOCK }] }) { returnId }
            }
            """,
            new { id = order });
        var returned = await ReadAsync(silo, order);
        var payment = returned.GetProperty("payments")[0];
        Assert.Equal(("PARTIALLY_REFUNDED", 128m, 128m, 64m), (Text(payment, "state"), Amount(payment, "authorized"), Amount(payment, "captured"), Amount(payment, "refunded")));
    }

    [Fact]
    public async Task A_payment_that_is_undecided_is_decided_by_a_webhook()
    {
        await using var silo = await StartAsync("--Payments:TestServer:SettlesAfterSeconds=1");
        var order = await PlacedAsync(silo);
        var pending = (await PayAsync(silo, order, "tok_pending")).GetProperty("payOrder").GetProperty("order");
        Assert.Equal(("AWAITING_PAYMENT", true), (Text(pending, "status"), pending.GetProperty("paymentPending").GetBoolean()));
        await UntilAsync(silo, order, seen => Text(seen, "status") == "CONFIRMED");
    }

    [Fact]
    public async Task An_answer_that_is_lost_after_the_money_moved_is_asked_for_again_and_moves_it_once()
    {
        await using var silo = await StartAsync();
        var order = await PlacedAsync(silo);
        await FaultsAsync(silo, new { loseAnswers = 1, webhookDelayMs = 60_000 });
        await PayAsync(silo, order, "tok_approve");
        var paid = await UntilAsync(silo, order, seen => Text(seen, "status") == "CONFIRMED");
        Assert.Equal((1, 128m), (paid.GetProperty("payments").GetArrayLength(), Amount(paid, "paid")));
    }

    [Fact]
    public async Task A_webhook_is_believed_only_with_a_fresh_signature_of_the_secret()
    {
        await using var silo = await StartAsync();
        var order = await PlacedAsync(silo);
        var pending = await PayAsync(silo, order, "tok_pending");
        var body = Encoding.UTF8.GetBytes(
            $$"""{"id":"wh","key":"{{order}}:pay:1","amount":128.00,"currency":"GBP","status":"approved"}""");
        var now = DateTimeOffset.UtcNow;

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(silo, body, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(silo, body, Sign("another secret", now)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(silo, body, Sign(Secret, now - WebhookSignature.Tolerance - TimeSpan.FromSeconds(2))));
        Assert.Equal("AWAITING_PAYMENT", Text(await ReadAsync(silo, order), "status"));
        foreach (var bad in new[] { "{}", "[]", "null", "x", "" })
        {
            var none = Encoding.UTF8.GetBytes(bad);
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(silo, none, WebhookSignature.Sign(Encoding.UTF8.GetBytes(Secret), none, now)));
        }

        Assert.Equal(HttpStatusCode.OK, await PostAsync(silo, body, Sign(Secret, now)));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(silo, body, Sign(Secret, now)));
        var paid = await ReadAsync(silo, order);
        Assert.Equal(("CONFIRMED", 128m), (Text(paid, "status"), Amount(paid, "paid")));

        string Sign(string secret, DateTimeOffset at) => WebhookSignature.Sign(Encoding.UTF8.GetBytes(secret), body, at);
    }

    [Fact]
    public async Task Nobody_asks_the_provider_without_its_key()
    {
        await using var silo = await StartAsync();
        using var response = await silo.Http.PutAsJsonAsync(
            new Uri($"{TestProviderEndpoints.Path}/refunds/x", UriKind.Relative), new { amount = 1, currency = "GBP", authorization = "y" });
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_key_whose_digits_pass_for_a_card_number_is_a_key_like_any_other()
    {
        await using var silo = await StartAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Put, new Uri($"{TestProviderEndpoints.Path}/{TestProviderEndpoints.Authorizations}/019ac1f2d3e07b4f4111111111111111:pay:1", UriKind.Relative))
        {
            Content = JsonContent.Create(new { amount = 1, currency = "GBP", token = "tok_approve" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);

        using var response = await silo.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("approved", Text(await response.Content.ReadFromJsonAsync<JsonElement>(), "status"));
    }

    [Fact]
    public async Task A_card_number_gets_nowhere()
    {
        const string Card = "4111 1111 1111 1111";
        var folder = Directory.CreateTempSubdirectory("payments-");
        try
        {
            await using (var silo = await StartAsync($"--ConnectionStrings:Journal=Data Source={Path.Combine(folder.FullName, "journal.db")}"))
            {
                var order = await PlacedAsync(silo);
                var refused = (await PayAsync(silo, order, Card)).GetProperty("payOrder").GetProperty("errors")[0];
                Assert.Equal("card_number_instead_of_token", Text(refused, "declineCode"));
                await PayAsync(silo, order, "tok_approve");
            }

            var files = folder.GetFiles().Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file.FullName))).ToList();
            Assert.Contains(files, text => text.Contains("tok_approve", StringComparison.Ordinal));
            Assert.DoesNotContain(files, text => text.Contains("4111", StringComparison.Ordinal) && text.Contains(Card, StringComparison.Ordinal));
            Assert.DoesNotContain(files, text => text.Contains(Card.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<RunningSilo> StartAsync(params string[] args) => RunningSilo.StartDevelopmentAsync(
        [$"--Payments:TestServer:ApiKey={ApiKey}", $"--Payments:TestServer:WebhookSecret={Secret}", .. args]);

    /// <summary>Two day packs of the sample, for 128 pounds.</summary>
    private static async Task<string> PlacedAsync(RunningSilo silo)
    {
        var cart = (await silo.DataAsync("mutation { createCart(input: { operationId: \"cart\", channel: WEB, currency: \"GBP\" }) { cart { id } } }"))
            .GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString();
        var placed = await silo.DataAsync(
            """
            mutation ($cart: ID!) {
              addCartLine(input: { operationId: "add", cartId: $cart, sku: "BAG-DAY-20", quantity: 2, channel: WEB }) { cart { id } }
              placeOrder(input: { operationId: "place", cartId: $cart, channel: WEB, delivery: { method: SHIP, address: { name: "A. Example", street: "1 High Street", postcode: "EC1A 1BB", city: "London", country: "GB" } } }) { order { id } }
            }
            """,
            new { cart });
        return placed.GetProperty("placeOrder").GetProperty("order").GetProperty("id").GetString()!;
    }

    private static Task<JsonElement> PayAsync(RunningSilo silo, string order, string token) => silo.DataAsync(
        """
        mutation ($order: ID!, $token: String!, $operation: ID!) {
          payOrder(input: { operationId: $operation, orderId: $order, paymentToken: $token }) {
            order { status paymentPending authorized { amount } captured { amount } }
            errors { ... on PaymentDeclinedError { declineCode } }
          }
        }
        """,
        new { order, token, operation = Guid.NewGuid().ToString() });

    private static async Task<JsonElement> ReadAsync(RunningSilo silo, string order) => (await silo.DataAsync(
        """
        query ($order: ID!) {
          order(id: $order) {
            status paid { amount } captured { amount } refunded { amount }
            payments { state authorized { amount } captured { amount } refunded { amount } }
          }
        }
        """,
        new { order })).GetProperty("order");

    private static async Task<JsonElement> UntilAsync(RunningSilo silo, string order, Func<JsonElement, bool> isSeen)
    {
        using var end = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var seen = await ReadAsync(silo, order);
            if (isSeen(seen))
            {
                return seen;
            }

            await pause.WaitForNextTickAsync(end.Token);
        }
    }

    private static async Task FaultsAsync(RunningSilo silo, object faults)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{TestProviderEndpoints.Path}/faults") { Content = JsonContent.Create(faults) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiKey);
        using var response = await silo.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HttpStatusCode> PostAsync(RunningSilo silo, byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PaymentWebhooks.Path) { Content = new ByteArrayContent(body) };
        if (signature is not null)
        {
            request.Headers.Add(WebhookSignature.Header, signature);
        }

        using var response = await silo.Http.SendAsync(request);
        return response.StatusCode;
    }

    private static string? Text(JsonElement thing, string field) => thing.GetProperty(field).GetString();

    private static decimal Amount(JsonElement thing, string field) =>
        decimal.Parse(thing.GetProperty(field).GetProperty("amount").GetRawText(), CultureInfo.InvariantCulture);
}
