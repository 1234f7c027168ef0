using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.StoreCredits;

namespace OrleansCommerce.Grains.StoreCredits;

/// <summary>The shell around <see cref="StoreCredit"/>.</summary>
public sealed class StoreCreditGrain(GrainServices services)
    : EventSourcedGrain<StoreCredit.State, StoreCredit.Event>(services), IStoreCreditGrain
{
    /// <inheritdoc/>
    protected override string Category => "store-credit";

    /// <inheritdoc/>
    protected override StoreCredit.State Initial => StoreCredit.Nothing(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    protected override EventCodec<StoreCredit.Event> Codec => StoreCredit.Codec;

    /// <inheritdoc/>
    public async Task<StoreCreditDetails?> GetAsync() => (await ReadNewestAsync()).Details();

    /// <inheritdoc/>
    public async Task<Result<StoreCreditDetails>> IssueAsync(IssueStoreCredit command) =>
        Details(await ExecuteAsync((state, now) => StoreCredit.Decide(state, command, now), new Origin(command.OperationId)));

    /// <inheritdoc/>
    public async Task<Result<StoreCreditRedemption>> RedeemAsync(RedeemStoreCredit command)
    {
        var outcome = await ExecuteAsync((state, now) => StoreCredit.Decide(state, command, now), new Origin(command.OperationId));
        return outcome.Failure is { } failure
            ? failure
            : StoreCredit.Answer(outcome.State, outcome.State.Redemptions.Single(redemption => redemption.OperationId == command.OperationId).Id);
    }

    /// <inheritdoc/>
    public async Task<Result<StoreCreditRedemption>> ReverseAsync(ReverseRedemption command)
    {
        var outcome = await ExecuteAsync((state, now) => StoreCredit.Decide(state, command, now), new Origin(command.OperationId));
        return outcome.Failure is { } failure ? failure : StoreCredit.Answer(outcome.State, command.RedemptionId);
    }

    /// <inheritdoc/>
    public async Task<Result<StoreCreditDetails>> UseAsync(UseRedemption command) =>
        Details(await ExecuteAsync((state, _) => StoreCredit.Decide(state, command), new Origin(command.OrderId)));

    /// <inheritdoc/>
    protected override StoreCredit.State Evolve(StoreCredit.State state, StoreCredit.Event happened) => StoreCredit.Evolve(state, happened);

    private static Result<StoreCreditDetails> Details(Outcome outcome) =>
        outcome.Failure is { } failure ? failure : outcome.State.Details()!;
}
