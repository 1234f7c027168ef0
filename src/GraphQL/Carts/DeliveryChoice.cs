using OrleansCommerce.Carts;
using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>One way to deliver a cart, as it would be promised now; nothing is held for it.</summary>
public sealed class DeliveryChoice(DeliveryOption option, bool showsCost)
{
    /// <summary>How.</summary>
    public DeliveryMethod Method => option.Method;

    /// <summary>Whether there are units for all lines now.</summary>
    public bool IsAvailable => option.IsAvailable;

    /// <summary>When the customer would have all of it, or could fetch it, UTC; null when it is not available.</summary>
    public DateTimeOffset? PromisedAt => option.PromisedAt;

    /// <summary>What it costs the retailer, in points of the sourcing policy; null for customers, and when it is not available.</summary>
    public decimal? Cost => showsCost && option.IsAvailable ? option.Cost : null;

    /// <summary>One for each location that would send something, at most as many as the cart has units; empty when it is not available.</summary>
    public IReadOnlyList<ParcelPreview> Parcels { get; } = [.. option.Parcels.Select(parcel => new ParcelPreview(parcel))];

    /// <summary>Where it is fetched; null for shipping.</summary>
    public async Task<Location?> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        option.LocationId is { } id ? await locations.LoadLocationAsync(id, cancellationToken) : null;
}

/// <summary>A parcel of a way to deliver a cart.</summary>
public sealed class ParcelPreview(QuotedParcel parcel)
{
    /// <summary>When the customer would have it, or could fetch it, UTC.</summary>
    public DateTimeOffset PromisedAt => parcel.PromisedAt;

    /// <summary>How many units are in it.</summary>
    public int Units => parcel.Units;

    /// <summary>Where it comes from.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(parcel.LocationId, cancellationToken);
}
