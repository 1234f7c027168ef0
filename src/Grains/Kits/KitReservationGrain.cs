using System.Security.Cryptography;
using System.Text;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Kits;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Kits;

/// <summary>The shell around <see cref="KitHold"/>. Not reentrant: each command first finishes what an earlier one, cut off, left undone.</summary>
public sealed class KitReservationGrain(GrainServices services)
    : EventSourcedGrain<KitHold.State, KitHold.Event>(services), IKitReservationGrain
{
    private KitReservationKey _key;
    private string _partId = string.Empty;

    /// <inheritdoc/>
    protected override string Category => "kit-reservation";

    /// <inheritdoc/>
    protected override KitHold.State Initial => new(_key.ReservationId);

    /// <inheritdoc/>
    protected override EventCodec<KitHold.Event> Codec => KitHold.Codec;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        _key = KitReservationKey.Parse(key);

        // Within a stock item's limit for ids, whatever the kit's SKU and the caller's id are; two kits never share one.
        _partId = "kit:" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)), 0, 16);
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Result<KitReservation>> ReserveAsync(ReserveKit command)
    {
        await FinishAsync();
        var kit = Committed.Command is null ? await GrainFactory.GetGrain<IKitGrain>(_key.Sku).GetAsync() : null;
        var outcome = await ExecuteAsync(
            (state, now) => KitHold.DecideReserve(state, command, kit, _key.Sku, now), new Origin(_key.ReservationId, command.Channel));
        if (outcome.Failure is { } failure)
        {
            return failure;
        }

        await FinishAsync();
        await ExecuteAsync(KitHold.DecideDue);
        await FinishAsync();
        return Committed.IsExpired
            ? new ReservationExpired(_key.ReservationId, Committed.ExpiresAt)
            : KitHold.Refusal(Committed) is { } refusal ? refusal : KitHold.Details(Committed, _key);
    }

    /// <inheritdoc/>
    public Task<Result<KitReservation>> ConfirmAsync() => EndAsync(KitHold.DecideConfirm);

    /// <inheritdoc/>
    public Task<Result<KitReservation>> ReleaseAsync() => EndAsync(KitHold.DecideRelease);

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> WakeAsync()
    {
        await FinishAsync();
        await ExecuteAsync(KitHold.DecideDue);
        await FinishAsync();
        return KitHold.NextWake(Committed);
    }

    /// <inheritdoc/>
    protected override KitHold.State Evolve(KitHold.State state, KitHold.Event happened) => KitHold.Evolve(state, happened);

    /// <inheritdoc/>
    protected override DateTimeOffset? NextWake(KitHold.State state) => KitHold.NextWake(state);

    private async Task<Result<KitReservation>> EndAsync(Func<KitHold.State, DateTimeOffset, Decision<KitHold.Event>> decide)
    {
        await FinishAsync();
        var outcome = await ExecuteAsync(decide, new Origin(_key.ReservationId));
        await FinishAsync();
        return outcome.Failure is { } failure ? failure : KitHold.Details(Committed, _key);
    }

    private async Task FinishAsync()
    {
        while (KitHold.IsBusy(Committed))
        {
            var phase = Committed.Phase;
            var answers = await Task.WhenAll(Committed.Open.Select(async part => (Part: part, Failure: await AskAsync(phase, part))));
            if (phase == KitHold.Phase.Reserving && answers.FirstOrDefault(answer => answer.Failure is not null) is { Failure: { } refused, Part: var part })
            {
                // A SKU that the location never had, or whose hold ran out while the process was down, is as good as sold out.
                var available = refused is OutOfStock shortage ? shortage.Available : 0;
                await ExecuteAsync((state, _) => KitHold.DecideRefused(state, part, available));
                continue;
            }

            await ExecuteAsync((state, _) => KitHold.DecideDone(state, phase, answers.Select(answer => answer.Part)));
        }
    }

    private async Task<Failure?> AskAsync(KitHold.Phase phase, int part)
    {
        var (sku, quantity) = Committed.Parts[part];
        var shelf = GrainFactory.GetGrain<IStockItemGrain>(new StockItemKey(_key.LocationId, sku).ToString());
        switch (phase)
        {
            case KitHold.Phase.Reserving:
                var command = Committed.Command!;
                return (await shelf.ReserveAsync(new ReserveStock(
                    _partId, quantity, command.ExpiresInSeconds + KitHold.PartGraceSeconds, command.Channel))).Failure;
            case KitHold.Phase.Confirming:
                var confirmed = await shelf.ConfirmAsync(_partId);
                if (confirmed.Failure is ReservationExpired or ReservationNotFound)
                {
                    // The kit was confirmed in time and is in somebody's hands: after a long standstill its parts leave like a sale.
                    return (await shelf.SellAsync(new SellStock(_partId, quantity))).Failure;
                }

                return confirmed.Failure;
            default:
                // Not held, or not any more, is as good as given back.
                return (await shelf.ReleaseAsync(_partId)).Failure;
        }
    }
}
