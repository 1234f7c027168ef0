using OrleansCommerce.Orders;

namespace OrleansCommerce.GraphQL;

/// <summary>A parcel's label.</summary>
public sealed class ParcelLabel(LabelDetails label)
{
    /// <summary>Where it is in its life.</summary>
    public LabelState State => label.State;

    /// <summary>The carrier's service, such as `STANDARD`.</summary>
    public string Service => label.Service;

    /// <summary>What the parcel weighs, in grams.</summary>
    public int WeightGrams => label.WeightGrams;

    /// <summary>The carrier's name; null until the label is bought.</summary>
    public string? Carrier => label.Carrier;

    /// <summary>The carrier's number; null until the label is bought.</summary>
    public string? TrackingNumber => label.TrackingNumber;

    /// <summary>Where it can be printed: a path of this host, or an address of the carrier's; null until it is bought.</summary>
    public string? Url => label.Url;

    /// <summary>Why the carrier refused the last request about it, such as `too_heavy`; null when it did not.</summary>
    public string? RefusalCode => label.Code;
}

/// <summary>Something that happened to a parcel on its way.</summary>
public sealed class TrackingEvent(TrackingDetails happened)
{
    /// <summary>What.</summary>
    public TrackingStatus Status => happened.Status;

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset OccurredAt => happened.OccurredAt;

    /// <summary>Why; null when the status says it all.</summary>
    public string? Reason => happened.Reason;
}
