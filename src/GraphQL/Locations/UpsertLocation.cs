using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Locations;

namespace OrleansCommerce.GraphQL;

/// <summary>What a location is to be.</summary>
public sealed record UpsertLocationInput
{
    /// <summary>1 to 64 letters, digits, `-`, `_`, `.`.</summary>
    [GraphQLType<NonNullType<IdType>>]
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is; it cannot change later.</summary>
    public required LocationKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2; not known when left out.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees north, -90 to 90; with the longitude or not at all.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, -180 to 180; with the latitude or not at all.</summary>
    public double? Longitude { get; init; }

    /// <summary>What handling a parcel here costs, in points of the sourcing policy, 0 to 1,000; that of its kind when left out.</summary>
    public decimal? HandlingCost { get; init; }

    /// <summary>Parcels that it can handle in a day (UTC), 1 to 1,000,000; any number when left out.</summary>
    public int? DailyCapacity { get; init; }

    /// <summary>Hours from an order to a parcel that is ready, 0 to 4,380; those of its kind when left out.</summary>
    public int? LeadHours { get; init; }
}

/// <summary>The location after it.</summary>
public sealed record UpsertLocationPayload
{
    /// <summary>The location; null when the mutation failed.</summary>
    public Location? Location { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public IReadOnlyList<IUpsertLocationError>? Errors { get; init; }

    internal static UpsertLocationPayload Of(Failure failure) => new() { Errors = PayloadErrors.Of<IUpsertLocationError>(failure) };
}

/// <summary>Why a location could not be registered or changed.</summary>
[UnionType("UpsertLocationError")]
public interface IUpsertLocationError;
