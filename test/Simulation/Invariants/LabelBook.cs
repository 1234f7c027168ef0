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
        if (ParcelOf(labelKey) is not { Labels: > 0 } && ReturnOf(labelKey)?.Label?.Key != labelKey)
        {
            throw truth.Violate($"The carrier sold '{labelKey}', which no order in the journal asked for.");
        }

        _sold.Add(labelKey);
    }

    /// <summary>Takes a label back.</summary>
    public void TakeBack(string labelKey)
    {
        var asked = ParcelOf(labelKey)?.Label ?? ReturnOf(labelKey)?.Label;
        if (!_sold.Contains(labelKey) || asked is not { Voiding: not null } || asked.Key != labelKey)
        {
            throw truth.Violate($"The carrier took '{labelKey}' back, which no order in the journal asked for.");
        }

        _takenBack.Add(labelKey);
    }

    /// <summary>A label that is paid for, and neither on a parcel that left nor for goods that are to come back; null when there is none.</summary>
    public string? FindUnused() => _sold.Except(_takenBack).FirstOrDefault(key => !IsOnAParcel(key) && !IsForAReturn(key));

    private bool IsOnAParcel(string labelKey) =>
        ParcelOf(labelKey) is { Departure: Order.Departure.Left, Label: { } label } && label.Key == labelKey;

    private bool IsForAReturn(string labelKey) =>
        ReturnOf(labelKey) is { Label: { } label } request && label.Key == labelKey && (request.IsOpen || request.IsOnItsWay || request.ReceivedAt is not null);

    private Order.Parcel? ParcelOf(string labelKey)
    {
        var (orderId, parcelId) = OwnerOf(labelKey);
        return truth.Order(orderId).State.Parcels.Find(parcel => parcel.Content.Id == parcelId);
    }

    private Order.ReturnRequest? ReturnOf(string labelKey)
    {
        var (orderId, requestId) = OwnerOf(labelKey);
        return truth.Order(orderId).State.ReturnRequests.Find(request => request.Id == requestId);
    }

    private static (string OrderId, string Id) OwnerOf(string labelKey)
    {
        _ = LabelKey.TryGetFulfillmentId(labelKey, out var id);
        return (id[..id.LastIndexOf('.')], id);
    }
}
