namespace OrleansCommerce.Journal.Batching;

/// <summary>What a well-formed append is. Checked before it is queued, so that a malformed one never reaches a batch.</summary>
internal static class AppendRules
{
    /// <summary>Longest stream name: four bytes a character still fit an index page of PostgreSQL.</summary>
    public const int StreamLengthMax = 300;

    /// <summary>Longest event type.</summary>
    public const int TypeLengthMax = 100;

    /// <summary>Longest value of one metadata field.</summary>
    public const int MetadataLengthMax = 300;

    /// <summary>Most events in one append: one decision that makes more is a design error.</summary>
    public const int EventsMax = 10_000;

    /// <summary>Most payload bytes in one append: a batch is held in memory twice while it is sent.</summary>
    public const int PayloadBytesMax = 16 * 1024 * 1024;

    // The stores keep microseconds since 1970; earlier times are unset fields, not decisions.
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Throws an <see cref="ArgumentException"/> that names the fault; answers the payload's bytes.</summary>
    public static int Check(Append append)
    {
        ArgumentNullException.ThrowIfNull(append);
        Name(append.Stream, StreamLengthMax, "The stream's name");
        if (append.Events is not { Count: > 0 })
        {
            throw new ArgumentException($"The append to '{append.Stream}' has no events.", nameof(append));
        }

        Require(append.Events.Count <= EventsMax, append, $"has {append.Events.Count} events; at most {EventsMax} are allowed");
        Require(append.ExpectedVersion >= 0, append, $"expects version {append.ExpectedVersion}; 0 is a new stream");
        Require(append.ExpectedVersion <= long.MaxValue - append.Events.Count, append, "expects a version beyond the last one");
        Require(append.At >= Earliest && append.At < Latest, append, $"has the time {append.At:O}; it must be in 1970 to 9998");
        Check(append.Metadata ?? throw new ArgumentException($"The append to '{append.Stream}' has no metadata; use EventMetadata.None.", nameof(append)));

        long bytes = 0;
        for (var i = 0; i < append.Events.Count; i++)
        {
            var e = append.Events[i];
            Name(e.Type, TypeLengthMax, "The event's type");
            Require(!e.Payload.IsEmpty, append, $"has an event '{e.Type}' without a payload");
            bytes += e.Payload.Length;
        }

        Require(bytes <= PayloadBytesMax, append, $"has {bytes} payload bytes; at most {PayloadBytesMax} are allowed");
        return (int)bytes;
    }

    /// <summary>Throws when <paramref name="stream"/> cannot be a stream's name.</summary>
    public static void CheckStream(string stream) => Name(stream, StreamLengthMax, "The stream's name");

    private static void Check(EventMetadata metadata)
    {
        if (ReferenceEquals(metadata, EventMetadata.None))
        {
            return;
        }

        Field(metadata.Subject, nameof(metadata.Subject));
        Field(metadata.Role, nameof(metadata.Role));
        Field(metadata.Device, nameof(metadata.Device));
        Field(metadata.Channel, nameof(metadata.Channel));
        Field(metadata.OperationId, nameof(metadata.OperationId));
        Field(metadata.CorrelationId, nameof(metadata.CorrelationId));

        static void Field(string? value, string name)
        {
            if (!string.IsNullOrEmpty(value))
            {
                Name(value, MetadataLengthMax, $"The metadata's {name}");
            }
        }
    }

    private static void Require(bool condition, Append append, string fault)
    {
        if (!condition)
        {
            throw new ArgumentException($"The append to '{append.Stream}' {fault}.", nameof(append));
        }
    }

    private static void Name(string? value, int longest, string what)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"{what} is empty.", nameof(value));
        }

        if (value.Length > longest)
        {
            throw new ArgumentException($"{what} has {value.Length} characters; at most {longest} are allowed.", nameof(value));
        }

        // PostgreSQL's text cannot hold NUL, and a lone surrogate has no UTF-8 form: either would fail the whole batch.
        if (value.Contains('\0') || HasLoneSurrogate(value))
        {
            throw new ArgumentException($"{what} is not well-formed text.", nameof(value));
        }
    }

    private static bool HasLoneSurrogate(string value)
    {
        var at = value.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (at < 0)
        {
            return false;
        }

        for (var i = at; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
            {
                continue;
            }

            if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
