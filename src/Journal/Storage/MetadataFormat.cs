using System.Buffers;
using System.Text.Json;

namespace OrleansCommerce.Journal.Storage;

/// <summary>
/// An event's metadata on disk: a JSON object with one-letter names, absent fields left out, nothing at all when every field is
/// absent. The letters are permanent; a reader skips those that it does not know.
/// </summary>
internal static class MetadataFormat
{
    /// <summary>The bytes to store; null for none.</summary>
    public static byte[]? Encode(EventMetadata metadata)
    {
        if (ReferenceEquals(metadata, EventMetadata.None) || metadata == EventMetadata.None)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Field(json, "s"u8, metadata.Subject);
            Field(json, "r"u8, metadata.Role);
            Field(json, "d"u8, metadata.Device);
            Field(json, "c"u8, metadata.Channel);
            Field(json, "o"u8, metadata.OperationId);
            Field(json, "x"u8, metadata.CorrelationId);
            if (metadata.WakeAt is { } wakeAt)
            {
                json.WriteNumber("w"u8, wakeAt.UtcTicks);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    public static EventMetadata Decode(byte[]? stored)
    {
        if (stored is null)
        {
            return EventMetadata.None;
        }

        var fields = new string?[6];
        DateTimeOffset? wakeAt = null;
        var json = new Utf8JsonReader(stored);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var letter = json.ValueSpan.Length == 1 ? json.ValueSpan[0] : (byte)0;
            var field = "srdcox"u8.IndexOf(letter);
            json.Read();
            if (field >= 0)
            {
                fields[field] = json.GetString();
            }
            else if (letter == (byte)'w')
            {
                wakeAt = new DateTimeOffset(json.GetInt64(), TimeSpan.Zero);
            }
            else
            {
                json.Skip();
            }
        }

        return new EventMetadata(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], wakeAt);
    }

    private static void Field(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
