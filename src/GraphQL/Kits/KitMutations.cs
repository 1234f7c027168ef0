using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.GraphQL.Validation;
using OrleansCommerce.Kits;

namespace OrleansCommerce.GraphQL;

/// <summary>Products of several SKUs.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class KitMutations
{
    private const int ExpiresInSecondsDefault = 900;

    /// <summary>
    /// Says what a kit is made of. Needs the role Admin. When the kit's own product is not stock tracked, carts, tills and orders sell it as
    /// its parts; one with a stock of its own is sold as itself.
    /// </summary>
    /// <param name="input">The kit and its parts.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<DefineKitPayload> DefineKitAsync(DefineKitInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ChangeCatalog);
        if ((Ids.CheckSku(input.Sku, "sku")
            ?? input.Parts.Select((part, i) => Ids.CheckSku(part.Sku, $"parts[{i}].sku")).FirstOrDefault(invalid => invalid is not null)) is { } failure)
        {
            return DefineKitPayload.Of(failure);
        }

        var command = new DefineKit(input.OperationId, [.. input.Parts.Select(part => new Kits.KitPart(part.Sku, part.Quantity ?? 1))]);
        var answer = await grains.CallAsync((IKitGrain grain) => grain.DefineAsync(command), input.Sku);
        return answer.Succeeded ? new DefineKitPayload { Kit = new Kit(answer.Value) } : DefineKitPayload.Of(answer.Failure);
    }

    /// <summary>Holds all parts of kits at one location for a while, or none. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">What to hold, and for how long.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="refusals">Counts those that could not be had.</param>
    public static async Task<ReserveKitPayload> ReserveKitAsync(
        ReserveKitInput input, [Service] GrainCalls grains, [Service] RefusalCount refusals)
    {
        Access.Demand(Permission.ReserveStock);
        if ((StockItemCalls.Check(input.Sku, input.LocationId) ?? Check(input)) is { } failure)
        {
            return ReserveKitPayload.Of(failure);
        }

        var command = new ReserveKit(input.Quantity, input.ExpiresInSeconds ?? ExpiresInSecondsDefault, input.Channel);
        var answer = await grains.CallAsync(
            (IKitReservationGrain grain) => grain.ReserveAsync(command), Key(input.LocationId, input.Sku, input.ReservationId));
        refusals.NoteIfOutOfStock(answer, input.LocationId);
        return answer.Succeeded
            ? new ReserveKitPayload { Reservation = new KitReservation(answer.Value) }
            : ReserveKitPayload.Of(answer.Failure);
    }

    /// <summary>All parts leave the location now: a till sale or a hand-over. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">Which reservation.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ConfirmKitReservationPayload> ConfirmKitReservationAsync(ConfirmKitReservationInput input, [Service] GrainCalls grains)
    {
        var answer = await EndAsync(input.LocationId, input.Sku, input.ReservationId, grains, grain => grain.ConfirmAsync());
        return answer.Succeeded
            ? new ConfirmKitReservationPayload { Reservation = new KitReservation(answer.Value) }
            : ConfirmKitReservationPayload.Of(answer.Failure);
    }

    /// <summary>Gives all parts back. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">Which reservation.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReleaseKitReservationPayload> ReleaseKitReservationAsync(ReleaseKitReservationInput input, [Service] GrainCalls grains)
    {
        var answer = await EndAsync(input.LocationId, input.Sku, input.ReservationId, grains, grain => grain.ReleaseAsync());
        return answer.Succeeded
            ? new ReleaseKitReservationPayload { Reservation = new KitReservation(answer.Value) }
            : ReleaseKitReservationPayload.Of(answer.Failure);
    }

    private static async Task<Result<Kits.KitReservation>> EndAsync(
        string locationId,
        string sku,
        string reservationId,
        GrainCalls grains,
        Func<IKitReservationGrain, Task<Result<Kits.KitReservation>>> end)
    {
        Access.Demand(Permission.ReserveStock);
        return StockItemCalls.Check(sku, locationId) is null && CanBeKit(sku) && Ids.IsOpaque(reservationId)
            ? await grains.CallAsync(end, Key(locationId, sku, reservationId))
            : new ReservationNotFound(reservationId);
    }

    private static Failure? Check(ReserveKitInput input)
    {
        if (!CanBeKit(input.Sku))
        {
            return new NotFound("kit", input.Sku);
        }

        return Ids.IsOpaque(input.ReservationId)
            ? null
            : new InvalidInput("reservationId", $"must have 1 to {Ids.OpaqueLengthMax} printable characters, and no white space at its ends.");
    }

    /// <summary>A kit's SKU has no slash: it is a part of a key.</summary>
    private static bool CanBeKit(string sku) => !sku.Contains('/', StringComparison.Ordinal);

    private static string Key(string locationId, string sku, string reservationId) =>
        new KitReservationKey(locationId, sku, reservationId).ToString();
}
