namespace OrleansCommerce.Local;

/// <summary>
/// Runs the host's work. Everything that a host executes goes through it: turns of grains, timers, reminders,
/// deliveries. A scheduler of one thread and a virtual <see cref="TimeProvider"/> make a whole host deterministic.
/// </summary>
public interface IGrainScheduler
{
    /// <summary>Runs <paramref name="work"/> once, soon, on any thread, never inside this method. Work does not throw.</summary>
    void Schedule(IThreadPoolWorkItem work);
}
