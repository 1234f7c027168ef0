using Orleans;
using Orleans.Concurrency;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Locations;
using OrleansCommerce.Receipts;

namespace OrleansCommerce.Grains.Receipts;

/// <summary>The shell around <see cref="ReceiptLedger"/>. Reentrant: the receipts of many sales are on their way to the journal at once.</summary>
[Reentrant]
public sealed class ReceiptLedgerGrain(GrainServices services)
    : EventSourcedGrain<ReceiptLedger.State, ReceiptLedger.Event>(services), IReceiptLedgerGrain
{
    /// <summary>Ledgers without an entry that are passed over in search of the year before: receipts are kept for ten years.</summary>
    private const int YearsBack = 10;

    /// <summary>How far the clocks of two processes may differ.</summary>
    private static readonly TimeSpan ClockDifferenceMax = TimeSpan.FromMinutes(5);

    private readonly IJournal _journal = services.Journal;
    private readonly TaxTable _taxes = services.Taxes;
    private CountryTax _tax = services.Taxes.Of(null);

    /// <inheritdoc/>
    protected override string Category => ReceiptLedger.Category;

    /// <inheritdoc/>
    protected override ReceiptLedger.State Initial => ReceiptLedger.Nothing(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    protected override EventCodec<ReceiptLedger.Event> Codec => ReceiptLedger.Codec;

    /// <inheritdoc/>
    public async Task<Result<ReceiptDetails>> IssueAsync(IssueReceipt command)
    {
        await ReadRulesAsync();
        if (Committed.Version == 0 && _tax.DateAt(Now).Year > Committed.Year)
        {
            return new InvalidState("CLOSED", $"{Committed.Year} is over.");
        }

        if (command.DurableSince - ClockDifferenceMax < Committed.RememberedSince
            && Committed.Sources.Find(command.SourceId) is null
            && await SearchAsync(command.SourceId) is { } forgotten)
        {
            return forgotten;
        }

        await OpenAsync();
        ReceiptLedger.Event.Issued? issued = null;
        var outcome = await ExecuteAsync(
            (state, now) =>
            {
                var decision = ReceiptLedger.DecideIssue(state, command, _tax, now);
                issued = decision.Events.OfType<ReceiptLedger.Event.Issued>().FirstOrDefault();
                return decision;
            },
            new Origin(command.SourceId));
        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        return issued is null
            ? (await ReadAsync(outcome.State, outcome.State.Sources.Find(command.SourceId)!.Value.Number))!
            : ReceiptLedger.Details(outcome.State, issued);
    }

    /// <inheritdoc/>
    public async Task<ReceiptDetails?> GetAsync(long number) => await ReadAsync(await LookAsync(), number);

    /// <inheritdoc/>
    public async Task<Result<LedgerDetails>> CloseAsync(DateOnly date)
    {
        await ReadRulesAsync();
        if (date.Year != Committed.Year || date > _tax.DateAt(Now))
        {
            return ReceiptLedger.DecideClose(Committed, date, _tax, Now).Failure!;
        }

        await OpenAsync();
        var outcome = await ExecuteAsync((state, now) => ReceiptLedger.DecideClose(state, date, _tax, now));
        return outcome.Failure is { } failure ? failure : outcome.State.Details()!;
    }

    /// <inheritdoc/>
    public async Task<LedgerDetails?> GetLedgerAsync() => (await ReadNewestAsync()).Details();

    /// <inheritdoc/>
    public async Task<LedgerDetails> ConcludeAsync()
    {
        await ReadRulesAsync();
        await OpenAsync();
        return (await ExecuteAsync(ReceiptLedger.DecideConclude)).State.Details()!;
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        await ReadRulesAsync();
        var outcome = await ExecuteAsync((state, now) => ReceiptLedger.DecideDue(state, _tax, now));
        return NextWake(outcome.State);
    }

    /// <inheritdoc/>
    protected override ReceiptLedger.State Evolve(ReceiptLedger.State state, ReceiptLedger.Event happened) =>
        ReceiptLedger.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(ReceiptLedger.State state) => ReceiptLedger.NextWake(state, _tax);

    private async Task ReadRulesAsync()
    {
        if (Committed.StoreId == ReceiptId.OnlineStore)
        {
            return;
        }

        var location = await GrainFactory.GetGrain<ILocationGrain>(Committed.StoreId).GetAsync();
        _tax = _taxes.Of(location?.Country);
    }

    /// <summary>Begins the year, after the store's last one is closed.</summary>
    private async Task OpenAsync()
    {
        if (Committed.Version > 0)
        {
            return;
        }

        LedgerDetails? predecessor = null;
        for (var back = 1; back <= YearsBack && predecessor is null; back++)
        {
            var before = GrainFactory.GetGrain<IReceiptLedgerGrain>(ReceiptId.KeyOf(Committed.StoreId, Committed.Year - back));
            predecessor = await before.GetLedgerAsync() is null ? null : await before.ConcludeAsync();
        }

        await ExecuteAsync((state, now) => ReceiptLedger.DecideOpen(state, predecessor, now));
    }

    private async Task<ReceiptDetails?> ReadAsync(ReceiptLedger.State state, long number)
    {
        if (state.VersionOf(number) is { } version)
        {
            await foreach (var recorded in _journal.ReadStreamAsync(ReceiptLedger.StreamOf(state), version - 1, version))
            {
                return ReceiptLedger.Details(state, (ReceiptLedger.Event.Issued)Codec.Read(recorded));
            }
        }

        return null;
    }

    /// <summary>Looks for what is not remembered any more.</summary>
    private async Task<ReceiptDetails?> SearchAsync(string sourceId)
    {
        var state = Committed;
        await foreach (var recorded in _journal.ReadStreamAsync(ReceiptLedger.StreamOf(state)))
        {
            if (Codec.Read(recorded) is ReceiptLedger.Event.Issued issued && issued.SourceId == sourceId)
            {
                return ReceiptLedger.Details(state, issued);
            }
        }

        return null;
    }
}
