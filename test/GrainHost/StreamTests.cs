using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansCommerce.GrainHostTests;

public sealed class StreamTests : IDisposable
{
    private static readonly StreamId Prices = StreamId.Create("prices", "sku-1");

    private readonly TestWorld _world = new(options => options.StreamQueueLength = 3);
    private readonly List<int> _seen = [];

    internal interface IProducer : IGrainWithStringKey
    {
        Task Publish(int item);
    }

    internal interface ISubscriber : IGrainWithStringKey
    {
        Task Subscribe();

        Task Unsubscribe();

        Task Wait(string gate);

        Task Die();
    }

    private IProducer Producer => _world.Host.GetGrain<IProducer>("p");

    private ISubscriber Subscriber => _world.Host.GetGrain<ISubscriber>("s");

    private IAsyncStream<int> Stream => ((IClusterClient)_world.Host).GetStreamProvider("live").GetStream<int>(Prices);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_client_gets_what_a_grain_publishes_in_order()
    {
        SubscribeClient(static (_, _) => Task.CompletedTask);

        for (var item = 1; item <= 3; item++)
        {
            _world.Answer(Producer.Publish(item));
        }

        Assert.Equal([1, 2, 3], _seen);
    }

    [Fact]
    public void A_stream_without_subscribers_takes_items_and_forgets_them()
    {
        _world.Answer(Producer.Publish(1));
        SubscribeClient(static (_, _) => Task.CompletedTask);
        _world.Answer(Producer.Publish(2));

        Assert.Equal([2], _seen);
    }

    [Fact]
    public void A_slow_subscriber_delays_nobody_and_misses_the_oldest_items_beyond_its_bound()
    {
        SubscribeClient((item, _) => item == 1 ? _world.Story.GateAsync("slow") : Task.CompletedTask);
        _world.Answer(Producer.Publish(1));
        _world.Run();

        for (var item = 2; item <= 6; item++)
        {
            _world.Answer(Producer.Publish(item));
        }

        _world.Story.Open("slow");
        _world.Run();
        Assert.Equal([1, 4, 5, 6], _seen);
    }

    [Fact]
    public void A_subscriber_that_throws_gets_the_next_item_all_the_same()
    {
        SubscribeClient(static (item, _) => item == 1 ? throw new InvalidOperationException("one") : Task.CompletedTask);

        _world.Answer(Producer.Publish(1));
        _world.Answer(Producer.Publish(2));

        Assert.Equal([1, 2], _seen);
    }

    [Fact]
    public void Nothing_comes_after_the_end_of_a_subscription()
    {
        var handle = SubscribeClient(static (_, _) => Task.CompletedTask);
        _world.Answer(Producer.Publish(1));
        _world.Answer(handle.UnsubscribeAsync());
        _world.Answer(Producer.Publish(2));

        Assert.Equal([1], _seen);
    }

    [Fact]
    public void Tokens_grow_and_failure_and_completion_are_told()
    {
        var tokens = new List<long>();
        var told = new List<string>();
        _world.Answer(Stream.SubscribeAsync(
            (item, token) =>
            {
                tokens.Add(token.SequenceNumber);
                return Task.CompletedTask;
            },
            error =>
            {
                told.Add(error.Message);
                return Task.CompletedTask;
            },
            () =>
            {
                told.Add("completed");
                return Task.CompletedTask;
            }));

        _world.Answer(Producer.Publish(1));
        _world.Answer(Producer.Publish(2));
        _world.Answer(Stream.OnErrorAsync(new InvalidOperationException("failed")));
        _world.Answer(Stream.OnCompletedAsync());

        Assert.True(tokens[0] < tokens[1]);
        Assert.Equal(["failed", "completed"], told);
    }

    [Fact]
    public void A_grain_takes_items_as_calls_that_wait_their_turn_until_its_activation_ends()
    {
        _world.Answer(Subscriber.Subscribe());
        var call = Subscriber.Wait("call");
        _world.Answer(Producer.Publish(1));
        Assert.Empty(_world.Story.Lines);
        _world.Story.Open("call");
        _world.Answer(call);
        Assert.Equal(["s takes 1"], _world.Story.Lines);

        _world.Answer(Subscriber.Die());
        _world.Answer(Producer.Publish(2));
        Assert.Equal(["s takes 1"], _world.Story.Lines);
    }

    [Fact]
    public void A_grain_can_unsubscribe()
    {
        _world.Answer(Subscriber.Subscribe());
        _world.Answer(Subscriber.Unsubscribe());
        _world.Answer(Producer.Publish(1));

        Assert.Empty(_world.Story.Lines);
    }

    private StreamSubscriptionHandle<int> SubscribeClient(Func<int, StreamSequenceToken, Task> then) =>
        _world.Answer(Stream.SubscribeAsync((item, token) =>
        {
            _seen.Add(item);
            return then(item, token);
        }));

    internal sealed class ProducerGrain : Grain, IProducer
    {
        public Task Publish(int item) => this.GetStreamProvider("live").GetStream<int>(Prices).OnNextAsync(item);
    }

    internal sealed class SubscriberGrain(Story story) : Grain, ISubscriber
    {
        private StreamSubscriptionHandle<int>? _handle;

        public async Task Subscribe() => _handle = await this.GetStreamProvider("live").GetStream<int>(Prices).SubscribeAsync((item, _) =>
        {
            Assert.Same(GrainContext, TaskScheduler.Current);
            story.Tell($"{this.GetPrimaryKeyString()} takes {item.ToString(CultureInfo.InvariantCulture)}");
            return Task.CompletedTask;
        });

        public Task Unsubscribe() => _handle!.UnsubscribeAsync();

        public Task Wait(string gate) => story.GateAsync(gate);

        public Task Die()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }
}
