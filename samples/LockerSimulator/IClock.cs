namespace OrleansCommerce.LockerSimulator;

/// <summary>The device's clock.</summary>
internal interface IClock
{
    /// <summary>Now, UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Lets time go by.</summary>
    Task PassAsync(TimeSpan time);
}

/// <summary>The clock on the wall: of hours it waits the seconds that somebody who watches has.</summary>
/// <param name="patience">The longest that it waits at once.</param>
internal sealed class WallClock(TimeSpan patience) : IClock
{
    /// <inheritdoc/>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <inheritdoc/>
    public Task PassAsync(TimeSpan time) => Task.Delay(time < patience ? time : patience);
}
