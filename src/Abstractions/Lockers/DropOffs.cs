using Orleans;

namespace OrleansCommerce.Lockers;

/// <summary>A customer is to put goods of an announced return into a locker.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="RequestId">Which announced return.</param>
/// <param name="Size">What the goods need.</param>
[GenerateSerializer, Immutable, Alias("oc.ReserveDropOff")]
public sealed record ReserveDropOff(
    [property: Id(0)] string OperationId, [property: Id(1)] string RequestId, [property: Id(2)] CompartmentSize Size);

/// <summary>The compartment that is kept, and the code that opens it: six digits, and the same as the text of a QR code.</summary>
[GenerateSerializer, Immutable, Alias("oc.DropOffAnswer")]
public sealed record DropOffAnswer(
    [property: Id(0)] AssignmentDetails Assignment, [property: Id(1)] string Code, [property: Id(2)] string Qr)
{
    /// <summary>Without the codes: an answer may be logged.</summary>
    public override string ToString() => $"{nameof(DropOffAnswer)} {{ Assignment = {Assignment} }}";
}

/// <summary>Goods were put into a compartment that was opened for that.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="CompartmentId">Which one.</param>
/// <param name="At">When, by a device that was offline, UTC; null for now.</param>
[GenerateSerializer, Immutable, Alias("oc.ConfirmDropOff")]
public sealed record ConfirmDropOff(
    [property: Id(0)] string OperationId, [property: Id(1)] string CompartmentId, [property: Id(2)] DateTimeOffset? At);
