using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Carts;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about carts.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class CartQueries
{
    /// <summary>One cart; null when there is none, or it is somebody else's.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<Cart?> GetCartAsync([GraphQLType<NonNullType<IdType>>] string id, [Service] GrainCalls grains)
    {
        var caller = Access.Demand(Permission.UseCarts);
        return await grains.FindCartAsync(caller, id) is { } cart ? new Cart(cart) : null;
    }

    /// <summary>A customer's carts of which no order was made, the one that changed last first: the same from every channel.</summary>
    /// <param name="customerId">Whose; a customer's own when left out, and staff names one.</param>
    /// <param name="first">1 to 200; 50 when left out.</param>
    /// <param name="after">A cursor of this list, for the page after it; the first page when left out.</param>
    /// <param name="list">The list.</param>
    /// <param name="carts">Loads the carts.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<CartConnection> GetCartsAsync(
        [GraphQLType<IdType>] string? customerId,
        int? first,
        string? after,
        [Service] ICartSearch list,
        CartLoader carts,
        CancellationToken cancellationToken)
    {
        var caller = Access.Demand(Permission.UseCarts);
        var whose = Access.CustomerFor(caller, customerId)
            ?? throw FaultCodes.Exception(FaultCodes.BadUserInput, "customerId: must say whose carts, since you are staff and have none.");
        var page = await Paging.AskAsync(first, after, request => list.FindCartsAsync(whose, request, cancellationToken));
        return new CartConnection(page, await carts.LoadAsync(page.Nodes, cancellationToken));
    }

    /// <summary>
    /// The ways in which a cart can be delivered, as they would be promised if it were ordered now: shipped, and fetched at each of the
    /// given places; at most 21. None when there is no such cart, or it is somebody else's.
    /// </summary>
    /// <param name="cartId">Which cart.</param>
    /// <param name="channel">From where it would be ordered.</param>
    /// <param name="latitude">Of where it would be shipped to, degrees north, -90 to 90; with the longitude or not at all.</param>
    /// <param name="longitude">Degrees east, -180 to 180; with the latitude or not at all.</param>
    /// <param name="country">Of where it would be shipped to, ISO 3166-1 alpha-2: one that nothing is sent to is refused. Not asked when left out.</param>
    /// <param name="postcode">The same of its postal code; with the country or not at all.</param>
    /// <param name="locationIds">Stores and locker banks where it could be fetched, 1 to 20; none when left out.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="served">Where goods are sent to.</param>
    public static async Task<IReadOnlyList<DeliveryChoice>> GetQuoteDeliveryAsync(
        [GraphQLType<NonNullType<IdType>>] string cartId,
        Channel channel,
        double? latitude,
        double? longitude,
        string? country,
        string? postcode,
        [GraphQLType<ListType<NonNullType<IdType>>>] IReadOnlyList<string>? locationIds,
        [Service] GrainCalls grains,
        [Service] ServedAreas served)
    {
        var caller = Access.Demand(Permission.UseCarts);
        if ((country is null ? postcode is null ? null : new InvalidInput("country", "must be given with a postcode.") : Countries.Check(country, "country")) is { } noPlace)
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, noPlace.Message);
        }

        if (country is not null && served.Refusal(country, postcode, path: string.Empty) is { } notServed)
        {
            throw FaultCodes.Exception(FaultCodes.NotServed, notServed.Message);
        }

        if (GeoPoint.Check(latitude, longitude) is { } nowhere)
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, nowhere.Message);
        }

        if (locationIds?.FirstOrDefault(id => !Ids.IsLocation(id)) is { } unknown)
        {
            throw FaultCodes.Exception(FaultCodes.BadUserInput, $"locationIds: '{unknown}' is no location.");
        }

        if (await grains.FindCartAsync(caller, cartId) is null)
        {
            return [];
        }

        var command = new QuoteDelivery(channel, latitude, longitude, [.. locationIds ?? []]);
        var quote = await grains.CallAsync((ICartGrain grain) => grain.QuoteAsync(command), cartId);
        return quote.Succeeded
            ? [.. quote.Value.Options.Select(option => new DeliveryChoice(option, caller.IsStaff))]
            : throw FaultCodes.Exception(FaultCodes.BadUserInput, quote.Failure.Message);
    }
}
