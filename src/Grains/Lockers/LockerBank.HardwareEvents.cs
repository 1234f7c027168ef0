using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    public abstract partial record Event
    {
        /// <summary>A compartment is kept for a parcel that is on its way.</summary>
        /// <param name="ParcelId">Which parcel.</param>
        /// <param name="OrderId">Whose goods.</param>
        /// <param name="CompartmentId">Which compartment.</param>
        /// <param name="Size">What the parcel needs.</param>
        /// <param name="Until">How long it is kept.</param>
        /// <param name="At">When.</param>
        /// <param name="Operation">By which request.</param>
        [Alias("locker.compartment-assigned")]
        public sealed record CompartmentAssigned(
            string ParcelId,
            string OrderId,
            string CompartmentId,
            CompartmentSize Size,
            DateTimeOffset Until,
            DateTimeOffset At,
            Operation Operation) : Event;

        /// <summary>The compartment that was kept broke; another one is kept instead.</summary>
        [Alias("locker.assignment-moved")]
        public sealed record AssignmentMoved(string ParcelId, string CompartmentId, DateTimeOffset At) : Event;

        /// <summary>No compartment is kept any more.</summary>
        /// <param name="ParcelId">For which parcel.</param>
        /// <param name="At">When.</param>
        /// <param name="IsBroken">Whether the compartment broke, or has other goods in it, and no other one is free; otherwise the parcel did not come in time.</param>
        [Alias("locker.assignment-ended")]
        public sealed record AssignmentEnded(string ParcelId, DateTimeOffset At, bool IsBroken) : Event;

        /// <summary>A compartment broke, or works again.</summary>
        [Alias("locker.compartment-reported")]
        public sealed record CompartmentReported(
            string CompartmentId, bool OutOfOrder, string? Reason, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>The door did not open for the parcel; it goes into another compartment, under the same code.</summary>
        [Alias("locker.parcel-moved")]
        public sealed record ParcelMoved(string ParcelId, string CompartmentId, DateTimeOffset At) : Event;

        /// <summary>The door did not open for the parcel, and no other compartment is free: the courier keeps it, and may come again.</summary>
        [Alias("locker.parcel-kept-out")]
        public sealed record ParcelKeptOut(string ParcelId, DateTimeOffset At) : Event;

        /// <summary>A door moved.</summary>
        /// <param name="CompartmentId">Whose door.</param>
        /// <param name="Door">What it did.</param>
        /// <param name="Content">What is behind the closed door; null when nobody knows.</param>
        /// <param name="At">When, by the hardware's clock.</param>
        /// <param name="Operation">By which request.</param>
        [Alias("locker.door-reported")]
        public sealed record DoorReported(
            string CompartmentId, DoorState Door, CompartmentContent? Content, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>A courier opened the compartment to take the parcel out.</summary>
        [Alias("locker.retrieval-opened")]
        public sealed record RetrievalOpened(string ParcelId, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>The courier has the parcel; the compartment is free.</summary>
        [Alias("locker.parcel-retrieved")]
        public sealed record ParcelRetrieved(string ParcelId, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>Staff let codes be typed again.</summary>
        /// <param name="CompartmentId">At whose keypad; null at the whole bank.</param>
        /// <param name="At">When.</param>
        /// <param name="Operation">By which request.</param>
        [Alias("locker.lockout-reset")]
        public sealed record LockoutReset(string? CompartmentId, DateTimeOffset At, Operation Operation) : Event;
    }
}
