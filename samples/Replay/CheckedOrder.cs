namespace OrleansCommerce.Replay;

/// <summary>An invoice beside its order.</summary>
/// <param name="Expected">What the file says.</param>
/// <param name="Answer">What the server says; null when there is no such order.</param>
internal sealed record CheckedOrder(ExpectedOrder Expected, EndAnswer? Answer)
{
    /// <summary>Units that were handed over.</summary>
    public long Units => Answer?.Lines.Sum(line => (long)line.FulfilledQuantity) ?? 0;

    /// <summary>Units that came back.</summary>
    public long ReturnedUnits => Answer?.Lines.Sum(line => (long)line.ReturnedQuantity) ?? 0;

    /// <summary>Money that was taken.</summary>
    public decimal Money => Answer?.Captured.Amount ?? 0;

    /// <summary>Money that was given back.</summary>
    public decimal Refund => Answer?.Refunded.Amount ?? 0;

    /// <summary>Parcels that were handed over; none at a till.</summary>
    public int Parcels => Expected.Path == SalesPath.Till ? 0 : Answer?.Fulfillments.Count ?? 0;

    /// <summary>What is wrong, in one line; null when nothing is.</summary>
    public string? Mismatch => Answer is null ? "has no order"
        : Answer.Status != "FULFILLED" ? $"its order is {Answer.Status}"
        : Answer.Channel != Ordering.ChannelOf(Expected.Path) ? $"its order came from {Answer.Channel}"
        : Units != Expected.Units || !HasEveryArticle(Answer) ? $"{Units} units were handed over where it sells {Expected.Units}, or others"
        : Money != Expected.Money ? $"{Money:N2} were taken where {Expected.Money:N2} must be"
        : ReturnedUnits != Expected.ReturnedUnits ? $"{ReturnedUnits} units came back where {Expected.ReturnedUnits} must have"
        : Refund != Expected.Refund ? $"{Refund:N2} were given back where {Expected.Refund:N2} must be"
        : Answer.Authorized.Amount < Money || Money < Refund ? $"{Answer.Authorized.Amount:N2} authorised, {Money:N2} captured, {Refund:N2} refunded"
        : Answer.Fulfillments.FirstOrDefault(parcel => !Arrived(parcel)) is { } parcel ? $"a parcel is {parcel.Status}"
        : Expected.Path == SalesPath.TwoParcels && Parcels != Depots.All.Count ? $"it left in {Parcels} parcels"
        : null;

    private bool HasEveryArticle(EndAnswer answer)
    {
        var units = answer.Lines.GroupBy(line => new Article(line.Sku, line.UnitPrice.Amount))
            .ToDictionary(lines => lines.Key, lines => lines.Sum(line => line.FulfilledQuantity));
        return Expected.Invoice.SoldArticles.All(sold => units.GetValueOrDefault(sold.Article) == sold.Quantity);
    }

    private bool Arrived(EndParcelAnswer parcel) => Expected.Path switch
    {
        SalesPath.Shipped => parcel.Status == "SHIPPED",
        SalesPath.TwoParcels => parcel is { Status: "DELIVERED", TrackingNumber: not null },
        SalesPath.Collected or SalesPath.Locker => parcel.Status == "COLLECTED",
        _ => true,
    };
}
