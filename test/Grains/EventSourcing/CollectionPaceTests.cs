using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

[Trait("Engine", "Any")]
public sealed class CollectionPaceTests
{
    [Fact]
    public void It_collects_once_for_each_portion_that_was_loaded()
    {
        var collections = 0;
        var pace = new CollectionPace(() => collections++);

        pace.Loaded(CollectionPace.PortionBytes - 1);
        Assert.Equal(0, collections);

        pace.Loaded(1);
        Assert.Equal(1, collections);

        pace.Loaded(0);
        pace.Loaded(CollectionPace.PortionBytes * 10);
        Assert.Equal(2, collections);
    }

    [Fact]
    public async Task Grains_that_load_at_once_make_no_more_of_them()
    {
        const int Loads = 40_000;
        const int Bytes = 1_000;
        var collections = 0;
        var pace = new CollectionPace(() => Interlocked.Increment(ref collections));

        await Parallel.ForAsync(0, Loads, (_, _) =>
        {
            pace.Loaded(Bytes);
            return ValueTask.CompletedTask;
        });

        Assert.InRange(collections, 1, Loads * Bytes / CollectionPace.PortionBytes);
    }
}
