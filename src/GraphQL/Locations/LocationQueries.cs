using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about locations.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class LocationQueries
{
    /// <summary>One location; null when it is not registered.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="locations">Loads it.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<Location?> GetLocationAsync(
        [GraphQLType<NonNullType<IdType>>] string id, LocationLoader locations, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ReadCatalog);
        return Ids.IsLocation(id) && await locations.LoadAsync(id, cancellationToken) is { } location ? new Location(location) : null;
    }

    /// <summary>Every location, by id: one for each shop, warehouse and locker bank. A retailer of many asks `locationConnection`.</summary>
    public static async Task<IReadOnlyList<Location>> GetLocationsAsync([Service] ICatalogSearch catalog, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ReadCatalog);
        var locations = await catalog.ListLocationsAsync(cancellationToken);
        return [.. locations.Select(location => new Location(location))];
    }

    /// <summary>Locations, by id, page by page.</summary>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="catalog">The list.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<LocationConnection> GetLocationConnectionAsync(
        int? first, string? after, [Service] ICatalogSearch catalog, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.ReadCatalog);
        return new LocationConnection(
            await Paging.AskAsync(first, after, page => catalog.FindLocationPageAsync(page, cancellationToken)));
    }
}
