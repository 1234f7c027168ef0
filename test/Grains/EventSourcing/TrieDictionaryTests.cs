using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

/// <summary>An immutable map beside a mutable dictionary, which is what it must seem to be.</summary>
[Trait("Engine", "Any")]
public sealed class TrieDictionaryTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 3_000)]
    [InlineData(3, 200_000)]
    public void It_holds_what_a_dictionary_holds_after_each_change(int seed, int keys)
    {
        var random = new Random(seed);
        var map = TrieDictionary<int>.Empty;
        var expected = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var step = 0; step < 30_000; step++)
        {
            var key = $"key-{random.Next(keys)}";
            if (random.Next(3) > 0)
            {
                map = map.SetItem(key, step);
                expected[key] = step;
            }
            else
            {
                map = map.Remove(key);
                expected.Remove(key);
            }

            Assert.Equal(expected.Count, map.Count);
            Assert.Equal(expected.TryGetValue(key, out var value), map.TryGetValue(key, out var found));
            Assert.Equal(value, found);
        }

        Assert.Equal(expected.OrderBy(entry => entry.Key, StringComparer.Ordinal), map.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void An_older_map_keeps_what_it_held()
    {
        var older = Enumerable.Range(0, 5_000).Aggregate(TrieDictionary<int>.Empty, (map, i) => map.SetItem($"k{i}", i));
        var newer = Enumerable.Range(0, 5_000).Aggregate(older, (map, i) => i % 2 == 0 ? map.Remove($"k{i}") : map.SetItem($"k{i}", -i));

        Assert.Equal(2_500, newer.Count);
        Assert.All(Enumerable.Range(0, 5_000), i => Assert.Equal(i, older[$"k{i}"]));
        Assert.All(Enumerable.Range(0, 5_000), i => Assert.Equal(i % 2 == 1, newer.ContainsKey($"k{i}")));
        Assert.Throws<KeyNotFoundException>(() => newer["k0"]);
        Assert.Same(newer, newer.Remove("k0"));
    }

    [Fact]
    public void Equal_contents_have_equal_form_whatever_their_history()
    {
        var few = Enumerable.Range(0, 100).Aggregate(TrieDictionary<int>.Empty, (map, i) => map.SetItem($"k{i}", i));
        var many = Enumerable.Range(0, 20_000).Reverse().Aggregate(TrieDictionary<int>.Empty, (map, i) => map.SetItem($"k{i}", i));
        var left = Enumerable.Range(100, 19_900).Aggregate(many, (map, i) => map.Remove($"k{i}"));

        Assert.Equal(few.AsEnumerable(), left);
        Assert.Equal(Json(few), Json(left));
    }

    [Fact]
    public void Keys_of_one_hash_are_told_apart()
    {
        // More keys than a hash of 32 bits has room for without equals, so some pair has the same in any process.
        var keys = Enumerable.Range(0, 400_000).Select(i => $"k{i}").ToList();
        var equals = keys.GroupBy(key => string.GetHashCode(key, StringComparison.Ordinal)).Where(group => group.Count() > 1).SelectMany(group => group).ToList();
        Assert.NotEmpty(equals);

        var map = keys.Aggregate(TrieDictionary<int>.Empty, (map, key) => map.SetItem(key, key.Length));
        Assert.Equal(keys.Count, map.Count);
        map = equals.Aggregate(map, (map, key) => map.SetItem(key, -1));
        Assert.All(equals, key => Assert.Equal(-1, map[key]));

        foreach (var key in equals)
        {
            map = map.Remove(key);
            Assert.False(map.ContainsKey(key));
        }

        Assert.Equal(keys.Count - equals.Count, map.Count);
    }

    [Fact]
    public void A_snapshot_gives_the_same_map_back()
    {
        var map = Enumerable.Range(0, 3_000).Aggregate(TrieDictionary<int>.Empty, (map, i) => map.SetItem($"ké\"{i}", i));

        Assert.Equal(map.AsEnumerable(), JsonSerializer.Deserialize<TrieDictionary<int>>(Json(map), EventJson.Options));
        Assert.Empty(JsonSerializer.Deserialize<TrieDictionary<int>>("{}", EventJson.Options)!);
    }

    private static string Json(TrieDictionary<int> map) => JsonSerializer.Serialize(map, EventJson.Options);
}
