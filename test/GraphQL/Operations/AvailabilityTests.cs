using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.GraphQL.Tests.Engine;
using OrleansCommerce.Journal;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;
using LocationRules = OrleansCommerce.Grains.Locations.Location;
using StockRules = OrleansCommerce.Grains.Stock.StockItem;

namespace OrleansCommerce.GraphQL.Tests.Operations;

[Collection(ShopCollection.Name)]
public sealed class AvailabilityTests(ShopFixture shop)
{
    private const int Locations = 200;

    [Fact]
    public async Task A_sku_at_200_locations_is_answered_without_a_call_of_any_of_their_grains()
    {
        // Given 200 locations with units of a SKU, of which only the journal knows
        var sku = $"SKU-{Guid.NewGuid():N}";
        var places = Enumerable.Range(0, Locations).Select(i => string.Create(CultureInfo.InvariantCulture, $"{sku}-{i:D3}")).ToList();
        var journal = shop.Silo.Services.GetRequiredService<IJournal>();
        await Task.WhenAll(places.Select((id, i) => Task.WhenAll(
            journal.AppendAsync(First($"location/{id}", LocationRules.Codec.Write(
                new LocationRules.Event.Upserted(new UpsertLocation($"Shop {id}", LocationKind.Store, "GB", 50 + (i / 100d), 0))))),
            journal.AppendAsync(First($"stock/{new StockItemKey(id, sku)}", StockRules.Codec.Write(
                new StockRules.Event.Received(i + 1, new Operation("first", "0"))))))));

        // When a client asks where it is, with names, nearest first
        var data = await shop.Silo.DataAsync(
            "query ($sku: String!) { availability(sku: $sku, latitude: 60, longitude: 0) { location { id name } onHand available } }", new { sku });

        // Then it learns of all of them, and none of their grains was even activated
        var answer = data.GetProperty("availability").EnumerateArray().ToList();
        Assert.Equal(
            places.Select((id, i) => (id, $"Shop {id}", i + 1)).Reverse(),
            answer.Select(item => (
                item.GetProperty("location").GetProperty("id").GetString()!,
                item.GetProperty("location").GetProperty("name").GetString()!,
                item.GetProperty("available").GetInt32())));
        var grains = shop.Silo.Services.GetRequiredService<IGrainFactory>();
        foreach (var id in places)
        {
            Assert.False(await Activations.IsActiveAsync(shop.Silo.Services, grains.GetGrain<ILocationGrain>(id)));
            Assert.False(await Activations.IsActiveAsync(shop.Silo.Services, grains.GetGrain<IStockItemGrain>(new StockItemKey(id, sku).ToString())));
        }
    }

    private static Append First(string stream, NewEvent happened) =>
        new(stream, ExpectedVersion: 0, [happened], EventMetadata.None, DateTimeOffset.UtcNow);
}
