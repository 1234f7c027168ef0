using OrleansCommerce.Orders;

namespace OrleansCommerce.Search;

/// <summary>
/// What is to be done at a location: parcels that are paid and have not left, those that wait there and were not fetched, and those that it
/// sent and that were lost or come back.
/// Its freshness is that of <see cref="ICatalogSearch"/>.
/// </summary>
public interface IWorkSearch
{
    /// <summary>Parcels of the location, the earliest deadline first; those of before there were promises come first.</summary>
    /// <param name="locationId">Where their units are.</param>
    /// <param name="status">Only those that are so far; all when null.</param>
    /// <param name="page">Where in the list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Page<WorkItem>> FindWorkAsync(string locationId, FulfillmentStatus? status, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>A parcel that somebody has to work on.</summary>
/// <param name="FulfillmentId">Which parcel.</param>
/// <param name="OrderId">Of which order.</param>
/// <param name="PromisedAt">When the customer is to have it, UTC; null in orders of before there were promises.</param>
/// <param name="Status">How far it is: allocated, picked or packed; expired, lost or returned to its sender.</param>
/// <param name="Units">Goods in it, more than 0.</param>
public sealed record WorkItem(string FulfillmentId, string OrderId, DateTimeOffset? PromisedAt, FulfillmentStatus Status, int Units);
