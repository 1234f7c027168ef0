using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Kits;

/// <summary>
/// Units of a kit held at one location: all parts or none. Key: <see cref="KitReservationKey"/>. Goes on by itself after a crash between
/// two parts.
/// </summary>
[Alias("oc.IKitReservationGrain")]
public interface IKitReservationGrain : IGrainWithStringKey
{
    /// <summary>Holds the parts. A refusal is the answer to the same reservation id ever after.
    /// Fails with OutOfStock (of a part), InvalidInput, NotFound (kit), OperationIdReused, ReservationExpired.</summary>
    [Alias("Reserve")]
    Task<Result<KitReservation>> ReserveAsync(ReserveKit command);

    /// <summary>The parts leave the location now; again is no change. Fails with ReservationNotFound, ReservationExpired, InvalidState.</summary>
    [Alias("Confirm")]
    Task<Result<KitReservation>> ConfirmAsync();

    /// <summary>Gives the parts back; again is no change. Fails with ReservationNotFound, ReservationExpired, InvalidState.</summary>
    [Alias("Release")]
    Task<Result<KitReservation>> ReleaseAsync();

    /// <summary>Goes on with what was cut off, and does what is due. Answers when it wants to be woken next.</summary>
    [Alias("Wake")]
    Task<DateTimeOffset?> WakeAsync();
}

/// <summary>The key of a kit's reservation: <c>location/sku/reservation</c>. Neither a location id nor, in a kit, a SKU has a slash.</summary>
public readonly record struct KitReservationKey(string LocationId, string Sku, string ReservationId)
{
    /// <summary>Reads a key that <see cref="ToString"/> wrote.</summary>
    public static KitReservationKey Parse(string key)
    {
        var parts = key.Split('/', 3);
        return parts.Length == 3
            ? new KitReservationKey(parts[0], parts[1], parts[2])
            : throw new FormatException($"'{key}' is no key of a kit's reservation: it must be location/sku/reservation.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{LocationId}/{Sku}/{ReservationId}";
}

/// <summary>Units of a kit are to be held.</summary>
/// <param name="Quantity">Kits, 1 to 1,000.</param>
/// <param name="ExpiresInSeconds">10 to 86,300: the parts are held a little longer than the kit.</param>
/// <param name="Channel">For whom.</param>
[GenerateSerializer, Immutable, Alias("oc.ReserveKit")]
public sealed record ReserveKit([property: Id(0)] int Quantity, [property: Id(1)] int ExpiresInSeconds, [property: Id(2)] Channel Channel);

/// <summary>Units of a kit that are held for a while.</summary>
/// <param name="Id">The caller's own id.</param>
/// <param name="Sku">The kit's.</param>
/// <param name="LocationId">Where.</param>
/// <param name="Quantity">Kits.</param>
/// <param name="Parts">Units of each part, for all kits together.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="ExpiresAt">UTC.</param>
[GenerateSerializer, Immutable, Alias("oc.KitReservation")]
public sealed record KitReservation(
    [property: Id(0)] string Id,
    [property: Id(1)] string Sku,
    [property: Id(2)] string LocationId,
    [property: Id(3)] int Quantity,
    [property: Id(4)] ImmutableArray<KitPart> Parts,
    [property: Id(5)] ReservationStatus Status,
    [property: Id(6)] DateTimeOffset ExpiresAt);
