using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>The codes that a device may take while it is offline.</summary>
public sealed class LockerGrants(OfflineGrants issued)
{
    /// <summary>The number of the secret that they are made for.</summary>
    public int SecretGeneration => issued.Generation;

    /// <summary>When it was made.</summary>
    public DateTimeOffset IssuedAt => issued.IssuedAt;

    /// <summary>A device that is offline for longer takes no codes.</summary>
    public DateTimeOffset ValidUntil => issued.ValidUntil;

    /// <summary>By compartment; at most 500.</summary>
    public IReadOnlyList<LockerGrant> Grants { get; } = [.. issued.Grants.Select(grant => new LockerGrant(grant))];

    /// <summary>
    /// HMAC-SHA256 with the bank's secret, 64 lower-case hexadecimal digits, of the lines `oc-locker-grants-v1`, bank, issuedAt, validUntil,
    /// and for each grant one of parcel, compartment, notAfter, codeMac, qrMac and, when its customer is to put it in, `drop-off`, with blanks
    /// between; times in seconds since 1970.
    /// </summary>
    public string Signature => issued.Signature;
}

/// <summary>A parcel, or goods that are to be put in, whose codes a device may take while it is offline.</summary>
public sealed class LockerGrant(OfflineGrant grant)
{
    /// <summary>The id of its fulfilment, or of the announced return.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string ParcelId => grant.ParcelId;

    /// <summary>Where it is, or is to be.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string CompartmentId => grant.CompartmentId;

    /// <summary>Its code holds until then.</summary>
    public DateTimeOffset NotAfter => grant.NotAfter;

    /// <summary>HMAC-SHA256 with the bank's secret, in hexadecimal digits, of the lines `oc-locker-grant-v1`, bank, parcel and the six digits.</summary>
    public string CodeMac => grant.CodeMac;

    /// <summary>The same of what the QR code holds.</summary>
    public string QrMac => grant.QrMac;

    /// <summary>Whether its customer is to put it in. The compartment has to be empty before it is opened.</summary>
    public bool IsDropOff => grant.IsDropOff;
}
