using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Integration.Tests.Shops;
using OrleansCommerce.Integration.Webhooks;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Tests.Webhooks;

public abstract partial class WebhookContract
{
    [Fact]
    public async Task An_event_arrives_as_a_signed_cloud_event()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        await shop.ReceiveAsync("before", 1);
        var (id, secret) = await shop.SubscribeAsync(receiver.Url);
        await shop.ReceiveAsync("mug", 1);

        await shop.DeliverAsync(id, Patience);

        var got = Assert.Single(receiver.All, one => one.Sku == "mug");
        Assert.Equal("application/cloudevents+json; charset=utf-8", got.Headers["content-type"]);
        Assert.Equal("stock.level_changed", got.Json.GetProperty("type").GetString());
        Assert.Equal(got.Json.GetProperty("id").GetString(), got.Headers[WebhookSignature.IdHeader]);
        Assert.Equal(
            shop.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), got.Headers[WebhookSignature.TimestampHeader]);
        Assert.True(Verifies(secret, got));
        Assert.False(Verifies("whsec_" + Convert.ToBase64String(new byte[32]), got));
        Assert.Equal(TimeSpan.Zero, shop.Dispatcher.Lag);
    }

    [Fact]
    public async Task A_subscription_is_told_what_it_asked_for_and_only_what_comes()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url, "stock.discrepancy_raised");
        await shop.ReceiveAsync("mug", 1);
        await shop.DeliverAsync(id, Patience);
        Assert.Empty(receiver.All);

        var changed = await shop.Webhooks.UpdateAsync(new UpdateWebhook(id, null, ["stock.level_changed"], null, null), Patience);
        Assert.True(changed.Succeeded);
        await shop.ReceiveAsync("mug", 2);
        await shop.DeliverAsync(id, Patience);

        Assert.Equal(["mug/2"], receiver.Taken);
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day_and_then_the_new_one_alone()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, old) = await shop.SubscribeAsync(receiver.Url);
        var rotated = await shop.Webhooks.RotateSecretAsync(new RotateWebhookSecret("rotate", id), Patience);
        var again = await shop.Webhooks.RotateSecretAsync(new RotateWebhookSecret("rotate", id), Patience);
        Assert.NotNull(rotated.Value!.Secret);
        Assert.NotEqual(old, rotated.Value.Secret);
        Assert.Null(again.Value!.Secret);
        Assert.Equal(shop.Time.GetUtcNow() + WebhookLimits.OldSecret, again.Value.Subscription.OldSecretUntil);

        await shop.ReceiveAsync("mug", 1);
        await shop.DeliverAsync(id, Patience);
        await shop.ReceiveAsync("mug", 2);
        await WaitAndDeliverAsync(shop, id, WebhookLimits.OldSecret);

        Assert.Equal([true, false], receiver.All.Select(one => Verifies(old, one)));
        Assert.Equal([true, true], receiver.All.Select(one => Verifies(rotated.Value.Secret, one)));
        Assert.Null((await shop.DetailsAsync(id)).OldSecretUntil);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_long_answer_is_not_read()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        receiver.Answer = static async (got, context) =>
        {
            if (got.Sku == "moved")
            {
                context.Response.Headers.Location = "/elsewhere";
                return 302;
            }

            await context.Response.Body.WriteAsync(new byte[200_000]);
            return 200;
        };
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        await shop.ReceiveAsync("moved", 1);
        await shop.ReceiveAsync("long", 1);

        await shop.DeliverAsync(id, Patience);

        Assert.All(receiver.All, static one => Assert.Equal("/hook", one.Path));
        var deliveries = (await shop.Webhooks.ListDeliveriesAsync(id, new(50, null), Patience)).Nodes;
        Assert.Equal((WebhookOutcome.Failed, 302), Assert.Single(deliveries, one => one.EventKey == "stock/l/moved") switch { var one => (one.Outcome, one.Status) });
        Assert.Equal(WebhookOutcome.Delivered, Assert.Single(deliveries, one => one.EventKey == "stock/l/long").Outcome);
    }

    [Fact]
    public async Task A_name_that_leads_into_the_own_network_is_not_connected_to()
    {
        await using var receiver = await Receiver.StartAsync();
        string id;
        await using (var open = new Shop(_database))
        {
            (id, _) = await open.SubscribeAsync(new UriBuilder(receiver.Url) { Host = "localhost" }.Uri);
            await open.ReceiveAsync("mug", 1);
        }

        await using var shop = new Shop(_database, settings: new EventSettings());
        var refused = await shop.Webhooks.UpdateAsync(new UpdateWebhook(id, "https://10.0.0.1/", null, null, null), Patience);
        Assert.Equal("url", Assert.IsType<InvalidInput>(refused.Failure).Field);

        await shop.DeliverAsync(id, Patience);

        Assert.Empty(receiver.All);
        Assert.Equal(1, (await shop.DetailsAsync(id)).Waiting);
    }

    /// <summary>As a receiver would: nothing of ours, and the header by its own rules.</summary>
    private static bool Verifies(string secret, Received got)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret["whsec_".Length..]));
        mac.AppendData(Encoding.UTF8.GetBytes(got.Headers["webhook-id"] + "." + got.Headers["webhook-timestamp"] + "."));
        mac.AppendData(got.Body);
        var expected = mac.GetHashAndReset();
        return got.Headers["webhook-signature"].Split(' ').Any(one =>
            one.StartsWith("v1,", StringComparison.Ordinal) && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(one[3..]), expected));
    }
}
