using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Lockers;

namespace OrleansCommerce.Grains.Lockers;

public static partial class LockerBank
{
    /// <summary>How the events are written.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>What an order hears about its parcel.</summary>
    public enum OrderNews
    {
        /// <summary>It waits for its customer.</summary>
        Ready,

        /// <summary>The customer has it.</summary>
        Collected,

        /// <summary>A courier took it out, since it was not fetched in time.</summary>
        Retrieved,

        /// <summary>Its customer put goods in that come back.</summary>
        DroppedOff,

        /// <summary>A courier took goods out that come back.</summary>
        ReturnFetched,
    }

    /// <summary>A compartment as it is built.</summary>
    /// <param name="Id">1 to 20 letters, digits and hyphens, unique in the bank.</param>
    /// <param name="Size">How big.</param>
    /// <param name="OutOfOrder">Takes no new parcel.</param>
    public sealed record Compartment(string Id, CompartmentSize Size, bool OutOfOrder);

    /// <summary>What happened to a locker bank. A parcel's id is its fulfilment's id.</summary>
    public abstract partial record Event
    {
        private Event()
        {
        }

        /// <summary>The bank has these compartments from now on, and no others.</summary>
        [Alias("locker.configured")]
        public sealed record Configured(ImmutableArray<Compartment> Compartments) : Event;

        /// <summary>A parcel was put in, and a code made for it. The code is not here: see <see cref="PickupCodes"/>.</summary>
        /// <param name="ParcelId">Which parcel.</param>
        /// <param name="OrderId">Whose goods.</param>
        /// <param name="CompartmentId">Where it is.</param>
        /// <param name="CodeAttempt">The number of the code that was free, from 0; with it the code can be told again.</param>
        /// <param name="CodeHash">Recognises the code when it is typed.</param>
        /// <param name="Deadline">The code holds until then.</param>
        /// <param name="At">When.</param>
        /// <param name="Operation">By which request.</param>
        /// <param name="Size">What it needs; null in events of before it was written down.</param>
        /// <param name="CodeOf">The operation that its code was made of, when that is an earlier one: it was taken out of a broken compartment.</param>
        [Alias("locker.parcel-deposited")]
        public sealed record ParcelDeposited(
            string ParcelId,
            string OrderId,
            string CompartmentId,
            int CodeAttempt,
            string CodeHash,
            DateTimeOffset Deadline,
            DateTimeOffset At,
            Operation Operation,
            CompartmentSize? Size = null,
            string? CodeOf = null) : Event;

        /// <summary>The order took the news.</summary>
        [Alias("locker.order-told")]
        public sealed record OrderTold(string ParcelId, OrderNews News) : Event;

        /// <summary>The order would not take the news: it was cancelled meanwhile. A parcel that still waits is handed out no more.</summary>
        /// <param name="ParcelId">Which parcel.</param>
        /// <param name="News">What it was told.</param>
        /// <param name="Reason">What it said.</param>
        [Alias("locker.order-refused")]
        public sealed record OrderRefused(string ParcelId, OrderNews News, string Reason) : Event;

        /// <summary>A code was typed that no parcel waits for.</summary>
        /// <param name="At">When.</param>
        /// <param name="AttemptsLeft">How many more of them until the bank locks out; 0 when this one did.</param>
        /// <param name="Operation">By which request.</param>
        /// <param name="CompartmentId">At whose keypad; null at the bank's panel.</param>
        [Alias("locker.code-refused")]
        public sealed record CodeRefused(DateTimeOffset At, int AttemptsLeft, Operation Operation, string? CompartmentId = null) : Event;

        /// <summary>Too many of those: no code is taken for a while.</summary>
        /// <param name="Until">How long.</param>
        /// <param name="Operation">By which request.</param>
        /// <param name="CompartmentId">At whose keypad; null at the bank's panel, or at the whole bank.</param>
        /// <param name="WholeBank">Whether it holds for the panel and every keypad.</param>
        [Alias("locker.locked-out")]
        public sealed record LockedOut(DateTimeOffset Until, Operation Operation, string? CompartmentId = null, bool WholeBank = false) : Event;

        /// <summary>The right code was typed; the door may open.</summary>
        [Alias("locker.opened")]
        public sealed record Opened(string ParcelId, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>The compartment was emptied by the customer.</summary>
        [Alias("locker.picked-up")]
        public sealed record PickedUp(string ParcelId, DateTimeOffset At, Operation Operation) : Event;

        /// <summary>The parcel was not fetched in time. It lies in its compartment until staff take it out.</summary>
        [Alias("locker.parcel-expired")]
        public sealed record ParcelExpired(string ParcelId, DateTimeOffset At) : Event;
    }
}
