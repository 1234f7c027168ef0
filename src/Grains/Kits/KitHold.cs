using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Stock;
using OrleansCommerce.Kits;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Grains.Kits;

/// <summary>
/// The rules of a kit's reservation: all parts or none, at one location. Pure. Each part is an ordinary reservation of its own stock
/// item; what was taken is given back when another part is refused, however often the process dies on the way.
/// </summary>
public static class KitHold
{
    /// <summary>How much longer the parts are held than the kit, in seconds: until then a confirmed kit's parts leave as reserved.</summary>
    public const int PartGraceSeconds = 100;

    /// <summary>After what time an unfinished step is looked after.</summary>
    public static TimeSpan StepPatience { get; } = TimeSpan.FromSeconds(5);

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>What a kit's reservation is busy with.</summary>
    public enum Phase
    {
        /// <summary>There is none.</summary>
        None,

        /// <summary>The parts are asked for.</summary>
        Reserving,

        /// <summary>A part was refused: the others are given back.</summary>
        Rejecting,

        /// <summary>Never came about.</summary>
        Rejected,

        /// <summary>All parts are held.</summary>
        Held,

        /// <summary>The parts leave.</summary>
        Confirming,

        /// <summary>The parts left.</summary>
        Confirmed,

        /// <summary>The parts are given back.</summary>
        Releasing,

        /// <summary>The parts were given back.</summary>
        Released,
    }

    /// <summary>Kits are to be held.</summary>
    /// <param name="state">Of the reservation.</param>
    /// <param name="command">How many.</param>
    /// <param name="kit">What the kit is made of; null when the SKU is none.</param>
    /// <param name="sku">The kit's.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> DecideReserve(State state, ReserveKit command, KitDetails? kit, string sku, DateTimeOffset now)
    {
        if (command.Quantity is < 1 or > Kit.QuantityMax)
        {
            return new InvalidInput("quantity", $"must be from 1 to {Kit.QuantityMax}, was {command.Quantity}.");
        }

        const int SecondsMax = StockItem.ExpirySecondsMax - PartGraceSeconds;
        if (command.ExpiresInSeconds is < StockItem.ExpirySecondsMin or > SecondsMax)
        {
            return new InvalidInput(
                "expiresInSeconds", $"must be from {StockItem.ExpirySecondsMin} to {SecondsMax}, was {command.ExpiresInSeconds}.");
        }

        if (state.Command is { } before)
        {
            return before == command ? Decision<Event>.Nothing : new OperationIdReused(state.Id);
        }

        if (kit is null)
        {
            return new NotFound("kit", sku);
        }

        return new Event.Started(
            command,
            [.. kit.Parts.Select(part => part with { Quantity = part.Quantity * command.Quantity })],
            now.AddSeconds(command.ExpiresInSeconds),
            now);
    }

    /// <summary>The parts leave.</summary>
    public static Decision<Event> DecideConfirm(State state, DateTimeOffset now) =>
        End(state, now, Phase.Confirmed, new Event.ConfirmStarted(now));

    /// <summary>The parts are given back.</summary>
    public static Decision<Event> DecideRelease(State state, DateTimeOffset now) =>
        End(state, now, Phase.Released, new Event.ReleaseStarted(IsExpired: false, now));

    /// <summary>What time alone brings about.</summary>
    public static Decision<Event> DecideDue(State state, DateTimeOffset now) =>
        state.Phase == Phase.Held && state.ExpiresAt <= now ? new Event.ReleaseStarted(IsExpired: true, now) : Decision<Event>.Nothing;

    /// <summary>The running step is done for some parts.</summary>
    public static Decision<Event> DecideDone(State state, Phase phase, IEnumerable<int> parts) => state.Phase == phase
        ? new Decision<Event>([.. parts.Where(state.Open.Contains).Select(part => new Event.PartDone(part))])
        : Decision<Event>.Nothing;

    /// <summary>A part was refused.</summary>
    public static Decision<Event> DecideRefused(State state, int part, int available) =>
        state.Phase == Phase.Reserving ? new Event.PartRefused(part, available) : Decision<Event>.Nothing;

    /// <summary>Whether there is something to ask of the parts' stock items.</summary>
    public static bool IsBusy(State state) => state.Phase is Phase.Reserving or Phase.Rejecting or Phase.Confirming or Phase.Releasing;

    /// <summary>When the reservation wants to be woken if nothing happens to it.</summary>
    public static DateTimeOffset? NextWake(State state) =>
        IsBusy(state) ? state.ActedAt + StepPatience : state.Phase == Phase.Held ? state.ExpiresAt : null;

    /// <summary>The part that was refused; null when none was.</summary>
    public static Failure? Refusal(State state) => state.Phase is Phase.Rejecting or Phase.Rejected
        ? new OutOfStock(state.Parts[state.RefusedPart].Sku, state.Parts[state.RefusedPart].Quantity, state.RefusedAvailable)
        : null;

    /// <summary>The reservation as callers see it.</summary>
    public static KitReservation Details(State state, KitReservationKey key) => new(
        key.ReservationId,
        key.Sku,
        key.LocationId,
        state.Command!.Quantity,
        state.Parts,
        state.Phase switch
        {
            Phase.Confirming or Phase.Confirmed => ReservationStatus.Confirmed,
            Phase.Held or Phase.Reserving => ReservationStatus.Held,
            _ => state.IsExpired ? ReservationStatus.Expired : ReservationStatus.Released,
        },
        state.ExpiresAt);

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Started e => Busy(
                next with { Command = e.Command, Parts = e.Parts, ExpiresAt = e.ExpiresAt }, Phase.Reserving, e.At),
            Event.PartRefused e => Busy(
                next with { RefusedPart = e.Part, RefusedAvailable = e.Available }, Phase.Rejecting, next.ActedAt),
            Event.ConfirmStarted e => Busy(next, Phase.Confirming, e.At),
            Event.ReleaseStarted e => Busy(next with { IsExpired = e.IsExpired }, Phase.Releasing, e.At),
            Event.PartDone e => Done(next with { Open = next.Open.Remove(e.Part) }),
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    private static State Busy(State state, Phase phase, DateTimeOffset at) =>
        state with { Phase = phase, ActedAt = at, Open = [.. Enumerable.Range(0, state.Parts.Length)] };

    private static State Done(State state) => !state.Open.IsEmpty
        ? state
        : state with
        {
            Phase = state.Phase switch
            {
                Phase.Reserving => Phase.Held,
                Phase.Rejecting => Phase.Rejected,
                Phase.Confirming => Phase.Confirmed,
                Phase.Releasing => Phase.Released,
                var phase => phase,
            },
        };

    private static Decision<Event> End(State state, DateTimeOffset now, Phase wanted, Event start)
    {
        if (state.Phase == wanted && !state.IsExpired)
        {
            return Decision<Event>.Nothing;
        }

        if (state.IsExpired || (state.Phase == Phase.Held && state.ExpiresAt <= now))
        {
            return Decision<Event>.Refuse(new ReservationExpired(state.Id, state.ExpiresAt), [.. DecideDue(state, now).Events]);
        }

        return state.Phase switch
        {
            Phase.Held => start,
            Phase.Confirmed => new InvalidState("CONFIRMED", "The reservation has ended already."),
            Phase.Released => new InvalidState("RELEASED", "The reservation has ended already."),
            _ => new ReservationNotFound(state.Id),
        };
    }

    /// <summary>What happened to a kit's reservation.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>The parts are going to be asked for.</summary>
        [Alias("kit-reservation.started")]
        public sealed record Started(ReserveKit Command, ImmutableArray<KitPart> Parts, DateTimeOffset ExpiresAt, DateTimeOffset At) : Event;

        /// <summary>Of a part there are only <paramref name="Available"/> units; the others are given back.</summary>
        [Alias("kit-reservation.part-refused")]
        public sealed record PartRefused(int Part, int Available) : Event;

        /// <summary>The running step is done for a part.</summary>
        [Alias("kit-reservation.part-done")]
        public sealed record PartDone(int Part) : Event;

        /// <summary>The parts are going to leave.</summary>
        [Alias("kit-reservation.confirm-started")]
        public sealed record ConfirmStarted(DateTimeOffset At) : Event;

        /// <summary>The parts are going to be given back.</summary>
        [Alias("kit-reservation.release-started")]
        public sealed record ReleaseStarted(bool IsExpired, DateTimeOffset At) : Event;
    }

    /// <summary>Everything that is known of a kit's reservation.</summary>
    /// <param name="Id">The caller's own id.</param>
    public sealed record State(string Id) : IAggregateState
    {
        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>What it is busy with.</summary>
        public Phase Phase { get; init; }

        /// <summary>As asked for; null when there is none.</summary>
        public ReserveKit? Command { get; init; }

        /// <summary>Units of each part, for all kits together.</summary>
        public ImmutableArray<KitPart> Parts { get; init; } = [];

        /// <summary>Parts that the running step is not done with.</summary>
        public ImmutableSortedSet<int> Open { get; init; } = [];

        /// <summary>The part that was refused, when one was.</summary>
        public int RefusedPart { get; init; }

        /// <summary>Units of it that there were.</summary>
        public int RefusedAvailable { get; init; }

        /// <summary>Whether time gave it back.</summary>
        public bool IsExpired { get; init; }

        /// <summary>UTC.</summary>
        public DateTimeOffset ExpiresAt { get; init; }

        /// <summary>When the newest step began.</summary>
        public DateTimeOffset ActedAt { get; init; }
    }
}
