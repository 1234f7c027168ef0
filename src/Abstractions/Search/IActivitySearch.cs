using System.Collections.Immutable;

namespace OrleansCommerce.Search;

/// <summary>How much happened, by the minute and by the location. Its freshness is that of <see cref="ICatalogSearch"/>.</summary>
public interface IActivitySearch
{
    /// <summary>For how long minutes are kept, at least; beyond it they are deleted.</summary>
    const int KeptMinutes = 24 * 60;

    /// <summary>The minutes from <paramref name="since"/> on, oldest first; one in which nothing happened is left out.</summary>
    /// <param name="since">UTC, cut down to its minute.</param>
    /// <param name="locationId">Only at this location; everywhere when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<ActivityMinute>> FindMinutesAsync(DateTimeOffset since, string? locationId, CancellationToken cancellationToken);

    /// <summary>The locations at which something happened from <paramref name="since"/> on, the busiest first.</summary>
    /// <param name="since">UTC, cut down to its minute.</param>
    /// <param name="limit">At most so many, more than 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<ActivityPlace>> FindPlacesAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);
}

/// <summary>How much happened.</summary>
/// <param name="Orders">Orders that were placed; of no location.</param>
/// <param name="Rejections">Orders that never came about, out of stock; of no location.</param>
/// <param name="TillSales">Sales at a till.</param>
/// <param name="UnitsLeft">Units that left a location with a customer or to one.</param>
/// <param name="UnitsPromised">Units that were promised to orders.</param>
/// <param name="Reservations">Reservations that were made.</param>
public sealed record ActivityCounts(int Orders, int Rejections, int TillSales, int UnitsLeft, int UnitsPromised, int Reservations);

/// <summary>What happened in one minute.</summary>
/// <param name="At">Its beginning, UTC.</param>
/// <param name="Counts">How much.</param>
public sealed record ActivityMinute(DateTimeOffset At, ActivityCounts Counts);

/// <summary>What happened at one location.</summary>
/// <param name="LocationId">Where.</param>
/// <param name="Counts">How much.</param>
public sealed record ActivityPlace(string LocationId, ActivityCounts Counts);
