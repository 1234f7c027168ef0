using System.Collections.Immutable;
using Orleans;
using OrleansCommerce.Carts;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Grains.Holding;

/// <summary>The rules of the carts that a shop puts aside. Pure.</summary>
public static class HeldCarts
{
    /// <summary>The first part of the stream's name.</summary>
    public const string Category = "held-carts";

    /// <summary>The most carts that a shop puts aside: who has more has forgotten most of them.</summary>
    public const int CartsMax = 200;

    /// <summary>The longest label, in characters.</summary>
    public const int LabelLengthMax = 100;

    /// <summary>How long a cart is kept on the list: customers who want to think about it are back on the same day, or not at all.</summary>
    public static TimeSpan HoldPeriod { get; } = TimeSpan.FromHours(24);

    /// <summary>How the durable names map to the events.</summary>
    public static EventCodec<Event> Codec { get; } = new();

    /// <summary>A cart is put aside.</summary>
    /// <param name="state">Of the shop.</param>
    /// <param name="command">Which cart.</param>
    /// <param name="locationId">The shop.</param>
    /// <param name="location">The same; null when it is not registered.</param>
    /// <param name="cart">The cart; null when there is none.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="now">UTC.</param>
    public static Decision<Event> Decide(
        State state, HoldCart command, string locationId, LocationDetails? location, CartDetails? cart, string by, DateTimeOffset now)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } known)
        {
            return known;
        }

        if ((Limits.OperationId(command.OperationId) ?? Limits.Text(command.Label, "label", LabelLengthMax)) is { } invalid)
        {
            return invalid;
        }

        if (location is null)
        {
            return new NotFound("location", locationId);
        }

        if (cart is null)
        {
            return new NotFound("cart", command.CartId);
        }

        if (cart.Status != CartStatus.Open)
        {
            return new InvalidState(
                cart.Status == CartStatus.Ordered ? "ORDERED" : "CHECKING_OUT", "Only a cart of which no order is made can be put aside.");
        }

        return state.LiveAt(now).Count(held => held.CartId != command.CartId) >= CartsMax
            ? new InvalidState("FULL", $"{CartsMax} carts are put aside here; take some up first.")
            : new Event.Held(operation, command.CartId, command.Label, by, now, now + HoldPeriod);
    }

    /// <summary>A cart is taken up again.</summary>
    public static Decision<Event> Decide(State state, ResumeCart command, string by, DateTimeOffset now)
    {
        var operation = Operation.Of(command.OperationId, command);
        if (state.Operations.Recall<Event>(operation) is { } known)
        {
            return known;
        }

        if (Limits.OperationId(command.OperationId) is { } invalid)
        {
            return invalid;
        }

        return state.LiveAt(now).FirstOrDefault(held => held.CartId == command.CartId) is { } live
            ? new Event.Resumed(operation, live, by, now)
            : new NotFound("held cart", command.CartId);
    }

    /// <summary>Folds one event.</summary>
    public static State Evolve(State state, Event happened)
    {
        var next = state with { Version = state.Version + 1 };
        return happened switch
        {
            Event.Held e => next with
            {
                Carts = next.Without(e.CartId, e.At).Add(new HeldCartDetails(e.CartId, e.Label, e.By, e.At, e.Until)),
                Operations = next.Operations.Note(e.Operation, next.Version),
            },
            Event.Resumed e => next with
            {
                Carts = next.Without(e.Cart.CartId, e.At),
                LastResumed = e.Cart,
                Operations = next.Operations.Note(e.Operation, next.Version),
            },
            _ => throw new InvalidOperationException($"No rule folds {happened.GetType().Name}."),
        };
    }

    /// <summary>What happened to the carts that a shop put aside.</summary>
    public abstract record Event
    {
        private Event()
        {
        }

        /// <summary>A cart was put aside.</summary>
        [Alias("held-carts.held")]
        public sealed record Held(Operation Operation, string CartId, string Label, string By, DateTimeOffset At, DateTimeOffset Until) : Event;

        /// <summary>A cart was taken up again.</summary>
        /// <param name="Operation">Of the request.</param>
        /// <param name="Cart">As it was put aside.</param>
        /// <param name="By">Who took it up.</param>
        /// <param name="At">UTC.</param>
        [Alias("held-carts.resumed")]
        public sealed record Resumed(Operation Operation, HeldCartDetails Cart, string By, DateTimeOffset At) : Event;
    }

    /// <summary>The carts of a shop that are put aside.</summary>
    public sealed record State : IAggregateState
    {
        /// <summary>None.</summary>
        public static State Initial { get; } = new();

        /// <inheritdoc/>
        public long Version { get; init; }

        /// <summary>Oldest first; those whose time is over are dropped with the next change.</summary>
        public ImmutableList<HeldCartDetails> Carts { get; init; } = [];

        /// <summary>The cart that was taken up last: what a repeated request is answered. Null when none was.</summary>
        public HeldCartDetails? LastResumed { get; init; }

        /// <summary>The operations, so that a repeat gets its first answer.</summary>
        public OperationLog Operations { get; init; } = OperationLog.Empty;

        /// <summary>Those whose time is not over.</summary>
        public IEnumerable<HeldCartDetails> LiveAt(DateTimeOffset now) => Carts.Where(held => held.Until > now);

        internal ImmutableList<HeldCartDetails> Without(string cartId, DateTimeOffset now) =>
            Carts.RemoveAll(held => held.CartId == cartId || held.Until <= now);
    }
}
