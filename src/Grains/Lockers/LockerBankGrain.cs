using Microsoft.Extensions.Logging;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Locations;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

/// <summary>The shell around <see cref="LockerBank"/>.</summary>
public sealed partial class LockerBankGrain(GrainServices services, IInstallationSecret secrets, ILogger<LockerBankGrain> logger)
    : EventSourcedGrain<LockerBank.State, LockerBank.Event>(services), ILockerBankGrain
{
    /// <summary>The name of the secret that codes are derived from.</summary>
    public const string SecretName = "locker-pickup-codes";

    private bool _registered;
    private PickupCodes? _codes;

    /// <inheritdoc/>
    protected override string Category => "locker-bank";

    /// <inheritdoc/>
    protected override LockerBank.State Initial => LockerBank.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<LockerBank.Event> Codec => LockerBank.Codec;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<LockerBankDetails?> GetAsync() =>
        await IsRegisteredAsync() ? (await ReadAsync()).ToDetails(Id) : null;

    /// <inheritdoc/>
    public async Task<Result<LockerBankDetails>> ConfigureAsync(ConfigureLockerBank command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var outcome = await ExecuteAsync((state, _) => LockerBank.Decide(state, command));
        return outcome.Failure is { } failure ? failure : outcome.State.ToDetails(Id);
    }

    /// <inheritdoc/>
    public async Task<Result<DepositAnswer>> DepositAsync(DepositParcel command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var codes = await CodesAsync();
        string CodeOf(int attempt) => codes.CodeOf(command.FulfillmentId, command.OperationId, attempt);

        var outcome = await RecallAsync(command);
        if (outcome is { Failure: null, Repeated: false })
        {
            var order = await FindOrderAsync(command.FulfillmentId);
            outcome = await ExecuteAsync(
                (state, now) => LockerBank.Decide(state, Id, command, order, attempt => codes.HashOf(CodeOf(attempt)), now),
                new Origin(command.OperationId, Channel.Locker));
        }

        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        var shown = outcome.State;
        if (Committed.FindUntold(command.FulfillmentId, LockerBank.OrderNews.Ready) is { } news)
        {
            // The order may say no; then that is the answer, the first time and ever after.
            await TellAsync(news);
            shown = outcome.Repeated ? (await RecallAsync(command)).State : Committed;
        }

        var deposited = LockerBank.Deposited(shown, command.FulfillmentId);
        return deposited.Succeeded
            ? new DepositAnswer(deposited.Value.ToDetails(), CodeOf(deposited.Value.CodeAttempt))
            : deposited.Failure;
    }

    /// <inheritdoc/>
    public async Task<Result<LockerParcelDetails>> OpenForPickupAsync(OpenForPickup command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var codes = await CodesAsync();
        var hash = PickupCodes.IsWellFormed(command.Code) ? codes.HashOf(command.Code) : null;
        var operation = LockerBank.Stamp(command.OperationId, hash);
        var outcome = await ExecuteAsync(
            (state, now) => LockerBank.Open(state, operation, hash, now), new Origin(command.OperationId, Channel.Locker));
        return outcome.Failure is { } failure ? failure : LockerBank.FindByCode(outcome.State, hash!)!.ToDetails();
    }

    /// <inheritdoc/>
    public async Task<Result<PickupAnswer>> ConfirmPickupAsync(ConfirmPickup command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var outcome = await ExecuteAsync(
            (state, now) => LockerBank.Decide(state, command, now), new Origin(command.OperationId, Channel.Locker));
        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        var pickup = LockerBank.PickedUp(outcome.State, command);
        if (Committed.FindUntold(pickup.Parcel.Id, LockerBank.OrderNews.Ready) is { } ready)
        {
            await TellAsync(ready);
        }

        // A repeat tells the order again, which gives its own first answer again.
        var order = await TellAsync(pickup) ?? throw new InvalidOperationException($"The order '{pickup.Parcel.OrderId}' is gone.");
        return new PickupAnswer(pickup.Parcel.ToCollectedDetails(), order);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        var allTold = await TellAllAsync();
        var state = (await ExecuteAsync(LockerBank.Expire)).State;
        return allTold ? state.NextWake : Now + LockerBank.RetryAfter;
    }

    /// <inheritdoc/>
    protected override LockerBank.State Evolve(LockerBank.State state, LockerBank.Event happened) => LockerBank.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(LockerBank.State state) => state.NextWake;

    private Task<Outcome> RecallAsync(DepositParcel command) =>
        ExecuteAsync((state, _) => LockerBank.Recall(state, command) ?? Decision<LockerBank.Event>.Nothing);

    private async Task<OrderDetails?> FindOrderAsync(string fulfillmentId) =>
        FulfillmentId.TryGetOrderId(fulfillmentId, out var orderId) ? await GrainFactory.GetGrain<IOrderGrain>(orderId).GetNewestAsync() : null;

    /// <summary>Whether the id is that of a locker bank's location: that never changes once it is so.</summary>
    private async Task<bool> IsRegisteredAsync() =>
        _registered = _registered || await GrainFactory.GetGrain<ILocationGrain>(Id).GetAsync() is { Kind: LocationKind.LockerBank };

    private NotFound NoSuchBank() => new("locker bank", Id);

    private async ValueTask<PickupCodes> CodesAsync() => _codes ??= new PickupCodes(await secrets.GetAsync(SecretName), Id);
}
