namespace OrleansCommerce.Journal.Storage;

/// <summary>Times as the stores keep them: microseconds, UTC. PostgreSQL knows no finer ones, and the stores must agree.</summary>
internal static class StoredTime
{
    /// <summary>Microseconds since 1970.</summary>
    public static long ToMicroseconds(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time that <see cref="ToMicroseconds"/> came from, without what is finer.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTimeOffset.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The time without what is finer than a microsecond, in UTC.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset time) => FromMicroseconds(ToMicroseconds(time));
}
