using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.GrainHostTests;

/// <summary>
/// A small world of grains that call each other, wait, tick and end, driven by clients on the same one thread. The seed
/// alone decides what happens; anything on another thread fails the scheduler's own check.
/// </summary>
public sealed class DeterminismTests
{
    internal interface ITrader : IGrainWithStringKey
    {
        Task<int> Trade(int amount, int hops);

        Task Rest();
    }

    [Fact]
    public void The_same_seed_gives_the_same_story()
    {
        var first = Play(seed: 42);

        Assert.True(first.Count > 500, $"The story has {first.Count} lines only.");
        Assert.Equal(first, Play(seed: 42));
    }

    [Fact]
    public void Another_seed_gives_another_story()
    {
        Assert.NotEqual(Play(seed: 1), Play(seed: 2));
    }

    private static List<string> Play(int seed)
    {
        var scheduler = new OneThread(seed);
        using var world = new TestWorld(options => options.MaxTurnsPerSlice = 1, scheduler);
        var clients = Enumerable.Range(0, 10)
            .Select(client => Task.Factory.StartNew(
                () => ShopAsync(world, client), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap())
            .ToList();
        world.Advance(TimeSpan.FromMinutes(5));

        Assert.All(clients, client => Assert.True(client.IsCompletedSuccessfully, client.Exception?.ToString()));
        world.Advance(TimeSpan.FromMinutes(30));
        Assert.Empty(world.Host.GetActivations());
        return [.. world.Story.Lines];
    }

    private static async Task ShopAsync(TestWorld world, int client)
    {
        RequestContext.Set("client", client);
        for (var round = 0; round < 10; round++)
        {
            // The keys go upwards from hop to hop, so that no chain of calls can come back to itself.
            var answers = await Task.WhenAll(
                world.Host.GetGrain<ITrader>($"{client % 3}").Trade(round, hops: 3),
                world.Host.GetGrain<ITrader>($"{round % 4}").Trade(1, hops: 2));
            world.Story.Tell($"client {client} got {string.Join(' ', answers)} at {world.Time.GetUtcNow():mm:ss.fff}");
            Assert.Equal(client, RequestContext.Get("client"));
            await Task.Delay(TimeSpan.FromMilliseconds(10 * client), world.Time);
            await world.Host.GetGrain<ITrader>($"{round % 4}").Rest();
        }
    }

    internal sealed class TraderGrain(Story story) : Grain, ITrader
    {
        private int _sum;

        private int Number => int.Parse(this.GetPrimaryKeyString());

        public override Task OnActivateAsync(CancellationToken cancellationToken)
        {
            this.RegisterGrainTimer(
                () =>
                {
                    story.Tell($"{Number} ticks");
                    return Task.CompletedTask;
                },
                TimeSpan.FromMilliseconds(50),
                TimeSpan.FromMilliseconds(50));
            return Task.CompletedTask;
        }

        public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            await Task.Yield();
            story.Tell($"{Number} ends with {_sum}");
        }

        public async Task<int> Trade(int amount, int hops)
        {
            var before = _sum;
            await Task.Yield();
            Assert.Equal(before, _sum);
            _sum += amount;
            story.Tell($"{Number} trades {amount} for {RequestContext.Get("client")}");
            return hops == 0 ? _sum : await GrainFactory.GetGrain<ITrader>($"{Number + 1}").Trade(amount, hops - 1);
        }

        public Task Rest()
        {
            if (_sum % 3 == 0)
            {
                DeactivateOnIdle();
            }

            return Task.CompletedTask;
        }
    }
}
