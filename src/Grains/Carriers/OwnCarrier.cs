using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansCommerce.Carriers;

namespace OrleansCommerce.Grains.Carriers;

/// <summary>
/// The built-in carrier: the retailer's own couriers. Its labels are rendered by this program. Its answer follows from the label's key and
/// service alone, so that a restart of the process changes none, and the same key is the same label. It hears of a parcel only what its
/// couriers' devices tell the webhook, or what <see cref="Scan"/> is told.
/// </summary>
public sealed class OwnCarrier : ICarrier
{
    /// <summary>Its name.</summary>
    public const string Name = "Own couriers";

    /// <summary>The heaviest parcel that a courier lifts, in grams.</summary>
    public const int WeightGramsMax = 31_500;

    private readonly ConcurrentDictionary<string, ImmutableArray<TrackingNews>> _scans = new(StringComparer.Ordinal);

    /// <summary>Its services.</summary>
    public static ImmutableArray<string> Services { get; } = ["STANDARD", "EXPRESS"];

    /// <summary>
    /// The tracking number of a label: 16 digits of its key's hash, of which two alike are not to be expected, and the check digit of
    /// GS1 numbers (mod 10, weights 3 and 1 from the right), which finds a digit that was typed wrongly.
    /// </summary>
    public static string TrackingNumberOf(string labelKey)
    {
        var hash = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(labelKey)), 0) % 10_000_000_000_000_000;
        var digits = hash.ToString("D16", CultureInfo.InvariantCulture);
        var sum = digits.Reverse().Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 3 : 1)).Sum();
        return string.Create(CultureInfo.InvariantCulture, $"OC{digits}{(10 - (sum % 10)) % 10}");
    }

    /// <inheritdoc/>
    public Task<LabelOutcome> BuyLabelAsync(LabelRequest request, CancellationToken cancellationToken) => Task.FromResult(request switch
    {
        _ when !Services.Contains(request.Service, StringComparer.Ordinal) => new LabelOutcome(LabelStatus.Refused, Code: "unknown_service"),
        { WeightGrams: > WeightGramsMax } => new LabelOutcome(LabelStatus.Refused, Code: "too_heavy"),
        _ => new LabelOutcome(
            LabelStatus.Done,
            Name,
            TrackingNumberOf(request.Key),
            $"/labels/{Uri.EscapeDataString(request.FromLocationId)}/{Uri.EscapeDataString(request.FulfillmentId)}.pdf"),
    });

    /// <inheritdoc/>
    public Task<LabelOutcome> VoidLabelAsync(string labelKey, CancellationToken cancellationToken) => Task.FromResult(
        _scans.ContainsKey(TrackingNumberOf(labelKey))
            ? new LabelOutcome(LabelStatus.Refused, Code: "in_use")
            : new LabelOutcome(LabelStatus.Done));

    /// <inheritdoc/>
    public Task<ImmutableArray<TrackingNews>> TrackAsync(string trackingNumber, CancellationToken cancellationToken) =>
        Task.FromResult(_scans.GetValueOrDefault(trackingNumber, []));

    /// <summary>A courier saw a parcel.</summary>
    public void Scan(string trackingNumber, TrackingNews news) =>
        _scans.AddOrUpdate(trackingNumber, _ => [news], (_, before) => before.Add(news));
}
