namespace OrleansCommerce.LockerSimulator.Tests;

/// <summary>The time of the host and the device: goes on like that of the wall, and jumps where a story lets days pass.</summary>
internal sealed class ShiftedTime : TimeProvider, IClock
{
    private long _ticks;

    /// <inheritdoc/>
    public DateTimeOffset Now => GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));

    /// <inheritdoc/>
    public Task PassAsync(TimeSpan time)
    {
        Interlocked.Add(ref _ticks, time.Ticks);
        return Task.CompletedTask;
    }
}
