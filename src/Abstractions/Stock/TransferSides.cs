using Orleans;

namespace OrleansCommerce.Stock;

/// <summary>Units leave for another location; what is promised stays.</summary>
/// <param name="TransferId">Idempotency key: the transfer and its line.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
[GenerateSerializer, Immutable, Alias("oc.SendStock")]
public sealed record SendStock([property: Id(0)] string TransferId, [property: Id(1)] int Quantity);

/// <summary>Units are on their way here.</summary>
/// <param name="TransferId">Idempotency key: the transfer and its line.</param>
/// <param name="Quantity">1 to 1,000,000.</param>
[GenerateSerializer, Immutable, Alias("oc.ExpectStock")]
public sealed record ExpectStock([property: Id(0)] string TransferId, [property: Id(1)] int Quantity);

/// <summary>Units that were on their way are here, or are not.</summary>
/// <param name="TransferId">Idempotency key: the transfer and its line.</param>
/// <param name="Received">Sellable.</param>
/// <param name="Damaged">Broken.</param>
/// <param name="Missing">Did not come.</param>
[GenerateSerializer, Immutable, Alias("oc.ArriveStock")]
public sealed record ArriveStock(
    [property: Id(0)] string TransferId, [property: Id(1)] int Received, [property: Id(2)] int Damaged, [property: Id(3)] int Missing);
