using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Grains.Tests.EventSourcing;

namespace OrleansCommerce.Grains.Tests.Stock;

/// <summary>A line of reservations beside a sorted set of them, which is what it must seem to be.</summary>
[Trait("Engine", "Any")]
public sealed class ExpiryLineTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 40)]
    [InlineData(3, 100_000)]
    public void The_first_and_those_that_are_over_are_those_of_a_sorted_set(int seed, int spread)
    {
        var random = new Random(seed);
        var line = ExpiryLine.Empty;
        var holds = TrieDictionary<StockItem.Hold>.Empty;
        var expected = new SortedDictionary<StockItem.Expiry, StockItem.Hold>();
        for (var step = 0; step < 5_000; step++)
        {
            // Grows, then shrinks, from the front and from within.
            if (random.Next(5_000) > step || expected.Count == 0)
            {
                var hold = new StockItem.Hold(1, 900, Given.Noon.AddSeconds((step / 10) + random.Next(spread)), Channel.Web);
                var added = new StockItem.Expiry(hold.ExpiresAt, $"r{step}");
                holds = holds.SetItem(added.ReservationId, hold);
                expected.Add(added, hold);
                line = line.Add(added);
            }
            else
            {
                var left = random.Next(2) == 0 ? expected.First().Key : expected.ElementAt(random.Next(expected.Count)).Key;
                holds = holds.Remove(left.ReservationId);
                expected.Remove(left);
                line = line.Remove(left, holds);
            }

            Assert.Equal(expected.Count == 0 ? null : expected.First().Key.At, line.First?.At);
            Assert.True(line.First is not { } first || expected.ContainsKey(first));
        }

        foreach (var now in new[] { Given.Noon, Given.Noon.AddSeconds(250), DateTimeOffset.MaxValue })
        {
            Assert.Equal(expected.Keys.Where(expiry => expiry.At <= now), line.Over(now, holds).Order());
            Assert.Equal(expected.Keys.Where(expiry => expiry.At <= now), ExpiryLine.Of(holds).Over(now, holds).Order());
        }
    }

    [Fact]
    public void An_id_that_was_forgotten_and_comes_again_stands_at_its_new_place()
    {
        var first = new StockItem.Expiry(Given.Noon.AddSeconds(10), "a");
        var early = new StockItem.Expiry(Given.Noon.AddSeconds(20), "b");
        var again = early with { At = Given.Noon.AddSeconds(30) };
        var hold = new StockItem.Hold(1, 10, Given.Noon, Channel.Web);
        var holds = TrieDictionary<StockItem.Hold>.Empty.SetItem("a", hold with { ExpiresAt = first.At });

        var line = ExpiryLine.Empty.Add(first).Add(early).Remove(early, holds).Add(again);
        holds = holds.SetItem("b", hold with { ExpiresAt = again.At });
        Assert.Equal([first], line.Over(early.At, holds));

        line = line.Remove(first, holds.Remove("a"));
        Assert.Equal(again, line.First);
    }

    [Fact]
    public void Those_that_end_early_are_found_without_a_look_at_the_rest_of_the_line()
    {
        var line = ExpiryLine.Empty;
        for (var i = 0; i < 100_000; i++)
        {
            line = line.Add(new StockItem.Expiry(Given.Noon.AddMinutes(15), $"r{i}"));
        }

        var early = new StockItem.Expiry(Given.Noon, "early");
        line = line.Add(early);
        var holds = TrieDictionary<StockItem.Hold>.Empty.SetItem("early", new StockItem.Hold(1, 10, early.At, Channel.Web));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(early, Assert.Single(line.Over(Given.Noon, holds)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }
}
