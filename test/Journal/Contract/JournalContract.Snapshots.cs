using System.Text;

namespace OrleansCommerce.Journal.Tests;

public abstract partial class JournalContract
{
    [Fact]
    public async Task A_stream_without_events_has_an_empty_history()
    {
        var history = await _journal.LoadAsync("nobody");

        Assert.Null(history.Snapshot);
        Assert.Empty(history.Events);
    }

    [Fact]
    public async Task Loading_answers_the_snapshot_and_the_events_after_it()
    {
        await _journal.AppendAsync(Given.Append("s", 0, "a", "b", "c", "d"));
        await _journal.WriteSnapshotAsync(Snapshot(version: 2, "ab"));

        var history = await _journal.LoadAsync("s");

        Assert.Equal((2L, 1, "ab"), (history.Snapshot!.Version, history.Snapshot.Schema, Encoding.UTF8.GetString(history.Snapshot.Payload.Span)));
        Assert.Equal([(3L, "c"), (4L, "d")], history.Events.Select(e => (e.Version, e.Text())));
        Assert.Equal(4, (await _journal.ReadAllAsync("s")).Count);
    }

    [Fact]
    public async Task Streams_loaded_at_once_each_get_their_own_history()
    {
        const int Streams = 300;
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(i => _journal.AppendAsync(
            Given.Append($"many-{i}", 0, [.. Enumerable.Range(1, 1 + (i % 7)).Select(version => $"{i}-{version}")]))));
        await Task.WhenAll(Enumerable.Range(0, Streams).Where(i => i % 3 == 0).Select(i => _journal.WriteSnapshotAsync(
            new Snapshot($"many-{i}", 1, 1, Encoding.UTF8.GetBytes($"{i}")))));

        // A third of them have never been written; and one is asked for twice.
        var loaded = await Task.WhenAll(Enumerable.Range(0, Streams * 3 / 2).Append(5).Select(i => _journal.LoadAsync($"many-{i}")));

        for (var i = 0; i < Streams; i++)
        {
            var first = i % 3 == 0 ? 2 : 1;
            Assert.Equal(i % 3 == 0 ? $"{i}" : null, loaded[i].Snapshot is { } kept ? Encoding.UTF8.GetString(kept.Payload.Span) : null);
            Assert.Equal(
                Enumerable.Range(first, 1 + (i % 7) - first + 1).Select(version => ($"many-{i}", (long)version, $"{i}-{version}")),
                loaded[i].Events.Select(e => (e.Stream, e.Version, e.Text())));
        }

        Assert.All(loaded[Streams..^1], static history => Assert.True(history.Snapshot is null && history.Events.Count == 0));
        Assert.Equal(6, loaded[^1].Events.Count);
    }

    [Fact]
    public async Task An_older_snapshot_never_replaces_a_newer_one_and_an_equal_one_does()
    {
        await _journal.AppendAsync(Given.Append("s", 0, "a", "b", "c"));
        await _journal.WriteSnapshotAsync(Snapshot(version: 3, "new"));
        await _journal.WriteSnapshotAsync(Snapshot(version: 2, "old"));
        Assert.Equal("new", await SnapshotTextAsync());

        await _journal.WriteSnapshotAsync(Snapshot(version: 3, "new shape") with { Schema = 2 });
        Assert.Equal("new shape", await SnapshotTextAsync());
    }

    private static Snapshot Snapshot(long version, string state) => new("s", version, 1, Encoding.UTF8.GetBytes(state));

    private async Task<string> SnapshotTextAsync() =>
        Encoding.UTF8.GetString((await _journal.LoadAsync("s")).Snapshot!.Payload.Span);
}
