namespace OrleansCommerce.Integration.Webhooks;

/// <summary>When an event that was not taken is tried again: the times that Standard Webhooks proposes, some three days in all.</summary>
internal static class RetrySchedule
{
    /// <summary>How far a wait may be from its time, as a part of it: receivers that failed together are not asked together again.</summary>
    public const double Jitter = 0.2;

    /// <summary>A receiver may ask for more time, but not for more than this.</summary>
    public static readonly TimeSpan AskedMax = TimeSpan.FromHours(24);

    /// <summary>After the first attempt, after the second, ….</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>The least time from an event's first attempt to its last.</summary>
    public static TimeSpan Least { get; } = Waits.Aggregate(TimeSpan.Zero, static (sum, wait) => sum + wait) * (1 - Jitter);

    /// <summary>How often an event is tried.</summary>
    public static int AttemptsMax => Waits.Count + 1;

    /// <summary>How long to wait after so many attempts; null when that was the last.</summary>
    /// <param name="attempts">1 or more.</param>
    /// <param name="asked">What the receiver asked for; null when it did not.</param>
    /// <param name="chance">From 0 to less than 1.</param>
    public static TimeSpan? After(int attempts, TimeSpan? asked, double chance)
    {
        if (attempts >= AttemptsMax)
        {
            return null;
        }

        var wait = Waits[attempts - 1] * (1 - Jitter + (2 * Jitter * chance));
        return asked is { } more && more > wait ? more < AskedMax ? more : AskedMax : wait;
    }
}
