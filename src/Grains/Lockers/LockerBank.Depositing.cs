using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>What is known of a deposit before its order is asked.</summary>
    /// <returns>Null when it is new; a repeat, or a refusal.</returns>
    public static Decision<Event>? Recall(State state, DepositParcel command)
    {
        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        return state.Operations.Recall<Event>(Operation.Of(command.OperationId, command));
    }

    /// <summary>A parcel is put in.</summary>
    /// <param name="state">The bank.</param>
    /// <param name="bankId">Its id.</param>
    /// <param name="command">Which parcel, and how big.</param>
    /// <param name="order">The parcel's order as it is now; null when there is none.</param>
    /// <param name="codeHash">The hash of the n-th code of this deposit, from 0.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Decide(
        State state, string bankId, DepositParcel command, OrderDetails? order, Func<int, string> codeHash, DateTimeOffset now)
    {
        if (Recall(state, command) is { } known)
        {
            return known;
        }

        if (!Enum.IsDefined(command.Size))
        {
            return new InvalidInput("size", "must be S, M or L.");
        }

        if (order?.Fulfillments.FirstOrDefault(fulfillment => fulfillment.Id == command.FulfillmentId) is not { } fulfillment)
        {
            return new NotFound("fulfillment", command.FulfillmentId);
        }

        var comesBack = state.KeptOut.GetValueOrDefault(fulfillment.Id);
        if ((AlreadyHere(state, fulfillment.Id) ?? NotMeantForHere(bankId, order, fulfillment, comesBack is not null)) is { } refusal)
        {
            return refusal;
        }

        if (FindCompartment(state, command.Size, fulfillment.Id) is not { } compartment)
        {
            return new NoFreeCompartment();
        }

        // Its customer knows the code and the deadline already: they stay.
        var operation = Operation.Of(command.OperationId, command);
        var attempt = comesBack?.CodeAttempt ?? FreeCode(state, codeHash);
        return new Event.ParcelDeposited(
            fulfillment.Id,
            order.Id,
            compartment.Id,
            attempt,
            comesBack?.CodeHash ?? codeHash(attempt),
            comesBack?.Deadline ?? now + PickupTime,
            At: now,
            operation,
            command.Size,
            comesBack?.CodeOperationId);
    }

    /// <summary>The parcel that a deposit put in, in the state that its answer shows; a refusal when its order was cancelled meanwhile.</summary>
    public static Result<Parcel> Deposited(State shown, string parcelId)
    {
        var parcel = shown.Find(parcelId) ?? throw new InvalidOperationException($"The state shows no parcel '{parcelId}'.");
        return parcel.Stage == ParcelStage.Withdrawn ? Withdrawn(parcel) : parcel;
    }

    private static InvalidState? AlreadyHere(State state, string parcelId)
    {
        if (state.FindParcel(parcelId) is { } parcel)
        {
            return new InvalidState(
                StateName(parcel.ToDetails().Status), $"The parcel '{parcelId}' is in compartment '{parcel.CompartmentId}' already.");
        }

        return state.FindUntold(parcelId, OrderNews.Collected) is not null
            ? new InvalidState(StateName(FulfillmentStatus.Collected), $"The parcel '{parcelId}' was collected already.")
            : null;
    }

    private static InvalidState? NotMeantForHere(string bankId, OrderDetails order, FulfillmentDetails fulfillment, bool comesBack)
    {
        if (fulfillment.Method != DeliveryMethod.LockerPickup || order.Delivery.LocationId != bankId)
        {
            return new InvalidState(StateName(fulfillment.Status), $"The parcel '{fulfillment.Id}' is not to be fetched from this locker bank.");
        }

        if (!(comesBack && fulfillment.Status == FulfillmentStatus.ReadyForPickup)
            && fulfillment.Status is not (FulfillmentStatus.Allocated or FulfillmentStatus.Picked or FulfillmentStatus.Packed or FulfillmentStatus.Shipped))
        {
            return new InvalidState(
                StateName(fulfillment.Status), $"The parcel '{fulfillment.Id}' must be allocated, picked, packed or shipped to be put in a locker.");
        }

        // Nobody hands goods to a locker that were not paid for.
        return order.Status is OrderStatus.Confirmed or OrderStatus.PartiallyFulfilled
            ? null
            : new InvalidState(StateName(order.Status), $"The order of parcel '{fulfillment.Id}' must be paid and under way.");
    }

    /// <summary>Codes of parcels that wait no more count too: they must not open another's door while their parcel is still there.</summary>
    private static int FreeCode(State state, Func<int, string> codeHash)
    {
        for (var attempt = 0; attempt < CodeAttemptsMax; attempt++)
        {
            if (FindByCode(state, codeHash(attempt)) is null)
            {
                return attempt;
            }
        }

        throw new InvalidOperationException($"{CodeAttemptsMax} codes in a row were taken: they are not drawn evenly.");
    }

    private static string StateName<TStatus>(TStatus status)
        where TStatus : struct, Enum =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(status.ToString());
}
