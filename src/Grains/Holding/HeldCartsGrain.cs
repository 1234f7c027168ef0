using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Carts;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Holding;

/// <summary>The shell around <see cref="HeldCarts"/>.</summary>
public sealed class HeldCartsGrain(GrainServices services) : EventSourcedGrain<HeldCarts.State, HeldCarts.Event>(services), IHeldCartsGrain
{
    /// <inheritdoc/>
    protected override string Category => HeldCarts.Category;

    /// <inheritdoc/>
    protected override HeldCarts.State Initial => HeldCarts.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<HeldCarts.Event> Codec => HeldCarts.Codec;

    /// <inheritdoc/>
    public async Task<ImmutableArray<HeldCartDetails>> GetAsync() => [.. (await LookAsync()).LiveAt(Now)];

    /// <inheritdoc/>
    public async Task<Result<HeldCartDetails>> HoldAsync(HoldCart command)
    {
        var by = Caller.Current.Subject;
        var locationId = this.GetPrimaryKeyString();
        var location = await GrainFactory.GetGrain<ILocationGrain>(locationId).GetAsync();
        var cart = await GrainFactory.GetGrain<ICartGrain>(command.CartId).GetAsync();
        var outcome = await ExecuteAsync(
            (state, now) => HeldCarts.Decide(state, command, locationId, location, cart, by, now), new Origin(command.OperationId, Channel.Pos));
        return outcome.Failure is { } failure ? failure : outcome.State.Carts.Find(held => held.CartId == command.CartId)!;
    }

    /// <inheritdoc/>
    public async Task<Result<HeldCartDetails>> ResumeAsync(ResumeCart command)
    {
        var by = Caller.Current.Subject;
        var outcome = await ExecuteAsync((state, now) => HeldCarts.Decide(state, command, by, now), new Origin(command.OperationId, Channel.Pos));
        return outcome.Failure is { } failure ? failure : outcome.State.LastResumed!;
    }

    /// <inheritdoc/>
    protected override HeldCarts.State Evolve(HeldCarts.State state, HeldCarts.Event happened) => HeldCarts.Evolve(state, happened);
}
