using System.Diagnostics.CodeAnalysis;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Locations;

/// <summary>What can be done at a location.</summary>
public static partial class Location
{
    private const string Field = "locationId";

    /// <summary>Whether it is registered and has tills: a locker bank has none.</summary>
    /// <param name="location">Null when it is not registered.</param>
    /// <param name="id">Its id.</param>
    /// <param name="refusal">Why not.</param>
    internal static bool HasTill([NotNullWhen(true)] LocationDetails? location, string id, [NotNullWhen(false)] out Failure? refusal) =>
        IsNoBank(location, id, Field, "has no till", out refusal);

    /// <summary>Whether it is registered and holds stock of its own: a locker bank does not.</summary>
    /// <param name="location">Null when it is not registered.</param>
    /// <param name="id">Its id.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="field">The field that names it.</param>
    internal static bool HoldsStock(
        [NotNullWhen(true)] LocationDetails? location, string id, [NotNullWhen(false)] out Failure? refusal, string field = Field) =>
        IsNoBank(location, id, field, "holds no stock of its own", out refusal);

    private static bool IsNoBank(
        [NotNullWhen(true)] LocationDetails? location, string id, string field, string lack, [NotNullWhen(false)] out Failure? refusal)
    {
        refusal = location switch
        {
            null => new NotFound("location", id),
            { Kind: LocationKind.LockerBank } => new InvalidInput(field, $"'{id}' is a locker bank: it {lack}."),
            _ => null,
        };
        return refusal is null && location is not null;
    }
}
