namespace OrleansCommerce.Journal;

/// <summary>The limits of the journal's writer. The defaults suit a machine of 2 to 16 cores.</summary>
public sealed class JournalOptions
{
    /// <summary>Appends that may wait or be under way at once; beyond it callers get <see cref="JournalBusyException"/>. 1 or more.</summary>
    public int QueueMax { get; set; } = 50_000;

    /// <summary>
    /// PostgreSQL: connections that commit batches at the same time, 1 to 32. Each takes a core of the server while it works, and two
    /// make two smaller batches of what one would commit at once, so the default is half of the machine's cores, 1 to 4. More
    /// pays where the database has a machine of its own, or a slow disk. SQLite has one writer whatever this says.
    /// </summary>
    public int Lanes { get; set; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    /// <summary>Events in one batch, 1 to 100,000; a larger append still goes, alone.</summary>
    public int BatchEventsMax { get; set; } = 5_000;

    /// <summary>Payload bytes in one batch, 1,024 or more; a larger append still goes, alone.</summary>
    public int BatchBytesMax { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How long a batch is tried again while the database cannot be reached, before its callers get
    /// <see cref="JournalUnavailableException"/>; those who come later get it after one try. More than zero. A silo that lost its way to
    /// the database keeps its grains from all others for so long.
    /// </summary>
    public TimeSpan UnavailableAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Throws an <see cref="ArgumentException"/> that names the wrong setting, its value, and what would be right.</summary>
    public void Validate()
    {
        Require(QueueMax >= 1, nameof(QueueMax), QueueMax, "1 or more");
        Require(Lanes is >= 1 and <= 32, nameof(Lanes), Lanes, "1 to 32");
        Require(BatchEventsMax is >= 1 and <= 100_000, nameof(BatchEventsMax), BatchEventsMax, "1 to 100000");
        Require(BatchBytesMax >= 1024, nameof(BatchBytesMax), BatchBytesMax, "1024 or more");
        Require(UnavailableAfter > TimeSpan.Zero, nameof(UnavailableAfter), UnavailableAfter, "more than zero");
    }

    private static void Require(bool condition, string setting, object value, string right)
    {
        if (!condition)
        {
            throw new ArgumentException($"The journal's setting {setting} is {value}; it must be {right}.", setting);
        }
    }
}
