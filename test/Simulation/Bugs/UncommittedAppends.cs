using OrleansCommerce.Journal;

namespace OrleansCommerce.Simulation.Bugs;

/// <summary>Appends that were sent and not answered, of all processes: what a database shows to a reader who asks for dirty reads.</summary>
internal sealed class UncommittedAppends
{
    private readonly List<Append> _appends = [];

    public void Add(Append append) => _appends.Add(append);

    public void Remove(Append append) => _appends.RemoveAll(candidate => ReferenceEquals(candidate, append));

    /// <summary>The events that would continue a stream if they were committed.</summary>
    public IReadOnlyList<RecordedEvent> After(string stream, long head)
    {
        var events = new List<RecordedEvent>();
        foreach (var append in _appends.Where(append => append.Stream == stream))
        {
            if (append.ExpectedVersion == head)
            {
                events.AddRange(append.Events.Select(happened => new RecordedEvent(
                    stream, ++head, FeedPosition.Start, happened.Type, happened.Payload, append.Metadata, append.At)));
            }
        }

        return events;
    }
}
