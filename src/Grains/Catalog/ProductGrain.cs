using Orleans;
using OrleansCommerce.Catalog;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Grains.Catalog;

/// <summary>The shell around <see cref="Product"/>.</summary>
public sealed class ProductGrain(GrainServices services) : EventSourcedGrain<Product.State, Product.Event>(services), IProductGrain
{
    /// <inheritdoc/>
    protected override string Category => "product";

    /// <inheritdoc/>
    protected override Product.State Initial => Product.State.Initial;

    /// <inheritdoc/>
    protected override EventCodec<Product.Event> Codec => Product.Codec;

    private string Sku => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<ProductDetails?> GetAsync() => (await LookAsync()).Details(Sku);

    /// <inheritdoc/>
    public async Task<Result<ProductDetails>> UpsertAsync(UpsertProduct command) =>
        Answer(await ExecuteAsync((state, now) => Product.Decide(state, command, now)));

    /// <inheritdoc/>
    public async Task<Result<ProductDetails>> AddLocationAsync(string locationId) =>
        Answer(await ExecuteAsync((state, _) => Product.AddLocation(state, Sku, locationId)));

    /// <inheritdoc/>
    public async Task<Result<ProductDetails>> SetReturnTermsAsync(SetReturnTerms command) =>
        Answer(await ExecuteAsync((state, now) => Product.Decide(state, Sku, command, now)));

    /// <inheritdoc/>
    protected override Product.State Evolve(Product.State state, Product.Event happened) => Product.Evolve(state, happened);

    private Result<ProductDetails> Answer(Outcome outcome) =>
        outcome.Failure is { } failure ? failure : outcome.State.Details(Sku)!;
}
