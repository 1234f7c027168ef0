using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Kits;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>One product that is made of several.</summary>
public sealed class Kit(KitDetails kit) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(Kit), kit.Sku).ToString();

    /// <summary>The kit's own SKU.</summary>
    public string Sku => kit.Sku;

    /// <summary>What it is made of; at most 50.</summary>
    public IReadOnlyList<KitPart> Parts { get; } = [.. kit.Parts.Select(part => new KitPart(part))];

    /// <summary>Grows with every change.</summary>
    public int Version => checked((int)kit.Version);
}

/// <summary>Units of a SKU that belong to a kit.</summary>
public sealed class KitPart(Kits.KitPart part)
{
    /// <summary>Which SKU.</summary>
    public string Sku => part.Sku;

    /// <summary>Units.</summary>
    public int Quantity => part.Quantity;
}

/// <summary>Units of a kit that are held for a while at one location: all parts or none.</summary>
public sealed class KitReservation(Kits.KitReservation reservation)
{
    /// <summary>The caller's own id.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => reservation.Id;

    /// <summary>The kit's SKU.</summary>
    public string Sku => reservation.Sku;

    /// <summary>Where.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string LocationId => reservation.LocationId;

    /// <summary>Kits.</summary>
    public int Quantity => reservation.Quantity;

    /// <summary>Units of each part, for all kits together; at most 50.</summary>
    public IReadOnlyList<KitPart> Parts { get; } = [.. reservation.Parts.Select(part => new KitPart(part))];

    /// <summary>Where it is in its life.</summary>
    public ReservationStatus Status => reservation.Status;

    /// <summary>When its time ends, or ended.</summary>
    public DateTimeOffset ExpiresAt => reservation.ExpiresAt;
}
