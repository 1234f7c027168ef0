using System.Reflection;

namespace OrleansCommerce.Local;

/// <summary>How a grain host runs. Times are at least a millisecond unless said otherwise.</summary>
public sealed class GrainHostOptions
{
    /// <summary>Where grain classes are looked for.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>How long an activation may be idle before it is collected. Rounded up to whole <see cref="CollectionQuantum"/>s.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a caller waits for an answer, unless the method has a <see cref="Orleans.ResponseTimeoutAttribute"/>.
    /// Looked at in steps of <see cref="TimeoutResolution"/>, so an answer may be awaited two steps longer.
    /// </summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The step in which call timeouts are looked at: coarse, so that a call costs no timer.</summary>
    public TimeSpan TimeoutResolution { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long <see cref="Orleans.Grain.OnActivateAsync"/> may take before the activation counts as failed.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an ending activation may take, from its last running call to the end of its hook, before it is left behind.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stopping host lets running calls finish before it deactivates grains all the same; zero or more.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many calls may wait for one activation; beyond it callers get <see cref="Orleans.Runtime.LimitExceededException"/>.</summary>
    public int MaxQueuedCalls { get; set; } = 10_000;

    /// <summary>How many turns an activation runs before others get the thread; 1 gives a simulation the finest interleaving.</summary>
    public int MaxTurnsPerSlice { get; set; } = 128;

    /// <summary>The shortest period of a reminder.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many reminders may be on their way at once, so that the many that a restart finds overdue come as a stream, not a flood.</summary>
    public int MaxRemindersInFlight { get; set; } = 64;

    /// <summary>How many items may wait for one stream subscriber; beyond it the oldest waiting one is dropped and counted.</summary>
    public int StreamQueueLength { get; set; } = 1_000;

    /// <summary>The clock of the host and its timers; the one of the services, or the system's, when null.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Where the host's work runs; the thread pool when null.</summary>
    public IGrainScheduler? Scheduler { get; set; }

    /// <summary>Where reminders are kept; the one of the services, or memory, when null.</summary>
    public IReminderStore? ReminderStore { get; set; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="InvalidOperationException">An option is out of its range; the message names it and its value.</exception>
    internal void Validate()
    {
        AtLeast(CollectionAge, TimeSpan.FromMilliseconds(1), nameof(CollectionAge));
        AtLeast(CollectionQuantum, TimeSpan.FromMilliseconds(1), nameof(CollectionQuantum));
        AtLeast(CallTimeout, TimeSpan.FromMilliseconds(1), nameof(CallTimeout));
        AtLeast(TimeoutResolution, TimeSpan.FromMilliseconds(1), nameof(TimeoutResolution));
        AtLeast(ActivationTimeout, TimeSpan.FromMilliseconds(1), nameof(ActivationTimeout));
        AtLeast(DeactivationTimeout, TimeSpan.FromMilliseconds(1), nameof(DeactivationTimeout));
        AtLeast(MinimumReminderPeriod, TimeSpan.FromMilliseconds(1), nameof(MinimumReminderPeriod));
        AtLeast(DrainTimeout, TimeSpan.Zero, nameof(DrainTimeout));
        AtLeast(MaxQueuedCalls, 1, nameof(MaxQueuedCalls));
        AtLeast(MaxTurnsPerSlice, 1, nameof(MaxTurnsPerSlice));
        AtLeast(MaxRemindersInFlight, 1, nameof(MaxRemindersInFlight));
        AtLeast(StreamQueueLength, 1, nameof(StreamQueueLength));

        static void AtLeast<T>(T value, T least, string name)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0)
            {
                throw new InvalidOperationException($"{nameof(GrainHostOptions)}.{name} is {value}; it must be at least {least}.");
            }
        }
    }
}
