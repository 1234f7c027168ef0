using System.Collections.Immutable;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Lockers;
using OrleansCommerce.Grains.Tests.EventSourcing;
using OrleansCommerce.Lockers;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Lockers.LockerBank.Event;

namespace OrleansCommerce.Grains.Tests.Lockers;

/// <summary>A locker bank called <c>bank</c>, the orders whose parcels come to it, and the commands that both get.</summary>
internal static class Locker
{
    public const string Bank = "bank";

    public static readonly DateTimeOffset Noon = EventSourcing.Given.Noon;
    public static readonly DateTimeOffset Deadline = Noon.AddDays(3);

    /// <summary>The secret is thirty-two zeros: codes are the same in every run.</summary>
    public static readonly PickupCodes Codes = new(new byte[32], Bank);

    public static Given<LockerBank.State, LockerBank.Event> Given(params LockerBank.Event[] events) =>
        EventSourcing.Given.History(LockerBank.State.Initial, LockerBank.Evolve, events);

    public static DepositParcel Deposit(string parcel, CompartmentSize size = CompartmentSize.S, string? operation = null) =>
        new(operation ?? $"put-{parcel}", parcel, size);

    public static ConfirmPickup Confirm(string compartment, string operation = "take") => new(operation, compartment);

    public static AssignCompartment Assign(string parcel, CompartmentSize size = CompartmentSize.S, string? operation = null) =>
        new(operation ?? $"plan-{parcel}", parcel, size);

    /// <summary>A compartment was kept at noon, by the command that <see cref="Assign"/> makes.</summary>
    public static CompartmentAssigned Assigned(string parcel, string compartment, CompartmentSize size = CompartmentSize.S) =>
        new(parcel, OrderOf(parcel), compartment, size, Noon.AddHours(24), Noon, Operation.Of($"plan-{parcel}", Assign(parcel, size)));

    public static ReportCompartment Break(string compartment, bool parcelInside = true, string operation = "break") =>
        new(operation, compartment, OutOfOrder: true, parcelInside, "hinge");

    public static CompartmentReported Broken(string compartment, bool parcelInside = true) =>
        new(compartment, true, "hinge", Noon, Operation.Of("break", Break(compartment, parcelInside)));

    public static Operation Stamp(DepositParcel command) => Operation.Of(command.OperationId, command);

    public static Operation Stamp(ConfirmPickup command) => Operation.Of(command.OperationId, command);

    public static Operation Stamp(string operation, string code) => LockerBank.Stamp(operation, HashOfTyped(code));

    public static string CodeOf(string parcel, int attempt = 0) => Codes.CodeOf(parcel, $"put-{parcel}", attempt);

    public static string HashOf(string parcel) => Codes.HashOf(CodeOf(parcel));

    public static string OrderOf(string parcel) => FulfillmentId.TryGetOrderId(parcel, out var order) ? order : "none";

    /// <summary>A parcel was put in at noon, by the command that <see cref="Deposit"/> makes.</summary>
    public static ParcelDeposited Deposited(string parcel, string compartment, CompartmentSize size = CompartmentSize.S) =>
        new(parcel, OrderOf(parcel), compartment, 0, HashOf(parcel), Deadline, Noon, Stamp(Deposit(parcel, size)), size);

    /// <summary>A compartment with a parcel in it, as callers see it, after <see cref="Deposited"/>.</summary>
    public static CompartmentDetails Loaded(string compartment, string parcel) => new(
        compartment,
        CompartmentSize.S,
        CompartmentStatus.Loaded,
        OrderOf(parcel),
        parcel,
        ParcelStatus: FulfillmentStatus.ReadyForPickup,
        PickupDeadline: Deadline);

    public static OrderTold ToldReady(string parcel) => new(parcel, LockerBank.OrderNews.Ready);

    /// <summary>The code of a parcel opened at noon.</summary>
    public static Opened Opened(string parcel, string operation = "open") => new(parcel, Noon, Stamp(operation, CodeOf(parcel)));

    /// <summary>A wrong code was typed: by default that of parcel <c>none</c>, the first one, at noon.</summary>
    public static CodeRefused Refused(int left = 4, DateTimeOffset? at = null, string operation = "open", string? code = null) =>
        new(at ?? Noon, left, Stamp(operation, code ?? CodeOf("none")));

    /// <summary>That was one wrong code too many.</summary>
    public static LockerBank.Event.LockedOut Locked(DateTimeOffset until, string operation = "open") =>
        new(until, Stamp(operation, CodeOf("none")));

    public static PickedUp PickedUp(string parcel, string compartment) => new(parcel, Noon, Stamp(Confirm(compartment)));

    /// <summary>The order of a parcel, as it must be for the parcel to be put in.</summary>
    public static OrderDetails OrderFor(
        string parcel,
        FulfillmentStatus status = FulfillmentStatus.Allocated,
        OrderStatus order = OrderStatus.Confirmed,
        DeliveryMethod method = DeliveryMethod.LockerPickup,
        string destination = Bank)
    {
        var nothing = Money.Zero("GBP");
        return new OrderDetails(
            OrderOf(parcel),
            "2611-000042-7",
            null,
            "subject",
            null,
            Channel.Web,
            order,
            new Delivery(method, destination, null),
            [],
            [new FulfillmentDetails(parcel, "warehouse", method, status, [])],
            nothing,
            nothing,
            nothing,
            false,
            Noon,
            1);
    }

    public static Decision<LockerBank.Event> Put(this LockerBank.State state, DepositParcel command, DateTimeOffset? now = null) =>
        state.Put(command, OrderFor(command.FulfillmentId), now);

    public static Decision<LockerBank.Event> Put(
        this LockerBank.State state, DepositParcel command, OrderDetails? order, DateTimeOffset? now = null) =>
        LockerBank.Decide(
            state,
            Bank,
            command,
            order,
            attempt => Codes.HashOf(Codes.CodeOf(command.FulfillmentId, command.OperationId, attempt)),
            now ?? Noon);

    /// <summary>A return that was agreed to, and is to come through a locker.</summary>
    public static ReturnRequestDetails RequestFor(
        string request, ReturnRequestStatus status = ReturnRequestStatus.Authorized, ReturnMethod method = ReturnMethod.Locker, DateTimeOffset? deadline = null) => new(
        request,
        "2611-000042-7-R1",
        ReturnRequestId.TryGetOrderId(request, out var order) ? order : "none",
        method,
        status,
        "warehouse",
        [],
        RefundTarget.OriginalTenders,
        Noon,
        deadline ?? Noon.AddDays(14),
        null,
        [],
        null,
        null,
        null,
        null,
        [],
        [],
        null,
        null);

    public static ReserveDropOff Reserve(string request, CompartmentSize size = CompartmentSize.S, string? operation = null) =>
        new(operation ?? $"reserve-{request}", request, size);

    /// <summary>The code of the return that <see cref="Reserve"/> names.</summary>
    public static string DropOffCodeOf(string request, int attempt = 0) => Codes.CodeOf(request, $"reserve-{request}", attempt);

    public static Decision<LockerBank.Event> Keep(
        this LockerBank.State state, ReserveDropOff command, DateTimeOffset? now = null, ReturnRequestDetails? request = null) => LockerBank.Decide(
        state,
        command,
        request ?? RequestFor(command.RequestId),
        attempt => Codes.HashOf(Codes.CodeOf(command.RequestId, command.OperationId, attempt)),
        now ?? Noon);

    public static Decision<LockerBank.Event> Plan(this LockerBank.State state, AssignCompartment command, DateTimeOffset? now = null) =>
        LockerBank.Decide(state, Bank, command, OrderFor(command.FulfillmentId), now ?? Noon);

    public static Decision<LockerBank.Event> Type(
        this LockerBank.State state,
        string code,
        DateTimeOffset? now = null,
        string operation = "open",
        string? keypad = null,
        DateTimeOffset? typedAt = null) =>
        LockerBank.Open(
            state, LockerBank.Stamp(operation, HashOfTyped(code), keypad, typedAt), HashOfTyped(code), now ?? Noon, keypad, typedAt);

    public static Decision<LockerBank.Event> Configure(this LockerBank.State state, params ImmutableArray<CompartmentLayout> compartments) =>
        LockerBank.Decide(state, new ConfigureLockerBank(compartments), Noon);

    private static string? HashOfTyped(string code) => PickupCodes.IsWellFormed(code) ? Codes.HashOf(code) : null;
}
