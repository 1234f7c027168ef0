using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.GraphQL.Authorization;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL;

/// <summary>The life of soft reservations.</summary>
[ExtendObjectType(OperationTypeNames.Mutation)]
public static class ReservationMutations
{
    /// <summary>Seconds that a reservation holds when the caller does not say: long enough to walk to the till.</summary>
    private const int ExpiresInSecondsDefault = 900;

    /// <summary>Holds units for a while; they expire by themselves. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">What to hold, and for how long.</param>
    /// <param name="grains">Calls grains.</param>
    /// <param name="refusals">Counts those that could not be had.</param>
    public static async Task<ReserveStockPayload> ReserveStockAsync(
        ReserveStockInput input, [Service] GrainCalls grains, [Service] RefusalCount refusals)
    {
        Access.Demand(Permission.ReserveStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is { } failure)
        {
            return ReserveStockPayload.Of(failure);
        }

        var command = new ReserveStock(
            input.ReservationId, input.Quantity, input.ExpiresInSeconds ?? ExpiresInSecondsDefault, input.Channel);
        var answer = await grains.CallStockItemAsync(input.Sku, input.LocationId, grain => grain.ReserveAsync(command));
        refusals.NoteIfOutOfStock(answer, input.LocationId);
        return answer.Succeeded
            ? new ReserveStockPayload { Reservation = new Reservation(answer.Value), StockItem = new StockItem(answer.Value.Levels) }
            : ReserveStockPayload.Of(answer.Failure);
    }

    /// <summary>The units leave the location now: a till sale or a hand-over. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">Which reservation.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ConfirmReservationPayload> ConfirmReservationAsync(ConfirmReservationInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ReserveStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is not null)
        {
            return ConfirmReservationPayload.Of(new ReservationNotFound(input.ReservationId));
        }

        var answer = await grains.CallStockItemAsync(input.Sku, input.LocationId, grain => grain.ConfirmAsync(input.ReservationId));
        return answer.Succeeded
            ? new ConfirmReservationPayload { Reservation = new Reservation(answer.Value), StockItem = new StockItem(answer.Value.Levels) }
            : ConfirmReservationPayload.Of(answer.Failure);
    }

    /// <summary>Gives the units of a reservation back. Needs the role Pos, Associate or Admin.</summary>
    /// <param name="input">Which reservation.</param>
    /// <param name="grains">Calls grains.</param>
    public static async Task<ReleaseReservationPayload> ReleaseReservationAsync(ReleaseReservationInput input, [Service] GrainCalls grains)
    {
        Access.Demand(Permission.ReserveStock);
        if (StockItemCalls.Check(input.Sku, input.LocationId) is not null)
        {
            return ReleaseReservationPayload.Of(new ReservationNotFound(input.ReservationId));
        }

        var answer = await grains.CallStockItemAsync(input.Sku, input.LocationId, grain => grain.ReleaseAsync(input.ReservationId));
        return answer.Succeeded
            ? new ReleaseReservationPayload { Reservation = new Reservation(answer.Value), StockItem = new StockItem(answer.Value.Levels) }
            : ReleaseReservationPayload.Of(answer.Failure);
    }
}
