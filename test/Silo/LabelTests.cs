using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansCommerce.Silo.Carriers;
using OrleansCommerce.Silo.Payments;
using UglyToad.PdfPig;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Labels over HTTP, and what carriers tell by webhooks.</summary>
public sealed class LabelTests : IAsyncLifetime
{
    private const string Secret = "carrier-secret-of-these-tests";

    private RunningSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await RunningSilo.StartDevelopmentAsync($"--Carriers:WebhookSecret={Secret}");

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task An_associate_of_other_locations_buys_prints_and_voids_no_label_and_moves_no_parcel()
    {
        var parcel = await PaidAsync();
        var location = (await _silo.DataAsync(
            "query ($id: ID!) { order(id: $id) { fulfillments { location { id } } } }", new { id = parcel.Split('.')[0] }))
            .GetProperty("order").GetProperty("fulfillments")[0].GetProperty("location").GetProperty("id").GetString()!;
        var (stranger, own) = (_silo.Token(Role.Associate, "as-1", "--location=elsewhere,nowhere"), _silo.Token(Role.Associate, "as-2", $"--location=elsewhere, {location}"));
        const string Buy = "mutation ($id: ID!) { done: buyLabel(input: { operationId: \"buy\", fulfillmentId: $id, weightGrams: 100 }) { order { fulfillments { label { url } } } errors { __typename ... on Error { message } ... on InvalidStateError { state } } } }";
        const string Void = "mutation ($id: ID!) { done: voidLabel(input: { operationId: \"void\", fulfillmentId: $id }) { errors { __typename ... on Error { message } ... on InvalidStateError { state } } } }";
        const string Pick = "mutation ($id: ID!) { done: pickFulfillment(input: { operationId: \"pick\", fulfillmentId: $id }) { errors { __typename ... on Error { message } ... on InvalidStateError { state } } } }";

        await RefusedAsync(Buy);
        await RefusedAsync(Pick);
        var bought = (await _silo.DataAsync(Buy, new { id = parcel }, own)).GetProperty("done");
        Assert.Equal(JsonValueKind.Null, bought.GetProperty("errors").ValueKind);
        var path = bought.GetProperty("order").GetProperty("fulfillments")[0].GetProperty("label").GetProperty("url").GetString()!;
        await RefusedAsync(Void);
        using var refused = await GetAsync(path, stranger);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var printed = await GetAsync(path, own);
        Assert.Equal(HttpStatusCode.OK, printed.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await _silo.DataAsync(Pick, new { id = parcel }, own)).GetProperty("done").GetProperty("errors").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await _silo.DataAsync(Void, new { id = parcel }, own)).GetProperty("done").GetProperty("errors").ValueKind);

        async Task RefusedAsync(string mutation)
        {
            var error = (await _silo.DataAsync(mutation, new { id = parcel }, stranger)).GetProperty("done").GetProperty("errors")[0];
            Assert.Equal("OTHER_LOCATION", error.GetProperty("state").GetString());
            Assert.Contains(location, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_label_has_addresses_weight_and_number_and_is_for_those_who_send_parcels()
    {
        var parcel = await PaidAsync();
        var label = await BuyAsync(parcel);
        var path = label.GetProperty("url").GetString()!;
        Assert.Equal(("BOUGHT", "EXPRESS"), (label.GetProperty("state").GetString(), label.GetProperty("service").GetString()));

        using var pdf = await GetAsync(path, Token(Role.Associate, "as-1"));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (pdf.StatusCode, pdf.Content.Headers.ContentType!.MediaType));
        Assert.True(pdf.Headers.CacheControl!.NoStore);
        using (var document = PdfDocument.Open(await pdf.Content.ReadAsByteArrayAsync()))
        {
            var text = Assert.Single(document.GetPages()).Text;
            foreach (var expected in new[] { label.GetProperty("trackingNumber").GetString()!, "Ada Example", "1 Example Street", "E1 6AN London", "1.25 kg", parcel })
            {
                Assert.Contains(expected, text, StringComparison.Ordinal);
            }
        }

        foreach (var (token, status) in new[]
        {
            (Token(Role.Customer, "cu-1"), HttpStatusCode.Forbidden), (Token(Role.Pos, "till-1"), HttpStatusCode.Forbidden),
            (Token(Role.Device, "locker-1"), HttpStatusCode.Forbidden), ("none", HttpStatusCode.Unauthorized),
        })
        {
            using var refused = await GetAsync(path, token);
            Assert.Equal(status, refused.StatusCode);
        }

        using var elsewhere = await GetAsync($"/labels/elsewhere/{parcel}.pdf", Token(Role.Admin, "ad-1"));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var unnamed = await GetAsync(path[..^4], Token(Role.Admin, "ad-1"));
        Assert.Equal(HttpStatusCode.NotFound, unnamed.StatusCode);

        await _silo.DataAsync(
            "mutation ($id: ID!) { voidLabel(input: { operationId: \"void\", fulfillmentId: $id }) { errors { __typename } } }", new { id = parcel });
        using var voided = await GetAsync(path, Token(Role.Admin, "ad-1"));
        Assert.Equal(HttpStatusCode.NotFound, voided.StatusCode);
    }

    [Fact]
    public async Task A_carriers_webhook_is_believed_with_its_signature_and_counts_once_in_any_order()
    {
        var parcel = await PaidAsync();
        var number = (await BuyAsync(parcel)).GetProperty("trackingNumber").GetString()!;
        var now = DateTimeOffset.UtcNow;
        var delivered = Body(parcel, number, "n2", "DELIVERED", now);
        var scanned = Body(parcel, number, "n1", "IN_TRANSIT", now.AddMinutes(-5));

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(delivered, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(delivered, WebhookSignature.Sign(Encoding.UTF8.GetBytes("another secret"), delivered, now)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(delivered, Sign(delivered, now - WebhookSignature.Tolerance - TimeSpan.FromSeconds(2))));
        Assert.Equal("ALLOCATED", (await ReadAsync(parcel)).GetProperty("status").GetString());
        foreach (var bad in new[] { "{}", "[]", "null", "x", """{"id":"n","labelKey":"k","trackingNumber":"t","status":"EATEN","occurredAt":"2026-01-01T00:00:00Z"}""" })
        {
            var body = Encoding.UTF8.GetBytes(bad);
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(body, Sign(body, now)));
        }

        foreach (var body in new[] { delivered, scanned, delivered, Body(parcel, "OC0", "n3", "LOST", now), Body("nobody.1", number, "n4", "LOST", now) })
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(body, Sign(body, now)));
        }

        var seen = await ReadAsync(parcel);
        Assert.Equal(("DELIVERED", "DELIVERED", number), (
            seen.GetProperty("status").GetString(), seen.GetProperty("trackingStatus").GetString(), seen.GetProperty("trackingNumber").GetString()));
        Assert.Equal(
            ["IN_TRANSIT", "DELIVERED"],
            seen.GetProperty("tracking").EnumerateArray().Select(happened => happened.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_customer_follows_a_parcel_without_its_label_and_an_associate_decides_on_a_lost_one()
    {
        var parcel = await PaidAsync("cu-9");
        await BuyAsync(parcel);
        await _silo.DataAsync(
            """
            mutation ($id: ID!) {
              shipFulfillment(input: { operationId: "ship", fulfillmentId: $id }) { errors { __typename } }
              trackParcel(input: { operationId: "lost", fulfillmentId: $id, status: LOST, reason: "burnt" }) { errors { __typename } }
            }
            """,
            new { id = parcel });
        var customer = Token(Role.Customer, "cu-9");
        var seen = await ReadAsync(parcel, customer);
        Assert.Equal(("LOST", JsonValueKind.Null), (seen.GetProperty("status").GetString(), seen.GetProperty("label").ValueKind));
        Assert.Equal("burnt", seen.GetProperty("tracking")[0].GetProperty("reason").GetString());

        const string Resolve =
            """
            mutation ($id: ID!) {
              resolveLostParcel(input: { operationId: "resolve", fulfillmentId: $id, resolution: REFUND }) {
                order { refunded { amount } fulfillments { lossResolution } } errors { __typename }
              }
            }
            """;
        Assert.Contains("FORBIDDEN", (await _silo.PostAsync(Resolve, new { id = parcel }, customer)).ToString(), StringComparison.Ordinal);
        var resolved = (await _silo.DataAsync(Resolve, new { id = parcel })).GetProperty("resolveLostParcel").GetProperty("order");
        Assert.Equal((64m, "REFUND"), (
            resolved.GetProperty("refunded").GetProperty("amount").GetDecimal(),
            resolved.GetProperty("fulfillments")[0].GetProperty("lossResolution").GetString()));
    }

    private static byte[] Body(string parcel, string number, string id, string status, DateTimeOffset at) => JsonSerializer.SerializeToUtf8Bytes(
        new { id, labelKey = $"{parcel}:label:1", trackingNumber = number, status, occurredAt = at });

    private static string Sign(byte[] body, DateTimeOffset now) => WebhookSignature.Sign(Encoding.UTF8.GetBytes(Secret), body, now);

    private string Token(Role role, string subject) => _silo.Token(role, subject);

    /// <summary>The id of the parcel of an order of one bag of the sample, for 64 pounds.</summary>
    private async Task<string> PaidAsync(string customer = "cu-1")
    {
        var token = Token(Role.Customer, customer);
        var cart = await _silo.DataAsync("mutation { createCart(input: { operationId: \"cart\", channel: WEB, currency: \"GBP\" }) { cart { id } } }", null, token);
        var cartId = cart.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString();
        await _silo.DataAsync(
            "mutation ($id: ID!) { addCartLine(input: { operationId: \"line\", cartId: $id, sku: \"BAG-DAY-20\", quantity: 1, channel: WEB }) { errors { __typename } } }",
            new { id = cartId },
            token);
        var placed = await _silo.DataAsync(
            """
            mutation ($id: ID!) {
              placeOrder(input: { operationId: "place", cartId: $id, channel: WEB, delivery: { method: SHIP, address: {
                name: "Ada Example", street: "1 Example Street", postcode: "E1 6AN", city: "London", country: "GB" } } }) {
                order { id fulfillments { id } } errors { __typename }
              }
            }
            """,
            new { id = cartId },
            token);
        var order = placed.GetProperty("placeOrder").GetProperty("order");
        await _silo.DataAsync(
            "mutation ($id: ID!) { payOrder(input: { operationId: \"pay\", orderId: $id, paymentToken: \"tok_approve\" }) { errors { __typename } } }",
            new { id = order.GetProperty("id").GetString() },
            token);
        return order.GetProperty("fulfillments")[0].GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> BuyAsync(string parcel)
    {
        var data = await _silo.DataAsync(
            """
            mutation ($id: ID!) {
              buyLabel(input: { operationId: "buy", fulfillmentId: $id, weightGrams: 1250, service: "EXPRESS" }) {
                order { fulfillments { label { state service carrier trackingNumber weightGrams url refusalCode } } } errors { __typename }
              }
            }
            """,
            new { id = parcel });
        return data.GetProperty("buyLabel").GetProperty("order").GetProperty("fulfillments")[0].GetProperty("label");
    }

    private async Task<JsonElement> ReadAsync(string parcel, string? token = null)
    {
        var data = await _silo.DataAsync(
            """
            query ($id: ID!) {
              order(id: $id) { fulfillments { status carrier trackingNumber trackingStatus tracking { status occurredAt reason } label { url } } }
            }
            """,
            new { id = parcel[..parcel.LastIndexOf('.')] },
            token);
        return data.GetProperty("order").GetProperty("fulfillments")[0];
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _silo.Http.SendAsync(request);
    }

    private async Task<HttpStatusCode> PostAsync(byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(CarrierWebhooks.Path, UriKind.Relative));
        request.Content = new ByteArrayContent(body);
        if (signature is not null)
        {
            request.Headers.Add(CarrierWebhooks.Header, signature);
        }

        using var response = await _silo.Http.SendAsync(request);
        return response.StatusCode;
    }
}
