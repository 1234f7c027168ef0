namespace OrleansCommerce.Journal.Tests;

public abstract partial class JournalContract
{
    public static TheoryData<string, Append> Malformed() => new()
    {
        { "no events", Given.Append("s", 0) },
        { "is empty", Given.Append("", 0, "x") },
        { "301 characters", Given.Append(new string('s', 301), 0, "x") },
        { "well-formed", Given.Append("s\0", 0, "x") },
        { "well-formed", Given.Append("s\ud800", 0, "x") },
        { "expects version -1", Given.Append("s", -1, "x") },
        { "beyond the last", Given.Append("s", long.MaxValue, "x") },
        { "is empty", With(new NewEvent("", "1"u8.ToArray())) },
        { "101 characters", With(new NewEvent(new string('t', 101), "1"u8.ToArray())) },
        { "without a payload", With(new NewEvent("t", default)) },
        { "payload bytes", With(new NewEvent("t", new byte[17 * 1024 * 1024])) },
        { "has the time", Given.Append("s", 0, "x") with { At = default } },
        { "has the time", Given.Append("s", 0, "x") with { At = DateTimeOffset.MaxValue } },
        { "Subject is not well-formed", Given.Append("s", 0, "x") with { Metadata = new(Subject: "\udc00") } },
        { "Device has 301", Given.Append("s", 0, "x") with { Metadata = new(Device: new string('d', 301)) } },
        { "no metadata", Given.Append("s", 0, "x") with { Metadata = null! } },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_append_is_named_and_harms_no_neighbour(string named, Append malformed)
    {
        var before = _journal.AppendAsync(Given.Append("before", 0, "x"));
        var bad = _journal.AppendAsync(malformed);
        var behind = _journal.AppendAsync(Given.Append("behind", 0, "x"));

        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => bad);

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Equal([AppendStatus.Committed, AppendStatus.Committed], (await Task.WhenAll(before, behind)).Select(r => r.Status));
        Assert.Equal(2, (await _journal.ReadFeedAsync(count: 2)).Count);
    }

    [Fact]
    public async Task The_longest_names_pass()
    {
        var longest = new string('語', 300);

        var result = await _journal.AppendAsync(
            new Append(longest, 0, [new(new string('t', 100), "1"u8.ToArray())], new(CorrelationId: longest), Given.Noon));

        Assert.Equal(AppendStatus.Committed, result.Status);
        Assert.Equal(longest, Assert.Single(await _journal.ReadAllAsync(longest)).Metadata.CorrelationId);
    }

    private static Append With(NewEvent e) => new("s", 0, [e], EventMetadata.None, Given.Noon);
}
