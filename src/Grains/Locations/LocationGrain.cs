using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Locations;

/// <summary>The shell around <see cref="Location"/>.</summary>
public sealed class LocationGrain(GrainServices services) : EventSourcedGrain<Location.State, Location.Event>(services), ILocationGrain
{
    /// <inheritdoc/>
    protected override string Category => "location";

    /// <inheritdoc/>
    protected override Location.State Initial => Location.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<Location.Event> Codec => Location.Codec;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<LocationDetails?> GetAsync() => (await LookAsync()).Details(Id);

    /// <inheritdoc/>
    public async Task<Result<LocationDetails>> UpsertAsync(UpsertLocation command)
    {
        var outcome = await ExecuteAsync((state, _) => Location.Decide(state, command));
        return outcome.Failure is { } failure ? failure : outcome.State.Details(Id)!;
    }

    /// <inheritdoc/>
    protected override Location.State Evolve(Location.State state, Location.Event happened) => Location.Evolve(state, happened);
}
