using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using GreenDonut;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;
using OrleansCommerce.Local.GraphQLServer.Building;
using OrleansCommerce.Local.GraphQLServer.Execution;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>A list of 200 items, each with an owner, each owner with a town, each town with a country: 1,000 resolvers and more, 3 fetches.</summary>
public sealed class ThreeLevelTests
{
    private const int ItemCount = 200;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_with_three_levels_that_are_loaded_fetches_each_level_once(bool fetchesTakeTime)
    {
        var source = new Source(fetchesTakeTime);
        var services = new ServiceCollection();
        services.AddSingleton(source);
        services.AddGraphQLServer()
            .AddQueryType<Query>()
            .AddTypeExtension<ItemFields>()
            .AddTypeExtension<OwnerFields>()
            .AddTypeExtension<TownFields>()
            .AddDataLoader<OwnerLoader>()
            .AddDataLoader<TownLoader>()
            .AddDataLoader<CountryLoader>();
        await using var provider = services.BuildServiceProvider();
        var executor = provider.GetRequiredService<RequestExecutorProvider>().Executor;
        var request = executor.Prepare(new("{ items { id owner { id town { id country { id } } } other: owner { id town { country { id } } } } }"));

        var result = await Task.Run(() => executor.ExecuteAsync(
            request, new RequestOrigin(provider, new ClaimsPrincipal()), CancellationToken.None));

        Assert.Empty(result.Errors);
        Assert.Equal(["countries 10", "owners 200", "towns 50"], source.Fetches.Order(StringComparer.Ordinal));
    }

    public sealed class Source(bool takesTime)
    {
        public ConcurrentBag<string> Fetches { get; } = [];

        public async Task<IReadOnlyDictionary<int, T>> FetchAsync<T>(string what, IReadOnlyList<int> keys, Func<int, T> make)
        {
            Assert.Equal(keys.Count, keys.Distinct().Count());
            Fetches.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {keys.Count}"));
            if (takesTime)
            {
                await Task.Yield();
            }

            return keys.ToDictionary(key => key, make);
        }
    }

    public sealed record Item(int Id);

    public sealed record Owner(int Id);

    public sealed record Town(int Id);

    public sealed record Country(int Id);

    public sealed class Query
    {
        public IReadOnlyList<Item> Items { get; } = [.. Enumerable.Range(0, ItemCount).Select(id => new Item(id))];
    }

    [ExtendObjectType<Item>]
    public sealed class ItemFields
    {
        public Task<Owner?> GetOwnerAsync([Parent] Item item, OwnerLoader owners) => owners.LoadAsync(item.Id);
    }

    [ExtendObjectType<Owner>]
    public sealed class OwnerFields
    {
        public Task<Town?> GetTownAsync([Parent] Owner owner, TownLoader towns) => towns.LoadAsync(owner.Id % 50);
    }

    [ExtendObjectType<Town>]
    public sealed class TownFields
    {
        public async Task<Country?> GetCountryAsync([Parent] Town town, CountryLoader countries) => await countries.LoadAsync(town.Id % 10);
    }

    public sealed class OwnerLoader(Source source, IBatchScheduler scheduler, DataLoaderOptions options) : BatchDataLoader<int, Owner>(scheduler, options)
    {
        protected override Task<IReadOnlyDictionary<int, Owner>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
            source.FetchAsync("owners", keys, key => new Owner(key));
    }

    public sealed class TownLoader(Source source, IBatchScheduler scheduler, DataLoaderOptions options) : BatchDataLoader<int, Town>(scheduler, options)
    {
        protected override Task<IReadOnlyDictionary<int, Town>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
            source.FetchAsync("towns", keys, key => new Town(key));
    }

    public sealed class CountryLoader(Source source, IBatchScheduler scheduler, DataLoaderOptions options)
        : BatchDataLoader<int, Country>(scheduler, options)
    {
        protected override Task<IReadOnlyDictionary<int, Country>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
            source.FetchAsync("countries", keys, key => new Country(key));
    }
}
