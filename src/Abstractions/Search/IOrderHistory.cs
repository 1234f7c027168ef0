using System.Collections.Immutable;

namespace OrleansCommerce.Search;

/// <summary>What happened to an order, as the journal has it: no list, and never behind.</summary>
public interface IOrderHistory
{
    /// <summary>Changes, newest first; none when there is no such order.</summary>
    /// <param name="orderId">Which order.</param>
    /// <param name="beforeVersion">Only those before this version; from the newest when null.</param>
    /// <param name="count">At most so many, more than 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<OrderChange>> ReadAsync(string orderId, long? beforeVersion, int count, CancellationToken cancellationToken);
}

/// <summary>One change of an order.</summary>
/// <param name="Version">The order's version after it.</param>
/// <param name="At">UTC.</param>
/// <param name="Kind">What happened, such as <c>paid</c>: the event's name without the aggregate's.</param>
/// <param name="Amount">Money that it moves, in the order's currency; null when it moves none.</param>
/// <param name="Status">Where a parcel is after it; null when it is about no parcel.</param>
/// <param name="Reference">The parcel, payment, refund, return, promise or SKU that it is about; null for the whole order.</param>
/// <param name="LocationId">Where it happened or is going to; null when it has no place.</param>
/// <param name="Reason">Why, or a provider's code; null when the kind says it all.</param>
/// <param name="Subject">Who; null when nobody did it.</param>
/// <param name="Role">In which role.</param>
/// <param name="Device">The till or locker.</param>
public sealed record OrderChange(
    long Version,
    DateTimeOffset At,
    string Kind,
    decimal? Amount,
    Orders.FulfillmentStatus? Status,
    string? Reference,
    string? LocationId,
    string? Reason,
    string? Subject,
    string? Role,
    string? Device);
