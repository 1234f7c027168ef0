namespace OrleansCommerce.Integration.Webhooks;

/// <summary>Times in the tables: ticks, UTC.</summary>
internal static class StoredTicks
{
    /// <summary>Reads one that may be absent.</summary>
    public static DateTimeOffset? Read(long? ticks) => ticks is { } known ? Read(known) : null;

    /// <summary>Reads one.</summary>
    public static DateTimeOffset Read(long ticks) => new(ticks, TimeSpan.Zero);
}
