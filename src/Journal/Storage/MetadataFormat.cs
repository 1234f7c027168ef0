using System.Buffers;
using System.Text.Json;

namespace OrleansCommerce.Journal.Storage;

/// <summary>
/// An event's metadata on disk: a JSON object with one-letter names, absent fields left out, nothing at all when every field is
/// absent. The letters are permanent; a reader skips those that it does not know.
/// </summary>
internal static class MetadataFormat
{
    private static readonly JsonEncodedText Subject = JsonEncodedText.Encode("s");
    private static readonly JsonEncodedText Role = JsonEncodedText.Encode("r");
    private static readonly JsonEncodedText Device = JsonEncodedText.Encode("d");
    private static readonly JsonEncodedText Channel = JsonEncodedText.Encode("c");
    private static readonly JsonEncodedText OperationId = JsonEncodedText.Encode("o");
    private static readonly JsonEncodedText CorrelationId = JsonEncodedText.Encode("x");
    private static readonly JsonEncodedText WakeAt = JsonEncodedText.Encode("w");

    // Every append passes here, on the thread of a store's writer: what it writes with is made once a thread.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <summary>The bytes to store; null for none.</summary>
    public static byte[]? Encode(EventMetadata metadata)
    {
        if (ReferenceEquals(metadata, EventMetadata.None) || metadata == EventMetadata.None)
        {
            return null;
        }

        var buffer = _buffer ??= new ArrayBufferWriter<byte>(256);
        var json = _json ??= new Utf8JsonWriter(buffer);
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        Field(json, Subject, metadata.Subject);
        Field(json, Role, metadata.Role);
        Field(json, Device, metadata.Device);
        Field(json, Channel, metadata.Channel);
        Field(json, OperationId, metadata.OperationId);
        Field(json, CorrelationId, metadata.CorrelationId);
        if (metadata.WakeAt is { } wakeAt)
        {
            json.WriteNumber(WakeAt, wakeAt.UtcTicks);
        }

        json.WriteEndObject();
        json.Flush();
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

    private static void Field(Utf8JsonWriter json, JsonEncodedText name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
