using Orleans.Runtime;
using OrleansCommerce.Local.Execution;

namespace Orleans.Runtime
{
    /// <summary>A durable reminder of a grain.</summary>
    public interface IGrainReminder
    {
        /// <summary>Its name, unique in the grain.</summary>
        string ReminderName { get; }
    }

    /// <summary>Which tick it is; times are UTC.</summary>
    /// <param name="firstTickTime">When the reminder was first due.</param>
    /// <param name="period">From one tick to the next.</param>
    /// <param name="timeStamp">When this tick was sent.</param>
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp) : IEquatable<TickStatus>
    {
        /// <summary>When the reminder was first due.</summary>
        public DateTime FirstTickTime { get; } = firstTickTime;

        /// <summary>From one tick to the next.</summary>
        public TimeSpan Period { get; } = period;

        /// <summary>When this tick was sent.</summary>
        public DateTime CurrentTickTime { get; } = timeStamp;

        /// <inheritdoc/>
        public bool Equals(TickStatus other) =>
            FirstTickTime == other.FirstTickTime && Period == other.Period && CurrentTickTime == other.CurrentTickTime;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is TickStatus other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(FirstTickTime, Period, CurrentTickTime);

        /// <summary>Equal in all parts.</summary>
        public static bool operator ==(TickStatus left, TickStatus right) => left.Equals(right);

        /// <summary>Different in a part.</summary>
        public static bool operator !=(TickStatus left, TickStatus right) => !left.Equals(right);
    }
}

namespace Orleans
{
    /// <summary>A grain that takes reminders.</summary>
    public interface IRemindable : IGrain
    {
        /// <summary>A reminder is due. It may come more than once, and late: the state decides whether there is something to do.</summary>
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    /// <summary>Reminders for grains: they outlive the activation and the process.</summary>
    public static class GrainReminderExtensions
    {
        /// <summary>Makes a reminder, or replaces the one of that name. Durable when the task completes.</summary>
        /// <param name="grain">A grain whose class is <see cref="IRemindable"/>.</param>
        /// <param name="reminderName">Unique in the grain, not empty.</param>
        /// <param name="dueTime">Until the first tick; zero or more.</param>
        /// <param name="period">From one tick to the next; at least the host's minimum, a minute unless set otherwise.</param>
        /// <exception cref="InvalidOperationException">The class is not <see cref="IRemindable"/>.</exception>
        public static Task<IGrainReminder> RegisterOrUpdateReminder(
            this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
            grain.GrainContext.Runtime().RegisterReminderAsync(reminderName, dueTime, period);

        /// <summary>Ends a reminder. A tick that is already on its way may still come.</summary>
        public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
            grain.GrainContext.Runtime().UnregisterReminderAsync(reminder);

        /// <summary>The reminder of that name; null when there is none.</summary>
        public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
            grain.GrainContext.Runtime().GetReminderAsync(reminderName);
    }
}
