using System.Buffers.Text;
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

    /// <summary>The name of the secret that the secrets of banks' hardware are derived from.</summary>
    public const string DeviceSecretName = "locker-device-keys";

    private bool _registered;
    private PickupCodes? _codes;
    private DeviceKeys? _keys;

    /// <inheritdoc/>
    protected override string Category => "locker-bank";

    /// <inheritdoc/>
    protected override LockerBank.State Initial => LockerBank.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<LockerBank.Event> Codec => LockerBank.Codec;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<LockerBankDetails?> GetAsync() =>
        await IsRegisteredAsync() ? (await LookAsync()).ToDetails(Id) : null;

    /// <inheritdoc/>
    public async Task<Result<LockerBankDetails>> ConfigureAsync(ConfigureLockerBank command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var outcome = await ExecuteAsync((state, now) => LockerBank.Decide(state, command, now));
        return outcome.Failure is { } failure ? failure : outcome.State.ToDetails(Id);
    }

    /// <inheritdoc/>
    public async Task<Result<AssignmentDetails>> AssignAsync(AssignCompartment command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var order = await FindOrderAsync(command.FulfillmentId);
        var outcome = await ExecuteAsync(
            (state, now) => LockerBank.Decide(state, Id, command, order, now), new Origin(command.OperationId, Channel.Locker));
        return outcome.Failure is { } failure ? failure : outcome.State.FindAssignment(command.FulfillmentId)!.ToDetails();
    }

    /// <inheritdoc/>
    public async Task<Result<DepositAnswer>> DepositAsync(DepositParcel command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var codes = await CodesAsync();
        var outcome = await RecallAsync(command);
        if (outcome is { Failure: null, Repeated: false })
        {
            var order = await FindOrderAsync(command.FulfillmentId);
            outcome = await ExecuteAsync(
                (state, now) => LockerBank.Decide(state, Id, command, order, HashOf, now),
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
            ? new DepositAnswer(deposited.Value.ToDetails(), codes.CodeOf(deposited.Value), codes.QrOf(deposited.Value))
            : deposited.Failure;

        string HashOf(int attempt) => codes.HashOf(codes.CodeOf(command.FulfillmentId, command.OperationId, attempt));
    }

    /// <inheritdoc/>
    public async Task<Result<LockerParcelDetails>> OpenForPickupAsync(OpenForPickup command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var codes = await CodesAsync();
        var operation = LockerBank.Stamp(command.OperationId, codes.StampOf(command.Code), command.CompartmentId, command.At);
        var outcome = await ExecuteAsync(
            (state, now) => LockerBank.Open(state, operation, codes.HashOfTyped(state, command.Code), now, command.CompartmentId, command.At),
            new Origin(command.OperationId, Channel.Locker));
        return outcome.Failure is { } failure
            ? failure
            : LockerBank.FindByCode(outcome.State, codes.HashOfTyped(outcome.State, command.Code)!)!.ToDetails();
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

        return await TellPickupAsync(outcome.State, command.OperationId)
            ?? throw new InvalidOperationException($"The state shows no pickup from compartment '{command.CompartmentId}'.");
    }

    /// <inheritdoc/>
    public async Task<Result<DoorAnswer>> ReportDoorAsync(ReportDoor command)
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

        await TellDropOffAsync(command.OperationId);
        var compartment = outcome.State.ToDetails(outcome.State.FindCompartment(command.CompartmentId)!);
        return await TellPickupAsync(outcome.State, command.OperationId) is { } pickup
            ? new DoorAnswer(compartment, pickup.Parcel, pickup.Order)
            : new DoorAnswer(compartment, outcome.State.Loaded.GetValueOrDefault(command.CompartmentId)?.ToDetails(), Order: null);
    }

    /// <inheritdoc/>
    public async Task<Result<DropOffAnswer>> ReserveDropOffAsync(ReserveDropOff command)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var codes = await CodesAsync();
        var request = await FindRequestAsync(command.RequestId);
        var outcome = await ExecuteAsync(
            (state, now) => LockerBank.Decide(state, command, request, HashOf, now), new Origin(command.OperationId, Channel.Locker));
        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        var kept = outcome.State.FindAssignment(command.RequestId)!;
        return new DropOffAnswer(kept.ToDetails(), codes.CodeOf(kept.DropOff!), codes.QrOf(kept.DropOff!));

        string HashOf(int attempt) => codes.HashOf(codes.CodeOf(command.RequestId, command.OperationId, attempt));
    }

    /// <inheritdoc/>
    public async Task<Result<LockerParcelDetails>> ConfirmDropOffAsync(ConfirmDropOff command)
    {
        var answer = await CommandAsync(
            command.OperationId, (state, now) => LockerBank.Decide(state, command, now), shown => shown.Loaded[command.CompartmentId].ToDetails());
        await TellDropOffAsync(command.OperationId);
        return answer;
    }

    /// <inheritdoc/>
    public Task<Result<LockerBankDetails>> ReportCompartmentAsync(ReportCompartment command) =>
        CommandAsync(command.OperationId, (state, now) => LockerBank.Decide(state, command, now), shown => shown.ToDetails(Id));

    /// <inheritdoc/>
    public Task<Result<LockerParcelDetails>> OpenForRetrievalAsync(OpenForRetrieval command) => CommandAsync(
        command.OperationId, (state, now) => LockerBank.Decide(state, command, now), shown => shown.Loaded[command.CompartmentId].ToDetails());

    /// <inheritdoc/>
    public Task<Result<LockerParcelDetails>> ConfirmRetrievalAsync(ConfirmRetrieval command) => CommandAsync(
        command.OperationId, (state, now) => LockerBank.Decide(state, command, now), shown => shown.LastRetrieved!.ToDetails());

    /// <inheritdoc/>
    public Task<Result<LockerBankDetails>> ResetLockoutAsync(ResetLockout command) =>
        CommandAsync(command.OperationId, (state, now) => LockerBank.Decide(state, command, now), shown => shown.ToDetails(Id));

    /// <inheritdoc/>
    public async Task<Result<LockerSecret>> RotateSecretAsync(RotateLockerSecret command)
    {
        var keys = await KeysAsync();
        return await CommandAsync(
            command.OperationId,
            (state, now) => LockerBank.Decide(state, command, now),
            shown => new LockerSecret(
                Base64Url.EncodeToString(keys.KeyOf(shown.SecretGeneration)), shown.SecretGeneration, shown.PreviousSecretUntil));
    }

    /// <inheritdoc/>
    public async Task<Result<Admission>> AdmitAsync(SignedCall call)
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var keys = await KeysAsync();
        var outcome = await ExecuteAsync((state, now) => LockerBank.Admit(state, call, generation => keys.IsSigned(call, generation), now));
        return outcome.Failure is { } failure ? failure : new Admission(outcome.State.SecretGeneration);
    }

    /// <inheritdoc/>
    public async Task<OfflineGrants?> GetOfflineGrantsAsync() => await IsRegisteredAsync()
        ? LockerBank.Grants(await ReadNewestAsync(), await KeysAsync(), await CodesAsync(), Now)
        : null;

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

    /// <summary>A command that tells no order anything.</summary>
    private async Task<Result<TAnswer>> CommandAsync<TAnswer>(
        string operationId, Func<LockerBank.State, DateTimeOffset, Decision<LockerBank.Event>> decide, Func<LockerBank.State, TAnswer> answer)
        where TAnswer : class
    {
        if (!await IsRegisteredAsync())
        {
            return NoSuchBank();
        }

        var outcome = await ExecuteAsync(decide, new Origin(operationId, Channel.Locker));
        return outcome.Failure is { } failure ? failure : answer(outcome.State);
    }

    private Task<Outcome> RecallAsync(DepositParcel command) =>
        ExecuteAsync((state, _) => LockerBank.Recall(state, command) ?? Decision<LockerBank.Event>.Nothing);

    private async Task<OrderDetails?> FindOrderAsync(string fulfillmentId) =>
        FulfillmentId.TryGetOrderId(fulfillmentId, out var orderId) ? await GrainFactory.GetGrain<IOrderGrain>(orderId).GetNewestAsync() : null;

    private async Task<ReturnRequestDetails?> FindRequestAsync(string requestId) => ReturnRequestId.TryGetOrderId(requestId, out var orderId)
        ? (await GrainFactory.GetGrain<IOrderGrain>(orderId).GetReturnRequestsAsync()).FirstOrDefault(request => request.Id == requestId)
        : null;

    /// <summary>Whether the id is that of a locker bank's location: that never changes once it is so.</summary>
    private async Task<bool> IsRegisteredAsync() =>
        _registered = _registered || await GrainFactory.GetGrain<ILocationGrain>(Id).GetAsync() is { Kind: LocationKind.LockerBank };

    private NotFound NoSuchBank() => new("locker bank", Id);

    private async ValueTask<DeviceKeys> KeysAsync() => _keys ??= new DeviceKeys(await secrets.GetAsync(DeviceSecretName), Id);

    private async ValueTask<PickupCodes> CodesAsync() => _codes ??= new PickupCodes(await secrets.GetAsync(SecretName), Id);
}
