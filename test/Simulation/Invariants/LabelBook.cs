using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.Orders;

namespace OrleansCommerce.Simulation.Invariants;

/// <summary>What the carrier sold and took back: each label for a request that is in the journal, once.</summary>
internal sealed class LabelBook(Truth truth)
{
    private readonly HashSet<string> _sold = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takenBack = new(StringComparer.Ordinal);

    /// <summary>Whether a label was sold.</summary>
    public bool IsSold(string labelKey) => _sold.Contains(labelKey);

    /// <summary>Whether a label was taken back.</summary>
    public bool IsTakenBack(string labelKey) => _takenBack.Contains(labelKey);

    /// <summary>Sells a label.</summary>
    public void Sell(string labelKey)
    {
        if (ParcelOf(labelKey) is not { Labels: > 0 })
        {
            throw truth.Violate($"The carrier sold '{labelKey}', which no order in the journal asked for.");
        }

        _sold.Add(labelKey);
    }

    /// <summary>Takes a label back.</summary>
    public void TakeBack(string labelKey)
    {
        if (!_sold.Contains(labelKey) || ParcelOf(labelKey)?.Label is not { Voiding: not null } label || label.Key != labelKey)
        {
            throw truth.Violate($"The carrier took '{labelKey}' back, which no order in the journal asked for.");
        }

        _takenBack.Add(labelKey);
    }

    /// <summary>A label that is paid for, and on no parcel that left; null when there is none.</summary>
    public string? FindUnused() => _sold.Except(_takenBack)
        .FirstOrDefault(key => ParcelOf(key) is not { Departure: Order.Departure.Left, Label: { } label } || label.Key != key);

    private Order.Parcel? ParcelOf(string labelKey)
    {
        _ = LabelKey.TryGetFulfillmentId(labelKey, out var parcelId);
        var orderId = parcelId[..parcelId.LastIndexOf('.')];
        return truth.Order(orderId).State.Parcels.Find(parcel => parcel.Content.Id == parcelId);
    }
}
