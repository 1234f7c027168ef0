using System.Globalization;
using Orleans;

namespace OrleansCommerce.Stock;

/// <summary>Why fewer units are on hand than are promised.</summary>
public enum DiscrepancyCause
{
    /// <summary>A till sold what was promised.</summary>
    Sale,

    /// <summary>A count found fewer than the books had.</summary>
    Count,

    /// <summary>Units turned out not to be sellable.</summary>
    Movement,
}

/// <summary>What kind of promise is at risk.</summary>
public enum PromiseKind
{
    /// <summary>A soft reservation: its holder finds out when it is confirmed, or it expires.</summary>
    Reservation,

    /// <summary>An allocation: its order looks for the units elsewhere.</summary>
    Allocation,
}

/// <summary>A promise that cannot be kept with what is on hand.</summary>
/// <param name="Kind">What was promised.</param>
/// <param name="PromiseId">The reservation's or the allocation's id.</param>
/// <param name="OrderId">The order of an allocation; null for a reservation.</param>
/// <param name="Quantity">Units that are at risk: all of the promise, or a part.</param>
[GenerateSerializer, Immutable, Alias("oc.AtRisk")]
public sealed record AtRisk(
    [property: Id(0)] PromiseKind Kind,
    [property: Id(1)] string PromiseId,
    [property: Id(2)] string? OrderId,
    [property: Id(3)] int Quantity);

/// <summary>Somebody looked at the shelf, and the discrepancy is over.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Number">Of the discrepancy, counted from 1 for each stock item.</param>
/// <param name="Resolution">What was found and done, 1 to 200 characters, no personal data.</param>
[GenerateSerializer, Immutable, Alias("oc.ResolveDiscrepancy")]
public sealed record ResolveDiscrepancy(
    [property: Id(0)] string OperationId, [property: Id(1)] int Number, [property: Id(2)] string Resolution);

/// <summary>A discrepancy's id as callers know it: <c>location/sku#number</c>.</summary>
public readonly record struct DiscrepancyId(StockItemKey Item, int Number)
{
    /// <summary>Reads an id that <see cref="ToString"/> wrote; false when it has another form.</summary>
    public static bool TryParse(string id, out DiscrepancyId parsed)
    {
        var hash = id.LastIndexOf('#');
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0
            && hash > slash + 1
            && int.TryParse(id.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0)
        {
            parsed = new DiscrepancyId(StockItemKey.Parse(id[..hash]), number);
            return true;
        }

        parsed = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Item}#{Number}";
}
