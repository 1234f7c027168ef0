using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Locations;
using OrleansCommerce.Tills;

namespace OrleansCommerce.Grains.Tills;

/// <summary>The shell around <see cref="TillSession"/>. Reentrant: the sales of an offline day are on their way to the journal at once.</summary>
[Reentrant]
public sealed class TillGrain(GrainServices services) : EventSourcedGrain<TillSession.State, TillSession.Event>(services), ITillGrain
{
    /// <summary>How far the clocks of two processes may differ.</summary>
    private static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromMinutes(5);

    private readonly IJournal _journal = services.Journal;
    private readonly TillRules _rules = services.Tills;

    /// <inheritdoc/>
    protected override string Category => TillSession.Category;

    /// <inheritdoc/>
    protected override TillSession.State Initial => TillSession.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<TillSession.Event> Codec => TillSession.Codec;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<TillSessionDetails?> GetSessionAsync(int? number) => (await LookAsync()).Find(number)?.ToDetails(Id);

    /// <inheritdoc/>
    public async Task<TillOutside> GetOutsideAsync() => new((await LookAsync()).Outside);

    /// <inheritdoc/>
    public async Task<Result<TillSessionDetails>> OpenAsync(OpenTillSession command)
    {
        var by = Caller.Current.Subject;
        var location = await GrainFactory.GetGrain<ILocationGrain>(command.LocationId).GetAsync();
        return Answer(await ExecuteAsync(
            (state, now) => TillSession.Decide(state, command, location, by, now), new Origin(command.OperationId, Channel.Pos)));
    }

    /// <inheritdoc/>
    public async Task<Result<TillSessionDetails>> MoveCashAsync(MoveTillCash command)
    {
        var by = Caller.Current.Subject;
        return Answer(await ExecuteAsync(
            (state, now) => TillSession.Decide(state, command, by, now), new Origin(command.OperationId, Channel.Pos)));
    }

    /// <inheritdoc/>
    public async Task<Result<TillSessionDetails>> CloseAsync(CloseTillSession command)
    {
        var by = Caller.Current.Subject;
        return Answer(await ExecuteAsync(
            (state, now) => TillSession.Decide(state, command, _rules, by, now), new Origin(command.OperationId, Channel.Pos)));
    }

    /// <inheritdoc/>
    public async Task<TillRecord> RecordAsync(RecordTillMoney command)
    {
        // What was told before the memory reaches back is in the stream: it is never recorded twice.
        if (command.DurableSince - ClockDifferenceMax < Committed.RememberedSince
            && Committed.Entries.Find(command.EntryId) is null
            && await SearchAsync(command.EntryId) is { } forgotten)
        {
            return forgotten;
        }

        var outcome = await ExecuteAsync((state, now) => TillSession.Decide(state, command, now), new Origin(command.EntryId, Channel.Pos));
        return outcome.State.Entries.Find(command.EntryId)!.Value.ToRecord();
    }

    /// <inheritdoc/>
    protected override TillSession.State Evolve(TillSession.State state, TillSession.Event happened) => TillSession.Evolve(state, happened);

    private async Task<TillRecord?> SearchAsync(string entryId)
    {
        await foreach (var recorded in _journal.ReadStreamAsync($"{Category}/{Id}"))
        {
            if (Codec.Read(recorded) is TillSession.Event.MoneyRecorded money && money.EntryId == entryId)
            {
                return new TillSession.Place(money.Session, money.IsLate).ToRecord();
            }
        }

        return null;
    }

    private Result<TillSessionDetails> Answer(Outcome outcome) =>
        outcome.Failure is { } failure ? failure : outcome.State.Find(number: null)!.ToDetails(Id);
}
