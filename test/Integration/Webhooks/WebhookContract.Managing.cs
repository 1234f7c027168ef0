using Dapper;
using OrleansCommerce.Integration.Tests.Shops;
using OrleansCommerce.Integration.Webhooks;
using OrleansCommerce.Search;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Tests.Webhooks;

public abstract partial class WebhookContract
{
    private static readonly Uri Somewhere = new("https://shop.example/hook");

    [Fact]
    public async Task A_repeated_request_makes_one_subscription_and_does_not_show_its_secret_again()
    {
        await using var shop = new Shop(_database);
        var command = new CreateWebhook("op", Somewhere.ToString(), ["order.placed", "order.paid"], "ERP", "admin-1");

        var first = await shop.Webhooks.CreateAsync(command, Patience);
        var second = await shop.Webhooks.CreateAsync(command with { Types = ["order.paid", "order.placed"] }, Patience);
        var other = await shop.Webhooks.CreateAsync(command with { Description = "CRM" }, Patience);

        Assert.StartsWith("whsec_", first.Value!.Secret, StringComparison.Ordinal);
        Assert.Null(second.Value!.Secret);
        Assert.Equal(first.Value.Subscription.Id, second.Value.Subscription.Id);
        Assert.Equal("order.paid order.placed", string.Join(' ', first.Value.Subscription.Types));
        Assert.IsType<OperationIdReused>(other.Failure);
        Assert.Equal(1, (await shop.Webhooks.ListAsync(new(50, null), Patience)).TotalCount);
    }

    [Fact]
    public async Task A_secret_lies_in_no_column_in_the_clear_and_opens_for_its_own_subscription_alone()
    {
        await using var shop = new Shop(_database);
        var (id, secret) = await shop.SubscribeAsync(Somewhere);
        var plain = Convert.FromBase64String(secret["whsec_".Length..]);
        var kept = (await shop.Store.FindAsync(id, Patience))!.Secret;

        Assert.False(kept.AsSpan().IndexOf(plain) >= 0);
        var mine = new WebhookSecrets(new SharedSecret(), new EventSettings());
        Assert.Equal(plain, await mine.UnprotectAsync(id, kept, Patience));
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(async () => await mine.UnprotectAsync("wh_other", kept, Patience));
        var keyed = new WebhookSecrets(new SharedSecret(), new EventSettings { EncryptionKey = new byte[] { 1, 2, 3 } });
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(async () => await keyed.UnprotectAsync(id, kept, Patience));
    }

    [Fact]
    public async Task Bad_input_is_refused_with_its_field()
    {
        await using var shop = new Shop(_database, settings: new EventSettings());
        var good = new CreateWebhook("op", Somewhere.ToString(), [], "", "admin-1");

        foreach (var (bad, field) in new[]
        {
            (good with { OperationId = "" }, "operationId"),
            (good with { OperationId = new string('x', WebhookLimits.OperationId + 1) }, "operationId"),
            (good with { Url = "http://shop.example/" }, "url"),
            (good with { Types = ["order.made_up"] }, "types"),
            (good with { Description = new string('x', WebhookLimits.Description + 1) }, "description"),
        })
        {
            Assert.Equal(field, Assert.IsType<InvalidInput>((await shop.Webhooks.CreateAsync(bad, Patience)).Failure).Field);
        }

        Assert.IsType<NotFound>((await shop.Webhooks.UpdateAsync(new UpdateWebhook("wh_none", null, null, "x", null), Patience)).Failure);
        Assert.IsType<NotFound>((await shop.Webhooks.RotateSecretAsync(new RotateWebhookSecret("op", "wh_none"), Patience)).Failure);
        Assert.IsType<NotFound>((await shop.Webhooks.DeleteAsync("wh_none", Patience)).Failure);
        Assert.IsType<NotFound>((await shop.Webhooks.ReplayAsync(new ReplayDeadLetters("wh_none", null), Patience)).Failure);
    }

    [Fact]
    public async Task There_are_fifty_subscriptions_at_most_and_pages_of_them()
    {
        await using var shop = new Shop(_database);
        for (var i = 0; i < WebhookLimits.Subscriptions; i++)
        {
            shop.Time.Advance(TimeSpan.FromMilliseconds(1));
            await shop.SubscribeAsync(new Uri(Somewhere, $"/{i}"));
        }

        var one = await shop.Webhooks.CreateAsync(new CreateWebhook("more", Somewhere.ToString(), [], "", "admin-1"), Patience);
        Assert.Equal("FULL", Assert.IsType<InvalidState>(one.Failure).State);

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await shop.Webhooks.ListAsync(new PageRequest(20, after), Patience);
            Assert.Equal(WebhookLimits.Subscriptions, page.TotalCount);
            seen.AddRange(page.Nodes.Select(static webhook => webhook.Url));
            after = page.HasNextPage ? page.Cursors[^1] : null;
        }
        while (after is not null);
        Assert.Equal(Enumerable.Range(0, WebhookLimits.Subscriptions).Select(static i => $"https://shop.example/{i}"), seen);
        await Assert.ThrowsAsync<InvalidCursorException>(() => shop.Webhooks.ListAsync(new PageRequest(20, "nonsense"), Patience));

        // PostgreSQL takes no zero character in a text: it must not get there.
        await Assert.ThrowsAsync<InvalidCursorException>(() => shop.Webhooks.ListAsync(new PageRequest(20, Cursor.Of("ws", "\0")), Patience));
    }

    [Fact]
    public async Task A_deleted_subscription_leaves_nothing_behind()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        receiver.Answer = static (got, _) => Task.FromResult(got.Sku == "good" ? 200 : 500);
        await shop.ReceiveAsync("bad", 1);
        await DieAsync(shop, id);
        await shop.ReceiveAsync("bad", 2);
        await shop.DeliverAsync(id, Patience);
        Assert.Equal((1, 1), await shop.DetailsAsync(id) switch { var now => (now.Waiting, now.DeadLetters) });

        Assert.True((await shop.Webhooks.DeleteAsync(id, Patience)).Succeeded);

        await using var connection = await shop.Database.OpenReadAsync(Patience);
        foreach (var table in (string[])["webhook_subscriptions", "webhook_retries", "webhook_dead_letters", "webhook_attempts"])
        {
            Assert.Equal(0, await connection.ExecuteScalarAsync<long>($"select count(*) from {table}"));
        }

        Assert.Equal(Pass.Ended, await shop.Dispatcher.TellNewAsync(id, Patience));
    }

    [Fact]
    public async Task The_last_five_hundred_attempts_are_remembered()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        await shop.ReceiveAsync("mug", 1, WebhookLimits.Attempts + 150);

        await shop.DeliverAsync(id, Patience);

        Assert.Equal(WebhookLimits.Attempts + 150, receiver.Taken.Count);
        var page = await shop.Webhooks.ListDeliveriesAsync(id, new PageRequest(200, null), Patience);
        Assert.Equal((WebhookLimits.Attempts, 200, true), (page.TotalCount, page.Nodes.Length, page.HasNextPage));
        var next = await shop.Webhooks.ListDeliveriesAsync(id, new PageRequest(200, page.Cursors[^1]), Patience);
        Assert.Empty(page.Nodes.Select(static one => one.Id).Intersect(next.Nodes.Select(static one => one.Id)));
    }
}
