using Orleans;
using Orleans.Concurrency;

namespace OrleansCommerce.Locations;

/// <summary>A place that holds stock or hands it over. Key: the location id.</summary>
[Alias("oc.ILocationGrain")]
public interface ILocationGrain : IGrainWithStringKey
{
    /// <summary>The location; null when it is not registered.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<LocationDetails?> GetAsync();

    /// <summary>Registers or changes it; the same content again is no change. Its kind cannot change. Fails with InvalidInput.</summary>
    [Alias("Upsert")]
    Task<Result<LocationDetails>> UpsertAsync(UpsertLocation command);
}

/// <summary>What a location is.</summary>
public enum LocationKind
{
    /// <summary>Ships; no customer comes in.</summary>
    Warehouse,

    /// <summary>Sells, ships and hands over.</summary>
    Store,

    /// <summary>Hands over, day and night.</summary>
    LockerBank,
}

/// <summary>A location as callers see it.</summary>
/// <param name="Id">1 to 64 letters, digits, <c>-</c>, <c>_</c>, <c>.</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Latitude">Degrees north, -90 to 90; with <paramref name="Longitude"/> or not at all.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
/// <param name="HandlingCost">What handling a parcel here costs, in points of the sourcing policy, 0 to 1,000; that of its kind when null.</param>
/// <param name="DailyCapacity">Parcels that it can handle in a day, 1 to 1,000,000; any number when null.</param>
/// <param name="LeadHours">From an order to a parcel that is ready, 0 to 4,380; that of its kind when null.</param>
[GenerateSerializer, Immutable, Alias("oc.LocationDetails")]
public sealed record LocationDetails(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] LocationKind Kind,
    [property: Id(3)] string? Country,
    [property: Id(4)] double? Latitude,
    [property: Id(5)] double? Longitude,
    [property: Id(6)] decimal? HandlingCost = null,
    [property: Id(7)] int? DailyCapacity = null,
    [property: Id(8)] int? LeadHours = null);

/// <summary>A location's content.</summary>
[GenerateSerializer, Immutable, Alias("oc.UpsertLocation")]
public sealed record UpsertLocation(
    [property: Id(0)] string Name,
    [property: Id(1)] LocationKind Kind,
    [property: Id(2)] string? Country,
    [property: Id(3)] double? Latitude,
    [property: Id(4)] double? Longitude,
    [property: Id(5)] decimal? HandlingCost = null,
    [property: Id(6)] int? DailyCapacity = null,
    [property: Id(7)] int? LeadHours = null);
