using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Kits;

namespace OrleansCommerce.Grains.Kits;

/// <summary>The shell around <see cref="Kit"/>.</summary>
public sealed class KitGrain(GrainServices services) : EventSourcedGrain<Kit.State, Kit.Event>(services), IKitGrain
{
    /// <inheritdoc/>
    protected override string Category => "kit";

    /// <inheritdoc/>
    protected override Kit.State Initial => Kit.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<Kit.Event> Codec => Kit.Codec;

    private string Sku => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<KitDetails?> GetAsync() => (await LookAsync()).Details(Sku);

    /// <inheritdoc/>
    public async Task<Result<KitDetails>> DefineAsync(DefineKit command)
    {
        var parts = await Task.WhenAll(command.Parts.Take(Kit.PartCountMax).Select(async part =>
            (part.Sku, Product: await GrainFactory.GetGrain<IProductGrain>(part.Sku).GetAsync())));
        var untracked = parts.Where(part => part.Product is not { StockTracked: true }).Select(part => part.Sku).ToHashSet(StringComparer.Ordinal);
        var outcome = await ExecuteAsync((state, _) => Kit.Decide(state, Sku, command, untracked), new Origin(command.OperationId));
        return outcome.Failure is { } failure ? failure : outcome.State.Details(Sku)!;
    }

    /// <inheritdoc/>
    protected override Kit.State Evolve(Kit.State state, Kit.Event happened) => Kit.Evolve(state, happened);
}
