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
