using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>Goods on their way from one location to another.</summary>
public sealed class Transfer(TransferDetails transfer) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(Transfer), transfer.Id).ToString();

    /// <summary>Opaque.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => transfer.Id;

    /// <summary>Where it is in its life.</summary>
    public TransferStatus Status => transfer.Status;

    /// <summary>What is sent; at most 200.</summary>
    public IReadOnlyList<TransferLine> Lines { get; } = [.. transfer.Lines.Select(line => new TransferLine(line))];

    /// <summary>Such as a delivery note; as given, null when none was.</summary>
    public string? Reference => transfer.Reference;

    /// <summary>When the goods left.</summary>
    public DateTimeOffset DispatchedAt => transfer.DispatchedAt;

    /// <summary>When they came; null until then.</summary>
    public DateTimeOffset? ReceivedAt => transfer.ReceivedAt;

    /// <summary>Grows with every change.</summary>
    public int Version => checked((int)transfer.Version);

    /// <summary>Where the goods came from.</summary>
    public Task<Location> GetFromAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(transfer.FromLocationId, cancellationToken);

    /// <summary>Where they go.</summary>
    public Task<Location> GetToAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(transfer.ToLocationId, cancellationToken);
}

/// <summary>Units of a SKU in a transfer. Once it is received, received, damaged and missing add up to the quantity; before, they are 0.</summary>
public sealed class TransferLine(TransferLineDetails line)
{
    /// <summary>Which SKU.</summary>
    public string Sku => line.Sku;

    /// <summary>Units sent.</summary>
    public int Quantity => line.Quantity;

    /// <summary>Sellable units that came.</summary>
    public int Received => line.Received;

    /// <summary>Broken units that came.</summary>
    public int Damaged => line.Damaged;

    /// <summary>Units that did not come.</summary>
    public int Missing => line.Missing;
}
