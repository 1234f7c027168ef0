using OrleansCommerce.Integration.Tests.Shops;
using OrleansCommerce.Integration.Webhooks;
using OrleansCommerce.Webhooks;

namespace OrleansCommerce.Integration.Tests.Webhooks;

public abstract partial class WebhookContract
{
    [Fact]
    public async Task A_key_that_fails_holds_its_own_later_events_back_and_no_others()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        receiver.Answer = (got, _) => FailsFor("bad", got);
        for (var version = 1; version <= 3; version++)
        {
            await shop.ReceiveAsync("bad", version);
            await shop.ReceiveAsync("good", version);
        }

        await shop.DeliverAsync(id, Patience);
        await shop.ReceiveAsync("bad", 4);
        await shop.ReceiveAsync("good", 4);
        await shop.DeliverAsync(id, Patience);

        Assert.Equal(["good/1", "good/2", "good/3", "good/4"], receiver.Taken);
        Assert.Equal(["bad/1"], receiver.All.Where(static one => one.Sku == "bad").Select(static one => one.Name));
        Assert.Equal(4, (await shop.DetailsAsync(id)).Waiting);

        receiver.Answer = static (_, _) => Task.FromResult(200);
        await WaitAndDeliverAsync(shop, id, LongEnough);

        Assert.Equal(["bad/1", "bad/2", "bad/3", "bad/4"], receiver.Taken.Where(static name => name.StartsWith("bad", StringComparison.Ordinal)));
        Assert.Equal((0, 0), await shop.DetailsAsync(id) switch { var now => (now.Waiting, now.DeadLetters) });
    }

    [Fact]
    public async Task An_event_is_tried_ten_times_at_growing_times_and_then_it_is_a_dead_letter_and_its_key_goes_on()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        var refused = "bad/1";
        receiver.Answer = (got, _) => Task.FromResult(got.Name == refused ? 500 : 200);
        await shop.ReceiveAsync("bad", 1);
        await shop.ReceiveAsync("bad", 2);
        await shop.ReceiveAsync("good", 1);
        await shop.DeliverAsync(id, Patience);

        foreach (var wait in RetrySchedule.Waits)
        {
            var before = receiver.All.Count;
            await WaitAndDeliverAsync(shop, id, (wait * (1 - RetrySchedule.Jitter)) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(before, receiver.All.Count);
            await shop.ReceiveAsync("good", receiver.Taken.Count + 1);
            await WaitAndDeliverAsync(shop, id, wait * 2 * RetrySchedule.Jitter);
            Assert.Equal(before + 2, receiver.All.Count(one => one.Name is not "bad/2"));
        }

        Assert.Equal(RetrySchedule.AttemptsMax, receiver.All.Count(static one => one.Name == "bad/1"));
        Assert.Single(receiver.All.Where(static one => one.Name == "bad/1").Select(static one => one.Headers["webhook-id"]).Distinct());
        Assert.Equal("bad/2", receiver.Taken[^1]);
        var details = await shop.DetailsAsync(id);
        Assert.Equal((null, 0, 1), (details.DisabledReason, details.Waiting, details.DeadLetters));
        var letter = Assert.Single((await shop.Webhooks.ListDeadLettersAsync(id, new(50, null), Patience)).Nodes);
        Assert.Equal(("stock/l/bad", "stock.level_changed", 10, 500), (letter.EventKey, letter.EventType, letter.Attempts, letter.Status));
        var attempts = (await shop.Webhooks.ListDeliveriesAsync(id, new(200, null), Patience)).Nodes.Where(one => one.EventId == letter.EventId);
        Assert.Equal(Enumerable.Range(1, 10).Reverse(), attempts.Select(static one => one.Attempt));
        Assert.Equal(WebhookOutcome.Dead, attempts.First().Outcome);
    }

    [Fact]
    public async Task Dead_letters_are_replayed_one_by_one_or_all()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        receiver.Answer = static (got, _) => Task.FromResult(got.Sku.StartsWith("bad", StringComparison.Ordinal) ? 500 : 200);
        foreach (var sku in (string[])["bad-1", "bad-2", "bad-3"])
        {
            await shop.ReceiveAsync(sku, 1);
        }

        await DieAsync(shop, id);
        var letters = (await shop.Webhooks.ListDeadLettersAsync(id, new(50, null), Patience)).Nodes;
        Assert.Equal(["bad-1", "bad-2", "bad-3"], letters.Select(static letter => letter.EventKey["stock/l/".Length..]).Order(StringComparer.Ordinal));
        receiver.Answer = static (_, _) => Task.FromResult(200);

        var one = await shop.Webhooks.ReplayAsync(new ReplayDeadLetters(id, [letters[1].Id]), Patience);
        await shop.DeliverAsync(id, Patience);
        Assert.Equal(1, one.Value!.Replayed);
        Assert.Contains(letters[1].EventKey["stock/l/".Length..] + "/1", receiver.Taken);
        Assert.Equal(2, (await shop.DetailsAsync(id)).DeadLetters);

        var all = await shop.Webhooks.ReplayAsync(new ReplayDeadLetters(id, null), Patience);
        await shop.DeliverAsync(id, Patience);
        Assert.Equal(2, all.Value!.Replayed);
        Assert.Equal(3, receiver.Taken.Count(static name => name.StartsWith("bad", StringComparison.Ordinal)));
        Assert.Equal((0, 0), await shop.DetailsAsync(id) switch { var now => (now.Waiting, now.DeadLetters) });
        Assert.Equal(0, (await shop.Webhooks.ReplayAsync(new ReplayDeadLetters(id, [letters[0].Id]), Patience)).Value!.Replayed);
        Assert.IsType<NotFound>((await shop.Webhooks.ReplayAsync(new ReplayDeadLetters(id, ["?"]), Patience)).Failure);
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_given_up_after_its_time_and_others_are_told_meanwhile()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        var hung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answer = async (got, context) =>
        {
            if (got.Sku == "slow")
            {
                hung.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return 0;
            }

            if (got.Name == "good/2")
            {
                told.TrySetResult();
            }

            return 200;
        };
        await shop.ReceiveAsync("slow", 1);
        await shop.ReceiveAsync("good", 1, 2);

        var delivering = shop.DeliverAsync(id, Patience);
        await hung.Task.WaitAsync(Patience);

        // The second is sent when the answer to the first was read; its own may be read before its time is over, or not.
        await told.Task.WaitAsync(Patience);
        Assert.False(delivering.IsCompleted);
        shop.Time.Advance(new EventSettings().Timeout);
        await delivering;

        var deliveries = (await shop.Webhooks.ListDeliveriesAsync(id, new(50, null), Patience)).Nodes;
        Assert.Contains(deliveries, static one => (one.EventKey, one.Outcome) == ("stock/l/good", WebhookOutcome.Delivered));
        var failed = Assert.Single(deliveries, static one => one.EventKey == "stock/l/slow");
        Assert.Equal((null, "No answer within 10 seconds."), (failed.Status, failed.Error));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_disabled_and_goes_on_where_it_stopped_when_it_is_enabled()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        receiver.Answer = static (_, _) => Task.FromResult(410);
        await shop.ReceiveAsync("mug", 1);
        await shop.DeliverAsync(id, Patience);
        Assert.Equal(WebhookDisabledReason.Gone, (await shop.DetailsAsync(id)).DisabledReason);
        await shop.ReceiveAsync("mug", 2);
        await WaitAndDeliverAsync(shop, id, LongEnough);
        Assert.Single(receiver.All);

        receiver.Answer = static (_, _) => Task.FromResult(200);
        await shop.Webhooks.UpdateAsync(new UpdateWebhook(id, null, null, null, true), Patience);
        await shop.DeliverAsync(id, Patience);

        Assert.Equal(["mug/1", "mug/2"], receiver.Taken);
        Assert.Null((await shop.DetailsAsync(id)).DisabledReason);
    }

    [Fact]
    public async Task A_receiver_that_takes_nothing_for_as_long_as_an_event_is_tried_is_disabled()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        receiver.Answer = static (_, _) => Task.FromResult(500);
        await shop.ReceiveAsync("mug", 1);
        var began = shop.Time.GetUtcNow();

        foreach (var _ in RetrySchedule.Waits)
        {
            await shop.DeliverAsync(id, Patience);
            shop.Time.Advance(LongEnough);
        }

        await shop.DeliverAsync(id, Patience);

        var details = await shop.DetailsAsync(id);
        Assert.Equal((WebhookDisabledReason.Failing, began, 1), (details.DisabledReason, details.FailingSince, details.DeadLetters));
    }

    [Fact]
    public async Task A_receiver_may_ask_for_more_time()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        receiver.Answer = static (_, context) =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return Task.FromResult(429);
        };
        await shop.ReceiveAsync("mug", 1);
        await shop.DeliverAsync(id, Patience);

        await WaitAndDeliverAsync(shop, id, TimeSpan.FromSeconds(3599));
        Assert.Single(receiver.All);
        await WaitAndDeliverAsync(shop, id, TimeSpan.FromSeconds(1));

        Assert.Equal(2, receiver.All.Count);
    }

    [Fact]
    public async Task When_too_many_events_wait_no_more_are_read_and_none_is_lost()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        receiver.Answer = static (_, _) => Task.FromResult(500);
        const int Events = WebhookLimits.Retries + (2 * WebhookLimits.Page);
        await shop.ReceiveAsync("mug", 1, Events);

        await shop.DeliverAsync(id, Patience);
        Assert.Equal(WebhookLimits.Retries, (await shop.DetailsAsync(id)).Waiting);
        Assert.Single(receiver.All);
        receiver.Answer = static (_, _) => Task.FromResult(200);
        await WaitAndDeliverAsync(shop, id, LongEnough);
        await shop.DeliverAsync(id, Patience);

        Assert.Equal(Enumerable.Range(1, Events).Select(static version => $"mug/{version}"), receiver.Taken);
    }

    /// <summary>Every event that waits becomes a dead letter; another arrives each time, so that the receiver is not taken for dead.</summary>
    private async Task DieAsync(Shop shop, string id)
    {
        for (var attempt = 1; attempt <= RetrySchedule.AttemptsMax; attempt++)
        {
            await shop.ReceiveAsync("good", attempt);
            await shop.DeliverAsync(id, Patience);
            shop.Time.Advance(LongEnough);
        }
    }
}
