namespace OrleansCommerce.Simulation.Running;

/// <summary>The clock of one process: it runs as fast as the world's, and is wrong by a constant.</summary>
internal sealed class SkewedClock(ManualTime world, TimeSpan skew) : TimeProvider
{
    public TimeSpan Skew => skew;

    public override long TimestampFrequency => world.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + skew;

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(callback, state, dueTime, period);
}
