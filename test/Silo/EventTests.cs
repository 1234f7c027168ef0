using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Events for other systems, from the API's mutation to the receiver, in the real host.</summary>
public sealed class EventTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string Create =
        """
        mutation ($url: String!, $types: [String!]) {
          createWebhookSubscription(input: { operationId: "create", url: $url, types: $types, description: "ERP" }) {
            subscription { id url types enabled waitingCount deadLetterCount }
            secret
            errors { ... on InvalidInputError { field message } }
          }
        }
        """;

    [Fact]
    public async Task An_order_that_is_placed_is_told_to_a_subscriber_and_in_the_feed()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync();
        await using var receiver = await Hook.StartAsync();
        var created = (await silo.DataAsync(Create, new { url = receiver.Url, types = new[] { "order.placed" } })).GetProperty("createWebhookSubscription");
        var id = created.GetProperty("subscription").GetProperty("id").GetString();
        var latest = await FeedAsync(silo, "/events?after=latest");

        var order = await PlaceAsync(silo);

        using var patience = new CancellationTokenSource(Patience);
        var (headers, body) = await receiver.Requests.ReadAsync(patience.Token);
        var told = JsonDocument.Parse(body).RootElement;
        Assert.Equal("order.placed", told.GetProperty("type").GetString());
        Assert.Equal(order, told.GetProperty("data").GetProperty("orderId").GetString());
        Assert.DoesNotContain("Example", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        var key = Convert.FromBase64String(created.GetProperty("secret").GetString()!["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}."), .. body];
        var mac = HMACSHA256.HashData(key, signed);
        Assert.Equal("v1," + Convert.ToBase64String(mac), headers["webhook-signature"]);

        var page = await FeedAsync(silo, $"/events?after={latest.GetProperty("next").GetString()}&types=order.placed&first=1&wait=20");
        Assert.Equal(told.GetRawText(), Assert.Single(page.GetProperty("events").EnumerateArray()).GetRawText());

        var again = (await silo.DataAsync(Create, new { url = receiver.Url, types = new[] { "order.placed" } })).GetProperty("createWebhookSubscription");
        Assert.Equal(id, again.GetProperty("subscription").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, again.GetProperty("secret").ValueKind);
        using var audit = await silo.Http.GetAsync(new Uri("/console/system/audit", UriKind.Relative));
        Assert.Contains("webhook.create", await audit.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_is_changed_rotated_replayed_and_deleted()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync();
        var id = (await silo.DataAsync(Create, new { url = "https://shop.example/hook" })).GetProperty("createWebhookSubscription")
            .GetProperty("subscription").GetProperty("id").GetString();

        var data = await silo.DataAsync(
            """
            mutation ($id: ID!) {
              updateWebhookSubscription(input: { id: $id, enabled: false, types: ["order.paid"] }) { subscription { enabled disabledReason types } }
              rotateWebhookSecret(input: { operationId: "rotate", subscriptionId: $id }) { secret subscription { oldSecretUntil } }
              replayWebhookDeadLetters(input: { subscriptionId: $id }) { replayedCount }
              missing: replayWebhookDeadLetters(input: { subscriptionId: $id, deadLetterIds: ["x"] }) { errors { ... on NotFoundError { id } } }
            }
            """,
            new { id });
        Assert.Equal("ADMINISTRATOR", data.GetProperty("updateWebhookSubscription").GetProperty("subscription").GetProperty("disabledReason").GetString());
        Assert.StartsWith("whsec_", data.GetProperty("rotateWebhookSecret").GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, data.GetProperty("replayWebhookDeadLetters").GetProperty("replayedCount").GetInt32());
        Assert.Equal("x", data.GetProperty("missing").GetProperty("errors")[0].GetProperty("id").GetString());

        var lists = await silo.DataAsync(
            """
            query ($id: ID!) {
              webhookSubscriptions { totalCount nodes { id enabled createdAt failingSince } }
              webhookDeliveries(subscriptionId: $id) { totalCount edges { cursor node { id outcome status } } }
              webhookDeadLetters(subscriptionId: $id, first: 5) { totalCount nodes { id attempts error } pageInfo { hasNextPage } }
            }
            """,
            new { id });
        Assert.False(lists.GetProperty("webhookSubscriptions").GetProperty("nodes")[0].GetProperty("enabled").GetBoolean());
        Assert.Equal(0, lists.GetProperty("webhookDeliveries").GetProperty("totalCount").GetInt32());

        await silo.DataAsync("mutation ($id: ID!) { deleteWebhookSubscription(input: { id: $id }) { subscription { id } } }", new { id });
        Assert.Equal(0, (await silo.DataAsync("{ webhookSubscriptions { totalCount } }")).GetProperty("webhookSubscriptions").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Only_administrators_manage_webhooks_and_only_integrations_beside_them_read_the_feed()
    {
        await using var silo = await RunningSilo.StartProductionAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(silo, "/events", null)).StatusCode);
        foreach (var role in new[] { Role.Customer, Role.Pos, Role.Device, Role.Associate, Role.Integration, Role.Admin })
        {
            var token = silo.Token(role, "somebody");
            using var feed = await GetAsync(silo, "/events", token);
            Assert.Equal(role is Role.Integration or Role.Admin ? HttpStatusCode.OK : HttpStatusCode.Forbidden, feed.StatusCode);
            var answer = await silo.PostAsync("{ webhookSubscriptions { totalCount } }", token: token);
            Assert.Equal(role != Role.Admin, answer.TryGetProperty("errors", out _));
        }

        var refused = (await silo.DataAsync(Create, new { url = "https://10.0.0.1/" }, silo.Token(Role.Admin, "boss"))).GetProperty("createWebhookSubscription");
        Assert.Equal("url", refused.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("first=0", "first")]
    [InlineData("first=501", "first")]
    [InlineData("first=x", "first")]
    [InlineData("wait=31", "wait")]
    [InlineData("after=nonsense", "after")]
    [InlineData("types=order.made_up", "order.made_up")]
    [InlineData("types=order.placed&types=order.paid", "types")]
    [InlineData("limit=5", "limit")]
    public async Task A_bad_question_is_refused_with_what_is_wrong(string query, string named)
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        using var response = await GetAsync(silo, $"/events?{query}", null);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        Assert.Contains(named, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("BAD_USER_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    private static async Task<string> PlaceAsync(RunningSilo silo)
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

    private static async Task<JsonElement> FeedAsync(RunningSilo silo, string path)
    {
        using var response = await GetAsync(silo, path, null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> GetAsync(RunningSilo silo, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await silo.Http.SendAsync(request);
    }

    /// <summary>A receiver on a free port.</summary>
    private sealed class Hook(WebApplication app) : IAsyncDisposable
    {
        private readonly Channel<(Dictionary<string, string> Headers, byte[] Body)> _requests =
            System.Threading.Channels.Channel.CreateUnbounded<(Dictionary<string, string>, byte[])>();

        public string Url => app.Urls.First() + "/hook";

        public ChannelReader<(Dictionary<string, string> Headers, byte[] Body)> Requests => _requests.Reader;

        public static async Task<Hook> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var hook = new Hook(builder.Build());
            await hook.RunAsync();
            return hook;
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        private Task RunAsync()
        {
            app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                var headers = context.Request.Headers.ToDictionary(
                    static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
                await _requests.Writer.WriteAsync((headers, body.ToArray()));
            });
            return app.StartAsync();
        }
    }
}
