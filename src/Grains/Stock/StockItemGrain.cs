using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Streams;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Stock;

/// <summary>The shell around <see cref="StockItem"/>. Reentrant: many commands are on their way to the journal at once.</summary>
[Reentrant]
public sealed partial class StockItemGrain(GrainServices services)
    : EventSourcedGrain<StockItem.State, StockItem.Event>(services), IStockItemGrain, IStockLedgerGrain
{
    private StockItemKey _key;
    private IAsyncStream<StockLevels> _changes = null!;
    private Task<Failure?>? _registration;
    private bool _registered;

    /// <inheritdoc/>
    protected override string Category => "stock";

    /// <inheritdoc/>
    protected override StockItem.State Initial => StockItem.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<StockItem.Event> Codec => StockItem.Codec;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = StockItemKey.Parse(this.GetPrimaryKeyString());
        _changes = this.GetStreamProvider(ChangeStreams.Provider).GetStream<StockLevels>(StreamId.Create(ChangeStreams.Stock, ChangeStreams.KeyOf(_key.Sku)));
        await base.OnActivateAsync(cancellationToken);
        _registered = Committed.Version > 0;
    }

    /// <inheritdoc/>
    public async Task<StockLevels?> GetAsync()
    {
        if ((await LookAsync()).Version == 0 && await CheckAsync() is not null)
        {
            return null;
        }

        return Committed.LevelsAt(_key, CommittedUntil);
    }

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> ReceiveAsync(ReceiveStock command)
    {
        if (await RegisterAsync() is { } failure)
        {
            return failure;
        }

        var outcome = await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.OperationId));
        return Answer(outcome, command.OperationId);
    }

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> SetSafetyAsync(SetSafetyStock command)
    {
        if (await RegisterAsync() is { } failure)
        {
            return failure;
        }

        var outcome = await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.OperationId));
        return Answer(outcome, command.OperationId);
    }

    /// <inheritdoc/>
    public async Task<Result<ReservationAnswer>> ReserveAsync(ReserveStock command)
    {
        if (!_registered && await CheckAsync() is { } failure)
        {
            return failure;
        }

        var outcome = await ExecuteAsync(
            (state, now) => StockItem.Decide(state, _key.Sku, command, now), new Origin(command.ReservationId, command.Channel));
        StockInstruments.Answered(outcome.Failure, outcome.Repeated);
        return ReservationAnswerOf(outcome, command.ReservationId);
    }

    /// <inheritdoc/>
    public async Task<Result<ReservationAnswer>> ReleaseAsync(string reservationId)
    {
        var outcome = await ExecuteAsync((state, now) => StockItem.Release(state, reservationId, now), new Origin(reservationId));
        return ReservationAnswerOf(outcome, reservationId);
    }

    /// <inheritdoc/>
    public async Task<Result<ReservationAnswer>> ConfirmAsync(string reservationId)
    {
        var outcome = await ExecuteAsync((state, now) => StockItem.Confirm(state, reservationId, now), new Origin(reservationId));
        return ReservationAnswerOf(outcome, reservationId);
    }

    /// <inheritdoc/>
    public async Task<Result<AllocationAnswer>> AllocateAsync(AllocateStock command)
    {
        if (!_registered && await CheckAsync() is { } failure)
        {
            return failure;
        }

        var outcome = await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.AllocationId));
        if (outcome.Failure is not null)
        {
            return outcome.Failure;
        }

        var granted = outcome.State.Allocations.TryGetValue(command.AllocationId, out var allocation) ? allocation.Granted : 0;
        return new AllocationAnswer(granted, outcome.State.LevelsAt(_key, outcome.At));
    }

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> DeallocateAsync(string allocationId) =>
        Levels(await ExecuteAsync((state, now) => StockItem.Deallocate(state, allocationId, now), new Origin(allocationId)));

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> DispatchAsync(string allocationId) =>
        Levels(await ExecuteAsync((state, now) => StockItem.Dispatch(state, allocationId, now), new Origin(allocationId)));

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> SellAsync(SellStock command)
    {
        if (await RegisterAsync() is { } failure)
        {
            return failure;
        }

        return Levels(await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.SaleId)));
    }

    /// <inheritdoc/>
    public async Task<Result<StockLevels>> RestockAsync(RestockStock command)
    {
        if (await RegisterAsync() is { } failure)
        {
            return failure;
        }

        return Levels(await ExecuteAsync((state, now) => StockItem.Decide(state, command, now), new Origin(command.ReturnId)));
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        await ExecuteAsync(StockItem.Expire);
        await Task.WhenAll(StockItem.Untold(Committed).Take(TellMax).Select(TellAsync));
        return NextWake(Committed);
    }

    /// <inheritdoc/>
    protected override StockItem.State Evolve(StockItem.State state, StockItem.Event happened) => StockItem.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(StockItem.State state) => state.Ledger.UntoldSince ?? state.NextExpiry;

    /// <inheritdoc/>
    protected override Task PublishAsync() => _changes.OnNextAsync(Committed.LevelsAt(_key, CommittedUntil));

    private Result<ReservationAnswer> ReservationAnswerOf(Outcome outcome, string reservationId)
    {
        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        var (status, hold) = StockItem.FindReservation(outcome.State, reservationId, outcome.At)
            ?? throw new InvalidOperationException("An accepted reservation is always found in the state that accepted it.");
        return new ReservationAnswer(
            new Reservation(reservationId, hold.Quantity, status, hold.ExpiresAt), outcome.State.LevelsAt(_key, outcome.At));
    }

    private Result<StockLevels> Levels(Outcome outcome) =>
        outcome.Failure is { } failure ? failure : outcome.State.LevelsAt(_key, outcome.At);

    private Result<StockLevels> Answer(Outcome outcome, string operationId)
    {
        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        return outcome.State.Operations.Find(operationId) is { } answered ? answered.Levels(_key) : outcome.State.LevelsAt(_key, outcome.At);
    }

    /// <summary>Before the first unit is booked here, the product learns of this location; once is enough for all who wait.</summary>
    private async Task<Failure?> RegisterAsync()
    {
        if (_registered)
        {
            return null;
        }

        _registration ??= RegisterOnceAsync();
        try
        {
            var failure = await _registration;
            _registered = failure is null;
            return failure;
        }
        finally
        {
            _registration = null;
        }
    }

    private async Task<Failure?> RegisterOnceAsync()
    {
        if (await CheckAsync() is { } failure)
        {
            return failure;
        }

        return (await GrainFactory.GetGrain<IProductGrain>(_key.Sku).AddLocationAsync(_key.LocationId)).Failure;
    }

    private async Task<Failure?> CheckAsync()
    {
        var product = await GrainFactory.GetGrain<IProductGrain>(_key.Sku).GetAsync();
        if (product is null)
        {
            return new InvalidInput("sku", $"there is no product '{_key.Sku}'.");
        }

        if (!product.StockTracked)
        {
            return new InvalidInput("sku", $"'{_key.Sku}' is not stock tracked.");
        }

        var location = await GrainFactory.GetGrain<ILocationGrain>(_key.LocationId).GetAsync();
        if (location is null)
        {
            return new NotFound("location", _key.LocationId);
        }

        return location.Kind == LocationKind.LockerBank
            ? new InvalidInput("locationId", $"'{_key.LocationId}' is a locker bank: it hands over, and holds no stock of its own.")
            : null;
    }
}
