using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Threading.Channels;
using GreenDonut;
using HotChocolate;
using HotChocolate.Execution.Configuration;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>A small shop that uses every feature resolvers use.</summary>
internal static class ShopSchema
{
    public static IRequestExecutorBuilder AddShop(this IServiceCollection services)
    {
        services.AddSingleton<Stockroom>();
        services.AddSingleton<Loudspeaker>();
        return services.AddGraphQLServer()
            .AddQueryType()
            .AddMutationType()
            .AddSubscriptionType()
            .AddTypeExtension<ProductQueries>()
            .AddTypeExtension<ScalarQueries>()
            .AddTypeExtension<FaultQueries>()
            .AddTypeExtension<ProductFields>()
            .AddTypeExtension<StockMutations>()
            .AddTypeExtension<StockSubscriptions>()
            .AddType<IShopError>()
            .AddType<OutOfStockError>()
            .AddType<InvalidInputError>()
            .AddDataLoader<MakerByIdDataLoader>()
            .AddDataLoader<CityByMakerDataLoader>()
            .AddDataLoader<TagsBySkuDataLoader>();
    }
}

public enum Channel
{
    Web,

    /// <summary>A person on the phone</summary>
    CallCenter,

    [GraphQLDeprecated("nobody faxes")]
    Fax,
}

public sealed record Money(decimal Amount, string Currency);

/// <summary>Something that is sold</summary>
/// <param name="Sku">the number on the shelf</param>
/// <param name="Name">as the customer reads it</param>
/// <param name="Price">VAT included</param>
/// <param name="MakerId">who makes it</param>
public sealed record Product(
    string Sku,
    string Name,
    Money Price,
    [property: GraphQLIgnore] string MakerId)
{
    public Channel? SoldBy { get; init; }

    [GraphQLDeprecated("use name")]
    public string Title => Name;
}

public sealed record Maker([property: GraphQLType<NonNullType<IdType>>] string Id, string Name);

public sealed record City(string Name);

[InterfaceType("Error")]
public interface IShopError
{
    string Message { get; }
}

[UnionType("ReserveError")]
public interface IReserveError;

public sealed record OutOfStockError(string Message, int Available) : IShopError, IReserveError;

public sealed record InvalidInputError(string Message, string Field) : IShopError, IReserveError;

public sealed record LineInput(string Sku, int Quantity, Channel Channel = Channel.Web);

/// <summary>What to reserve</summary>
public sealed record ReserveInput(
    [property: GraphQLType<NonNullType<IdType>>] string OperationId,
    IReadOnlyList<LineInput> Lines,
    string? Note = null,
    bool? Express = true);

[OneOf]
public sealed record FindInput(string? Sku, int? Number);

public sealed record ReservePayload(Product? Product, IReadOnlyList<IReserveError>? Errors);

public sealed class Stockroom
{
    private int _makerBatches;
    private int _cityBatches;

    public IReadOnlyList<Product> Products { get; } =
    [
        .. Enumerable.Range(1, 10).Select(i =>
            new Product($"sku-{i}", $"Product {i}", new Money(i + 0.90m, "EUR"), $"m{i % 3}") { SoldBy = i == 1 ? Channel.CallCenter : null }),
    ];

    public IList<string> Done { get; } = new List<string>();

    public int MakerBatches => _makerBatches;

    public int CityBatches => _cityBatches;

    public Channel<int> Changes { get; } = System.Threading.Channels.Channel.CreateUnbounded<int>();

    public TaskCompletionSource SubscriptionEnded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void CountMakers() => Interlocked.Increment(ref _makerBatches);

    public void CountCities() => Interlocked.Increment(ref _cityBatches);
}

public sealed class MakerByIdDataLoader(Stockroom stockroom, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, Maker>(scheduler, options)
{
    protected override async Task<IReadOnlyDictionary<string, Maker>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        stockroom.CountMakers();
        await Task.Yield();
        return keys.Where(k => k != "m0").ToDictionary(k => k, k => new Maker(k, $"Maker {k}"));
    }
}

public sealed class CityByMakerDataLoader(Stockroom stockroom, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, City>(scheduler, options)
{
    protected override Task<IReadOnlyDictionary<string, City>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        stockroom.CountCities();
        return Task.FromResult<IReadOnlyDictionary<string, City>>(keys.ToDictionary(k => k, k => new City($"City of {k}")));
    }
}

public sealed class TagsBySkuDataLoader(IBatchScheduler scheduler, DataLoaderOptions options)
    : GroupedDataLoader<string, string>(scheduler, options)
{
    protected override Task<ILookup<string, string>> LoadGroupedBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Task.FromResult(keys.Where(k => k == "sku-1").SelectMany(k => new[] { (k, "new"), (k, "red") }).ToLookup(p => p.k, p => p.Item2));
}

[ExtendObjectType(OperationTypeNames.Query)]
public sealed class ProductQueries
{
    /// <summary>One product</summary>
    /// <param name="sku">its number</param>
    public async Task<Product?> GetProductAsync(string sku, [Service] Stockroom stockroom, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return stockroom.Products.FirstOrDefault(p => p.Sku == sku);
    }

    public IReadOnlyList<Product> GetProducts(Stockroom stockroom, int first = 10) => [.. stockroom.Products.Take(first)];

    public string Find(FindInput by) => by.Sku ?? $"number {by.Number}";

    public string? GetUserName(ClaimsPrincipal user) => user.Identity?.Name ?? "nobody";

    public IReserveError GetAnyError(bool stock) =>
        stock ? new OutOfStockError("none left", 0) : new InvalidInputError("bad", "sku");

    public IShopError GetShopError() => new OutOfStockError("none left", 0);
}

[ExtendObjectType<Product>]
public sealed class ProductFields
{
    public Task<Maker?> GetMakerAsync([Parent] Product product, MakerByIdDataLoader makers, CancellationToken cancellationToken) =>
        makers.LoadAsync(product.MakerId, cancellationToken);

    public async Task<City?> GetCityAsync(
        [Parent] Product product,
        MakerByIdDataLoader makers,
        CityByMakerDataLoader cities,
        CancellationToken cancellationToken)
    {
        var maker = await makers.LoadAsync(product.MakerId, cancellationToken);
        return await cities.LoadAsync(maker?.Id ?? "nowhere", cancellationToken);
    }

    public Task<string[]?> GetTagsAsync([Parent] Product product, TagsBySkuDataLoader tags, CancellationToken cancellationToken) =>
        tags.LoadAsync(product.Sku, cancellationToken);
}

[ExtendObjectType(OperationTypeNames.Query)]
public sealed class ScalarQueries
{
    public int Int(int value) => value;

    public int? MaybeInt(int? value) => value;

    public double Float(double value) => value;

    public string String(string value) => value;

    public bool Boolean(bool value) => value;

    public decimal Decimal(decimal value) => value;

    public DateTimeOffset DateTime(DateTimeOffset value) => value;

    public DateOnly LocalDate(DateOnly value) => value;

    public Guid Uuid(Guid value) => value;

    public long Long(long value) => value;

    [GraphQLType<NonNullType<IdType>>]
    public string Id([GraphQLType<NonNullType<IdType>>] string value) => value;

    public Channel Channel(Channel value) => value;

    public IReadOnlyList<int> Ints(IReadOnlyList<int> value) => value;

    public int Defaulted(int value = 7) => value;

    public string Optional(string? value = null, Channel channel = Tests.Channel.CallCenter) => $"{value ?? "null"} {channel}";
}

[ExtendObjectType(OperationTypeNames.Query)]
public sealed class FaultQueries
{
    public string? Fails() => throw new InvalidOperationException("the password is hunter2");

    public string FailsNonNull() => throw new InvalidOperationException("no");

    public string? Refuses() => throw new GraphQLException(
        ErrorBuilder.New().SetMessage("not yours").SetCode("FORBIDDEN").SetExtension("role", "clerk").Build());

    public string NullForNonNull() => null!;

    public Nest GetNest() => new(0);

    public Nest? GetMaybeNest() => new(0);

    public async Task<string?> WaitsForeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return null;
    }

    public async Task<string?> IgnoresCancellationAsync()
    {
        await new TaskCompletionSource().Task;
        return null;
    }
}

public sealed record Nest(int Depth)
{
    public Nest Inner => new(Depth + 1);

    public Nest? MaybeInner => new(Depth + 1);

    public int Breaks => throw new InvalidOperationException("broken");

    public IReadOnlyList<int?> Holes => [1, null, 3];

    public IReadOnlyList<Nest> Nests => [new(1), new(2)];
}

[ExtendObjectType(OperationTypeNames.Mutation)]
public sealed class StockMutations
{
    public async Task<ReservePayload> ReserveAsync(ReserveInput input, Stockroom stockroom)
    {
        await Task.Yield();
        var line = input.Lines[0];
        return line.Quantity > 0
            ? new ReservePayload(stockroom.Products.First(p => p.Sku == line.Sku), null)
            : new ReservePayload(null, [new InvalidInputError($"quantity {line.Quantity}", "lines[0].quantity"), new OutOfStockError("none", 0)]);
    }

    public async Task<string> StepAsync(string name, Stockroom stockroom)
    {
        stockroom.Done.Add($"{name} begins");
        await Task.Yield();
        stockroom.Done.Add($"{name} ends");
        return name;
    }
}

[ExtendObjectType(OperationTypeNames.Subscription)]
public sealed class StockSubscriptions
{
    public async IAsyncEnumerable<int> SubscribeToStockAsync(
        string sku,
        Stockroom stockroom,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (sku == "none")
        {
            throw new GraphQLException(ErrorBuilder.New().SetMessage("no such SKU").SetCode("NOT_FOUND").Build());
        }

        try
        {
            await foreach (var change in stockroom.Changes.Reader.ReadAllAsync(cancellationToken))
            {
                yield return change;
            }
        }
        finally
        {
            stockroom.SubscriptionEnded.TrySetResult();
        }
    }

    [Subscribe(With = nameof(ListenAsync))]
    public string Announced([EventMessage] string text) => text;

    [GraphQLIgnore]
    public IAsyncEnumerable<string> ListenAsync(Loudspeaker loudspeaker, CancellationToken cancellationToken) =>
        loudspeaker.ListenAsync(cancellationToken);

    [Subscribe(With = nameof(SubscribeToStockAsync))]
    public int StockChanged([EventMessage] int available, string sku) => available;
}
