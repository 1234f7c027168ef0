using System.Collections.Immutable;
using Orleans;

namespace OrleansCommerce.Lockers;

/// <summary>A bank's hardware is to get a secret, or another one.</summary>
/// <param name="OperationId">Idempotency key.</param>
/// <param name="Immediately">Whether the secret of before ends at once, because somebody else may have it; otherwise it holds for another day.</param>
[GenerateSerializer, Immutable, Alias("oc.RotateLockerSecret")]
public sealed record RotateLockerSecret([property: Id(0)] string OperationId, [property: Id(1)] bool Immediately);

/// <summary>The secret of a bank's hardware.</summary>
/// <param name="Secret">32 bytes in base64url, without padding.</param>
/// <param name="Generation">Counts a bank's secrets, from 1.</param>
/// <param name="PreviousUntil">Until when the secret of before is taken too, UTC; null when there is none, or it ended.</param>
[GenerateSerializer, Immutable, Alias("oc.LockerSecret")]
public sealed record LockerSecret(
    [property: Id(0)] string Secret, [property: Id(1)] int Generation, [property: Id(2)] DateTimeOffset? PreviousUntil)
{
    /// <summary>Without the secret: an answer may be logged.</summary>
    public override string ToString() => $"{nameof(LockerSecret)} {{ Generation = {Generation} }}";
}

/// <summary>A request that says it comes from a bank's hardware.</summary>
/// <param name="Time">When it was signed, in seconds since 1970, by the device's clock.</param>
/// <param name="Nonce">16 to 64 characters that the device never used before.</param>
/// <param name="Method">Of HTTP, in capital letters.</param>
/// <param name="Path">Of the request, without its query.</param>
/// <param name="BodyHash">SHA-256 of the body, 64 lower-case hexadecimal digits.</param>
/// <param name="Signature">HMAC-SHA256 of all that, 64 lower-case hexadecimal digits.</param>
/// <param name="RequestId">Ours, new for each request that comes in: a call that is repeated among ourselves is no replay.</param>
[GenerateSerializer, Immutable, Alias("oc.SignedCall")]
public sealed record SignedCall(
    [property: Id(0)] long Time,
    [property: Id(1)] string Nonce,
    [property: Id(2)] string Method,
    [property: Id(3)] string Path,
    [property: Id(4)] string BodyHash,
    [property: Id(5)] string Signature,
    [property: Id(6)] string RequestId);

/// <summary>A signed request was taken.</summary>
/// <param name="Generation">Of the bank's newest secret; the call may be signed with the one of before.</param>
[GenerateSerializer, Immutable, Alias("oc.Admission")]
public sealed record Admission([property: Id(0)] int Generation);

/// <summary>The codes that a device may take while it is offline.</summary>
/// <param name="Generation">Of the secret that they are made for.</param>
/// <param name="IssuedAt">UTC.</param>
/// <param name="ValidUntil">UTC; a device that is offline for longer takes no codes.</param>
/// <param name="Grants">By compartment; what lies there before what is to be put in.</param>
/// <param name="Signature">HMAC-SHA256 of the list, 64 lower-case hexadecimal digits.</param>
[GenerateSerializer, Immutable, Alias("oc.OfflineGrants")]
public sealed record OfflineGrants(
    [property: Id(0)] int Generation,
    [property: Id(1)] DateTimeOffset IssuedAt,
    [property: Id(2)] DateTimeOffset ValidUntil,
    [property: Id(3)] ImmutableArray<OfflineGrant> Grants,
    [property: Id(4)] string Signature);

/// <summary>A parcel, or goods that are to be put in, whose codes a device may take while it is offline.</summary>
/// <param name="ParcelId">The id of its fulfilment, or of the announced return.</param>
/// <param name="CompartmentId">Where it is, or is to be.</param>
/// <param name="NotAfter">Its code holds until then, UTC.</param>
/// <param name="CodeMac">HMAC-SHA256 of its six digits.</param>
/// <param name="QrMac">HMAC-SHA256 of what its QR code holds.</param>
/// <param name="IsDropOff">Whether its customer is to put it in.</param>
[GenerateSerializer, Immutable, Alias("oc.OfflineGrant")]
public sealed record OfflineGrant(
    [property: Id(0)] string ParcelId,
    [property: Id(1)] string CompartmentId,
    [property: Id(2)] DateTimeOffset NotAfter,
    [property: Id(3)] string CodeMac,
    [property: Id(4)] string QrMac,
    [property: Id(5)] bool IsDropOff = false);
