using System.Collections.Immutable;

namespace OrleansCommerce.Silo.Carriers;

/// <summary>What is printed of a label.</summary>
/// <param name="Carrier">Who carries.</param>
/// <param name="Service">How.</param>
/// <param name="TrackingNumber">In words and as a code.</param>
/// <param name="WeightGrams">Of the parcel.</param>
/// <param name="From">Lines of the sender.</param>
/// <param name="To">Lines of the address.</param>
/// <param name="OrderNumber">For people.</param>
/// <param name="FulfillmentId">The parcel's.</param>
/// <param name="Units">Goods in it.</param>
internal sealed record LabelPaper(
    string Carrier,
    string Service,
    string TrackingNumber,
    int WeightGrams,
    ImmutableArray<string> From,
    ImmutableArray<string> To,
    string OrderNumber,
    string FulfillmentId,
    int Units);
