using System.Text;
using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Tests.EventSourcing;

/// <summary>A log that remembers at least so many of the newest entries, before and after it was a snapshot.</summary>
public sealed class BoundedLogTests
{
    private const int CountMin = 2_000;

    [Theory]
    [InlineData(10)]
    [InlineData(2_000)]
    [InlineData(9_999)]
    public void The_newest_are_known_and_the_oldest_forgotten(int count)
    {
        var log = Log(count);

        Assert.All(Enumerable.Range(Math.Max(0, count - CountMin), Math.Min(count, CountMin)), i => Assert.Equal(i, log.Find($"k{i}")));
        Assert.InRange(log.Count, Math.Min(count, CountMin), Math.Min(count, CountMin + 511));
        if (count > CountMin + 512)
        {
            Assert.Null(log.Find("k0"));
        }
    }

    [Fact]
    public void A_later_entry_of_an_id_takes_the_place_of_an_older_one_wherever_that_lies()
    {
        var log = Log(1_500).Note("k1499", -1, CountMin).Note("k3", -2, CountMin);

        Assert.Equal(-1, log.Find("k1499"));
        Assert.Equal(-2, log.Find("k3"));
        Assert.Equal(-2, Reread(log).Find("k3"));
        Assert.Equal(4, log.Find("k4"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(512)]
    [InlineData(5_000)]
    public void What_a_snapshot_holds_is_known_again(int count)
    {
        var log = Log(count);
        var read = Reread(log);

        Assert.Equal(log.Count, read.Count);
        Assert.Equal(Json(log), Json(read));
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(log.Find($"k{i}"), read.Find($"k{i}")));
        Assert.Null(read.Find("unknown"));
    }

    [Fact]
    public void A_log_that_was_read_goes_on()
    {
        var read = Enumerable.Range(5_000, 4_000).Aggregate(Reread(Log(5_000)), (log, i) => log.Note($"k{i}", i, CountMin));

        Assert.Equal(Json(Log(9_000)), Json(read));
    }

    [Fact]
    public void An_id_with_any_characters_is_found_after_a_snapshot()
    {
        string[] ids = ["\"", "\\", "é", "日本", "a b", new string('x', 400), "\u0001"];
        var log = ids.Aggregate(Log(0), (log, id) => log.Note(id, id.Length, CountMin));
        log = Enumerable.Range(0, 1_000).Aggregate(log, (log, i) => log.Note($"k{i}", i, CountMin));

        Assert.All(ids, id => Assert.Equal(id.Length, Reread(log).Find(id)));
    }

    private static BoundedLog<int> Log(int count) =>
        Enumerable.Range(0, count).Aggregate(BoundedLog<int>.Empty, (log, i) => log.Note($"k{i}", i, CountMin));

    private static BoundedLog<int> Reread(BoundedLog<int> log) =>
        JsonSerializer.Deserialize<BoundedLog<int>>(Json(log), EventJson.Options)!;

    private static string Json(BoundedLog<int> log) =>
        Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(log, EventJson.Options));
}
