using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>Questions about all that happens.</summary>
[ExtendObjectType(OperationTypeNames.Query)]
public static class ActivityQueries
{
    private const int MinutesDefault = 60;
    private const int LocationsMax = 200;

    /// <summary>How much happened in the last minutes. Needs the role Associate or Admin.</summary>
    /// <param name="minutes">1 to 1440, the one that runs among them; 60 when left out.</param>
    /// <param name="locationId">Only at this location; everywhere when left out.</param>
    /// <param name="activity">The list.</param>
    /// <param name="refusals">What the list cannot know.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<ShopActivity> GetActivityAsync(
        int? minutes,
        [GraphQLType<IdType>] string? locationId,
        [Service] IActivitySearch activity,
        [Service] RefusalCount refusals,
        [Service] TimeProvider time,
        CancellationToken cancellationToken)
    {
        Access.Demand(Permission.WatchShop);
        var count = minutes ?? MinutesDefault;
        if (count is < 1 or > IActivitySearch.KeptMinutes)
        {
            throw FaultCodes.Exception(
                FaultCodes.BadUserInput, $"minutes must be from 1 to {IActivitySearch.KeptMinutes}, was {minutes}.");
        }

        var now = time.GetUtcNow();
        var since = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1 - count);
        var found = (await activity.FindMinutesAsync(since, locationId, cancellationToken)).ToDictionary(static minute => minute.At, static minute => minute.Counts);
        var places = await activity.FindPlacesAsync(since, LocationsMax, cancellationToken);
        var refused = refusals.Since(since).Where(refusal => locationId is null || refusal.LocationId == locationId).ToList();
        return new ShopActivity
        {
            Since = since,
            Minutes = [.. Enumerable.Range(0, count).Select(i => MinuteOf(since.AddMinutes(i)))],
            Locations =
            [
                .. places.Where(place => locationId is null || place.LocationId == locationId).Select(place => new LocationActivity(
                    place, refused.Where(refusal => refusal.LocationId == place.LocationId).Sum(static refusal => refusal.Count))),
            ],
        };

        ActivityMinute MinuteOf(DateTimeOffset at)
        {
            var counts = found.GetValueOrDefault(at) ?? new ActivityCounts(0, 0, 0, 0, 0, 0);
            return new ActivityMinute
            {
                At = at,
                Orders = counts.Orders,
                TillSales = counts.TillSales,
                UnitsLeft = counts.UnitsLeft,
                UnitsPromised = counts.UnitsPromised,
                Reservations = counts.Reservations,
                Refusals = counts.Rejections + refused.Where(refusal => refusal.At == at).Sum(static refusal => refusal.Count),
            };
        }
    }

    /// <summary>The lists that follow what is decided, by name; at most 100. Needs the role Associate or Admin.</summary>
    /// <param name="models">How they are.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public static async Task<IReadOnlyList<ReadModel>> GetReadModelsAsync([Service] IReadModels models, CancellationToken cancellationToken)
    {
        Access.Demand(Permission.WatchShop);
        return [.. (await models.ReadAsync(cancellationToken)).Select(static status => new ReadModel(status))];
    }
}
