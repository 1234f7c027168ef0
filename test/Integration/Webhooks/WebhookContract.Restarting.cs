using OrleansCommerce.Integration.Tests.Shops;
using OrleansCommerce.Integration.Webhooks;
using OrleansCommerce.Testing;

namespace OrleansCommerce.Integration.Tests.Webhooks;

public abstract partial class WebhookContract
{
    [Fact]
    public async Task A_process_that_ends_in_the_middle_loses_nothing_and_the_next_goes_on_in_order()
    {
        await using var receiver = await Receiver.StartAsync();
        var time = new ManualTime();
        var inTheMiddle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answer = async (got, context) =>
        {
            if (got.Name == "b/7" && !inTheMiddle.Task.IsCompleted)
            {
                inTheMiddle.SetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return 0;
            }

            return 200;
        };
        string id;
        await using (var shop = new Shop(_database, time))
        {
            (id, _) = await shop.SubscribeAsync(receiver.Url);
            for (var version = 1; version <= 20; version++)
            {
                foreach (var sku in (string[])["a", "b", "c"])
                {
                    await shop.ReceiveAsync(sku, version);
                }
            }

            using var kill = CancellationTokenSource.CreateLinkedTokenSource(Patience);
            var delivering = shop.DeliverAsync(id, kill.Token);
            await inTheMiddle.Task.WaitAsync(Patience);
            await kill.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delivering);
        }

        await using var next = new Shop(_database, time);
        Assert.False(await next.Lease.TryHoldAsync(Patience));
        time.Advance(DeliveryLease.For);
        await next.DeliverAsync(id, Patience);

        foreach (var sku in (string[])["a", "b", "c"])
        {
            var taken = receiver.Taken.Where(name => name.StartsWith(sku, StringComparison.Ordinal)).ToList();
            Assert.Equal(Enumerable.Range(1, 20).Select(version => $"{sku}/{version}"), taken.TakeLast(20));
            Assert.Equal(20, taken.Distinct().Count());
        }
    }

    [Fact]
    public async Task What_waits_to_be_tried_again_outlives_the_process()
    {
        await using var receiver = await Receiver.StartAsync();
        var time = new ManualTime();
        string id;
        receiver.Answer = static (_, _) => Task.FromResult(500);
        await using (var shop = new Shop(_database, time))
        {
            (id, _) = await shop.SubscribeAsync(receiver.Url);
            await shop.ReceiveAsync("mug", 1);
            await shop.ReceiveAsync("mug", 2);
            await shop.DeliverAsync(id, Patience);
            await shop.Lease.ReleaseAsync(Patience);
        }

        receiver.Answer = static (_, _) => Task.FromResult(200);
        await using var next = new Shop(_database, time);
        await next.DeliverAsync(id, Patience);
        Assert.Empty(receiver.Taken);
        await WaitAndDeliverAsync(next, id, LongEnough);

        Assert.Equal(["mug/1", "mug/2"], receiver.Taken);
        var attempts = (await next.Webhooks.ListDeliveriesAsync(id, new(50, null), Patience)).Nodes;
        Assert.Equal([1, 2, 1], attempts.Select(static one => one.Attempt));
    }

    [Fact]
    public async Task Of_two_processes_one_delivers_and_the_other_when_it_hears_nothing_of_the_first()
    {
        await using var receiver = await Receiver.StartAsync();
        var (firstTime, secondTime) = (new ManualTime(), new ManualTime(new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await using var first = new Shop(_database, firstTime);
        await using var second = new Shop(_database, secondTime);
        var (id, _) = await first.SubscribeAsync(receiver.Url);
        await first.ReceiveAsync("mug", 1);

        Assert.True(await first.Lease.TryHoldAsync(Patience));
        Assert.False(await second.Lease.TryHoldAsync(Patience));
        secondTime.Advance(DeliveryLease.For - TimeSpan.FromSeconds(1));
        Assert.True(await first.Lease.TryHoldAsync(Patience));
        secondTime.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await second.Lease.TryHoldAsync(Patience));
        Assert.Equal(Pass.Ended, await second.Dispatcher.TellNewAsync(id, Patience));

        secondTime.Advance(DeliveryLease.For);
        Assert.True(await second.Lease.TryHoldAsync(Patience));
        Assert.False(await first.Lease.TryHoldAsync(Patience));
        await second.DeliverAsync(id, Patience);

        Assert.Equal(["mug/1"], receiver.Taken);
    }

    [Fact]
    public async Task A_process_that_was_frozen_writes_nothing_when_another_delivers_meanwhile()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var frozen = new Shop(_database);
        await using var other = new Shop(_database);
        var (id, _) = await frozen.SubscribeAsync(receiver.Url);
        await frozen.ReceiveAsync("mug", 1);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thaw = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        receiver.Answer = async (_, _) =>
        {
            asked.TrySetResult();
            await thaw.Task;
            return 500;
        };
        var delivering = frozen.DeliverAsync(id, Patience);
        await asked.Task.WaitAsync(Patience);

        Assert.False(await other.Lease.TryHoldAsync(Patience));
        other.Time.Advance(DeliveryLease.For);
        Assert.True(await other.Lease.TryHoldAsync(Patience));
        thaw.SetResult();
        await Assert.ThrowsAsync<LeaseLostException>(() => delivering);

        Assert.Equal(0, (await other.DetailsAsync(id)).Waiting);
        receiver.Answer = static (_, _) => Task.FromResult(200);
        await other.DeliverAsync(id, Patience);
        Assert.Equal(["mug/1"], receiver.Taken);
    }

    [Fact]
    public async Task A_holder_that_cannot_beat_sends_nothing_new()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var shop = new Shop(_database);
        var (id, _) = await shop.SubscribeAsync(receiver.Url);
        await shop.ReceiveAsync("mug", 1);
        Assert.True(await shop.Lease.TryHoldAsync(Patience));
        shop.Time.Advance(DeliveryLease.For - DeliveryLease.Slack);

        Assert.Equal(Pass.Ended, await shop.Dispatcher.TellNewAsync(id, Patience));
        Assert.Equal(Pass.Ended, await shop.Dispatcher.TellAgainAsync(id, Patience));

        Assert.Empty(receiver.All);
    }
}
