using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about stock.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class StockQueries
{
    /// <summary>The stock of one SKU at one location; null when one of the two is not registered.</summary>
    /// <param name="sku">Which SKU.</param>
    /// <param name="locationId">Where.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<StockItem?> GetStockItemAsync(
        string sku, [GraphQLType<NonNullType<IdType>>] string locationId, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ReadCatalog);
        return StockItemCalls.Check(sku, locationId) is null
            && await grains.CallStockItemAsync(sku, locationId, grain => grain.GetAsync()) is { } levels
                ? new StockItem(levels)
                : null;
    }

    /// <summary>Every location that holds the SKU, one for each, nearest first when a point is given, else by location id.</summary>
    /// <param name="sku">Which SKU.</param>
    /// <param name="latitude">Degrees north of the point, -90 to 90; with the longitude or not at all.</param>
    /// <param name="longitude">Degrees east of the point, -180 to 180; with the latitude or not at all.</param>
    /// <param name="availability">Loads the levels.</param>
    /// <param name="locations">Loads where they are.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<IReadOnlyList<StockItem>> GetAvailabilityAsync(
        string sku,
        double? latitude,
        double? longitude,
        AvailabilityLoader availability,
        LocationLoader locations,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ReadCatalog);
        if (GeoPoint.Check(latitude, longitude) is { } invalid)
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, invalid.Message);
        }

        var levels = Ids.IsSku(sku) ? await availability.LoadAsync(sku, cancellationToken) ?? [] : [];
        if (GeoPoint.Of(latitude, longitude) is { } here)
        {
            var places = await locations.LoadAsync([.. levels.Select(item => item.LocationId)], cancellationToken);
            levels = [.. levels.Zip(places).OrderBy(item => KilometresTo(item.Second)).Select(item => item.First)];

            // A location without a point is nowhere near.
            double KilometresTo(Locations.LocationDetails? place) =>
                GeoPoint.Of(place?.Latitude, place?.Longitude)?.KilometresTo(here) ?? double.MaxValue;
        }

        return [.. levels.Select(item => new StockItem(item))];
    }
}
