using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.GraphQL;

/// <summary>A bank of lockers: its compartments.</summary>
public sealed class LockerBank(LockerBankDetails bank) : INode
{
    /// <summary>Unique among all things of the API; opaque; what `node` takes.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string NodeId => new GlobalId(nameof(LockerBank), bank.Id).ToString();

    /// <summary>The id of its location.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => bank.Id;

    /// <summary>In the order in which they were set; at most 500.</summary>
    public IReadOnlyList<Compartment> Compartments { get; } = [.. bank.Compartments.Select(item => new Compartment(item))];

    /// <summary>Where it stands.</summary>
    public Task<Location> GetLocationAsync(LocationLoader locations, CancellationToken cancellationToken) =>
        locations.LoadLocationAsync(bank.Id, cancellationToken);
}

/// <summary>One compartment of a bank.</summary>
public sealed class Compartment(CompartmentDetails compartment)
{
    /// <summary>Unique in the bank.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public string Id => compartment.Id;

    /// <summary>S, M or L.</summary>
    public string Size => compartment.Size.ToString();

    /// <summary>What it is doing.</summary>
    public CompartmentStatus Status => compartment.Status;

    /// <summary>The order whose parcel it holds, or is meant for; null when there is none.</summary>
    [GraphQLType<IdType>]
    public string? OrderId => compartment.OrderId;
}
