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
        CheckStream(append.Stream);
        if (append.Events is not { Count: > 0 })
        {
            throw Fault(append, "has no events");
        }

        if (append.Events.Count > EventsMax)
        {
            throw Fault(append, $"has {append.Events.Count} events; at most {EventsMax} are allowed");
        }

        if (append.ExpectedVersion < 0)
        {
            throw Fault(append, $"expects version {append.ExpectedVersion}; 0 is a new stream");
        }

        if (append.ExpectedVersion > long.MaxValue - append.Events.Count)
        {
            throw Fault(append, "expects a version beyond the last one");
        }

        if (append.At < Earliest || append.At >= Latest)
        {
            throw Fault(append, $"has the time {append.At:O}; it must be in 1970 to 9998");
        }

        Check(append.Metadata ?? throw Fault(append, "has no metadata; use EventMetadata.None"));
        return PayloadBytes(append);
    }

    /// <summary>Throws when <paramref name="stream"/> cannot be a stream's name.</summary>
    public static void CheckStream(string stream) => Name(stream, StreamLengthMax, "stream's name");

    private static int PayloadBytes(Append append)
    {
        long bytes = 0;
        for (var i = 0; i < append.Events.Count; i++)
        {
            var e = append.Events[i];
            Name(e.Type, TypeLengthMax, "event's type");
            if (e.Payload.IsEmpty)
            {
                throw Fault(append, $"has an event '{e.Type}' without a payload");
            }

            bytes += e.Payload.Length;
        }

        return bytes <= PayloadBytesMax
            ? (int)bytes
            : throw Fault(append, $"has {bytes} payload bytes; at most {PayloadBytesMax} are allowed");
    }

    private static void Check(EventMetadata metadata)
    {
        if (ReferenceEquals(metadata, EventMetadata.None))
        {
            return;
        }

        Field(metadata.Subject, "metadata's Subject");
        Field(metadata.Role, "metadata's Role");
        Field(metadata.Device, "metadata's Device");
        Field(metadata.Channel, "metadata's Channel");
        Field(metadata.OperationId, "metadata's OperationId");
        Field(metadata.CorrelationId, "metadata's CorrelationId");

        static void Field(string? value, string what)
        {
            if (!string.IsNullOrEmpty(value))
            {
                Name(value, MetadataLengthMax, what);
            }
        }
    }

    // Called where a rule is broken alone: every append passes here, and must not pay for the words of its refusal.
    private static ArgumentException Fault(Append append, string fault) => new($"The append to '{append.Stream}' {fault}.", nameof(append));

    private static void Name(string? value, int longest, string what)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"The {what} is empty.", nameof(value));
        }

        if (value.Length > longest)
        {
            throw new ArgumentException($"The {what} has {value.Length} characters; at most {longest} are allowed.", nameof(value));
        }

        // PostgreSQL's text cannot hold NUL, and a lone surrogate has no UTF-8 form: either would fail the whole batch.
        if (value.Contains('\0') || HasLoneSurrogate(value))
        {
            throw new ArgumentException($"The {what} is not well-formed text.", nameof(value));
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
