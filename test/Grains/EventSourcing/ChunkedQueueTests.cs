using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

[Trait("Engine", "Any")]
public sealed class ChunkedQueueTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_version_stays_what_it_was_whichever_of_them_goes_on(int seed)
    {
        var random = new Random(seed);
        var versions = new List<(ChunkedQueue<int> Queue, int[] Expected)> { (default, []) };
        for (var step = 0; step < 2_000; step++)
        {
            // Mostly the newest goes on, sometimes an older one.
            var (queue, expected) = random.Next(10) == 0 ? versions[random.Next(versions.Count)] : versions[^1];
            versions.Add(expected.Length > 0 && random.Next(5) < 2
                ? (queue.Dequeue(), expected[1..])
                : (queue.Enqueue(step), [.. expected, step]));
        }

        Assert.All(versions, static version =>
        {
            Assert.Equal(version.Expected, version.Queue);
            Assert.Equal(version.Expected.Length == 0, version.Queue.IsEmpty);
            if (version.Expected.Length > 0)
            {
                Assert.Equal(version.Expected[0], version.Queue.Peek());
            }
        });
    }

    [Fact]
    public void An_element_costs_its_place_in_an_array_and_little_more()
    {
        var queue = default(ChunkedQueue<long>).Enqueue(-1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            queue = queue.Enqueue(i);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 80_000, 100_000);
        Assert.Equal(-1, queue.Peek());
    }

    [Fact]
    public void Nobody_is_first_in_an_empty_queue()
    {
        var left = default(ChunkedQueue<int>).Enqueue(1).Dequeue();

        Assert.Throws<InvalidOperationException>(() => default(ChunkedQueue<int>).Peek());
        Assert.Throws<InvalidOperationException>(() => left.Peek());
        Assert.Throws<InvalidOperationException>(() => left.Dequeue());
    }
}
