using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Carriers;

/// <summary>
/// The port to whoever carries parcels. Buying and voiding carry our own key and are idempotent: the same key gives the first answer
/// again, and one label. What happens to a parcel on its way it tells by a signed webhook, see <see cref="CarrierNotice"/>, or when it is asked.
/// </summary>
public interface ICarrier
{
    /// <summary>Buys a label.</summary>
    /// <param name="request">What for.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown, and is asked for again with the same key.</param>
    /// <exception cref="TimeoutException">The carrier did not answer.</exception>
    Task<LabelOutcome> BuyLabelAsync(LabelRequest request, CancellationToken cancellationToken);

    /// <summary>Gives a label back that was not used. Its key is the idempotency key.</summary>
    /// <param name="labelKey">Ours, of the label.</param>
    /// <param name="cancellationToken">As above.</param>
    /// <exception cref="TimeoutException">The carrier did not answer.</exception>
    Task<LabelOutcome> VoidLabelAsync(string labelKey, CancellationToken cancellationToken);

    /// <summary>What happened to a parcel, in any order; nothing when the carrier has not seen it.</summary>
    /// <param name="trackingNumber">The carrier's.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="TimeoutException">The carrier did not answer.</exception>
    Task<ImmutableArray<TrackingNews>> TrackAsync(string trackingNumber, CancellationToken cancellationToken);
}

/// <summary>A label to be bought. It names the address by its id: who carries the parcel looks it up in the erasable table.</summary>
/// <param name="Key">Ours, unique to the label.</param>
/// <param name="FulfillmentId">Which parcel; the id of the announced return when it is one.</param>
/// <param name="FromLocationId">Where it is fetched.</param>
/// <param name="To">Where it goes.</param>
/// <param name="Service">Of the carrier, such as <c>STANDARD</c>.</param>
/// <param name="WeightGrams">1 to 1,000,000.</param>
/// <param name="IsReturn">Whether the parcel goes the other way: from the customer of <paramref name="To"/> to <paramref name="FromLocationId"/>.</param>
public sealed record LabelRequest(
    string Key, string FulfillmentId, string FromLocationId, Delivery To, string Service, int WeightGrams, bool IsReturn = false);

/// <summary>What the carrier said.</summary>
public enum LabelStatus
{
    /// <summary>The label is bought, or given back.</summary>
    Done,

    /// <summary>It is not, and will not be.</summary>
    Refused,

    /// <summary>Not decided yet: ask again later.</summary>
    Pending,
}

/// <summary>The carrier's answer.</summary>
/// <param name="Status">What it said.</param>
/// <param name="Carrier">Its name, when a label was bought.</param>
/// <param name="TrackingNumber">Up to 50 letters and digits, when a label was bought.</param>
/// <param name="Url">Where the label lies, when one was bought: a path of this host, or an address of the carrier's.</param>
/// <param name="Code">Why not, when refused.</param>
public sealed record LabelOutcome(LabelStatus Status, string? Carrier = null, string? TrackingNumber = null, string? Url = null, string? Code = null);

/// <summary>Something that happened to a parcel on its way.</summary>
/// <param name="Id">The carrier's, unique to the parcel.</param>
/// <param name="Status">What.</param>
/// <param name="OccurredAt">By the carrier's clock, UTC.</param>
/// <param name="Reason">Why, up to 200 characters, no personal data; null when the status says it all.</param>
[GenerateSerializer, Immutable, Alias("oc.TrackingNews")]
public sealed record TrackingNews(
    [property: Id(0)] string Id,
    [property: Id(1)] TrackingStatus Status,
    [property: Id(2)] DateTimeOffset OccurredAt,
    [property: Id(3)] string? Reason = null);

/// <summary>News that the carrier tells on its own accord. It may come late, several times, and in any order.</summary>
/// <param name="LabelKey">Ours, which the carrier tells again.</param>
/// <param name="TrackingNumber">Believed only when it is that label's.</param>
/// <param name="News">What happened.</param>
[GenerateSerializer, Immutable, Alias("oc.CarrierNotice")]
public sealed record CarrierNotice(
    [property: Id(0)] string LabelKey, [property: Id(1)] string TrackingNumber, [property: Id(2)] TrackingNews News);

/// <summary>Our keys of labels hold their parcel's id, so that a notice finds the order.</summary>
public static class LabelKey
{
    /// <summary>The key of a parcel's n-th label, from 1.</summary>
    public static string Of(string fulfillmentId, int number) => $"{fulfillmentId}:label:{number}";

    /// <summary>The parcel's id; false when <paramref name="key"/> has another form.</summary>
    public static bool TryGetFulfillmentId(string key, out string fulfillmentId)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        fulfillmentId = colon > 0 ? key[..colon] : string.Empty;
        return colon > 0;
    }
}
