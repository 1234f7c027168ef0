using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;
using OrleansCommerce.Local.Execution;

namespace Orleans.Runtime
{
    /// <summary>A timer of an activation; it dies with it.</summary>
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Starts anew.</summary>
        /// <param name="dueTime">Until the next tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
        /// <param name="period">From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</param>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    /// <summary>How a timer runs.</summary>
    public readonly struct GrainTimerCreationOptions : IEquatable<GrainTimerCreationOptions>
    {
        /// <summary>Set the properties.</summary>
        public GrainTimerCreationOptions()
        {
        }

        /// <summary>The two that are required.</summary>
        [SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            Period = period;
        }

        /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
        public required TimeSpan DueTime { get; init; }

        /// <summary>From the end of a tick to the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>Lets ticks interleave with calls; otherwise a tick waits its turn as a call does.</summary>
        public bool Interleave { get; init; }

        /// <summary>Lets each tick count as use, against collection for idleness.</summary>
        public bool KeepAlive { get; init; }

        /// <inheritdoc/>
        public bool Equals(GrainTimerCreationOptions other) =>
            DueTime == other.DueTime && Period == other.Period && Interleave == other.Interleave && KeepAlive == other.KeepAlive;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is GrainTimerCreationOptions other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(DueTime, Period, Interleave, KeepAlive);

        /// <summary>Equal in all parts.</summary>
        public static bool operator ==(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => left.Equals(right);

        /// <summary>Different in a part.</summary>
        public static bool operator !=(GrainTimerCreationOptions left, GrainTimerCreationOptions right) => !left.Equals(right);
    }
}

namespace Orleans
{
    /// <summary>Timers for grains. Callbacks run in turns of the activation; the token is cancelled when the timer ends.</summary>
    public static class GrainBaseExtensions
    {
        /// <summary>Starts a timer.</summary>
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
        {
            ArgumentNullException.ThrowIfNull(callback);
            return grain.GrainContext.Runtime().RegisterTimer(callback, options);
        }

        /// <summary>Starts a timer whose callback needs no token.</summary>
        public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options)
        {
            ArgumentNullException.ThrowIfNull(callback);
            return grain.RegisterGrainTimer(_ => callback(), options);
        }

        /// <summary>Starts a timer with a state for its callback.</summary>
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
        {
            ArgumentNullException.ThrowIfNull(callback);
            return grain.RegisterGrainTimer(token => callback(state, token), options);
        }

        /// <summary>Starts a timer with a state for its callback, which needs no token.</summary>
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, Task> callback, TState state, GrainTimerCreationOptions options)
        {
            ArgumentNullException.ThrowIfNull(callback);
            return grain.RegisterGrainTimer(_ => callback(state), options);
        }

        /// <summary>Starts a timer that neither interleaves nor keeps the grain alive.</summary>
        public static IGrainTimer RegisterGrainTimer(
            this IGrainBase grain, Func<CancellationToken, Task> callback, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, new GrainTimerCreationOptions(dueTime, period));

        /// <summary>Starts a timer that neither interleaves nor keeps the grain alive.</summary>
        public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, new GrainTimerCreationOptions(dueTime, period));

        /// <summary>Starts a timer that neither interleaves nor keeps the grain alive.</summary>
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, state, new GrainTimerCreationOptions(dueTime, period));

        /// <summary>Starts a timer that neither interleaves nor keeps the grain alive.</summary>
        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, Task> callback, TState state, TimeSpan dueTime, TimeSpan period) =>
            grain.RegisterGrainTimer(callback, state, new GrainTimerCreationOptions(dueTime, period));
    }
}
