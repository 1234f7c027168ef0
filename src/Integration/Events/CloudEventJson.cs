using System.Buffers;
using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;

namespace OrleansCommerce.Integration.Events;

/// <summary>
/// Writes public events as CloudEvents 1.0 in the structured JSON format, with the extensions <c>partitionkey</c> and <c>sequence</c>
/// (https://github.com/cloudevents/spec/tree/v1.0.2).
/// </summary>
internal sealed class CloudEventJson(EventSettings settings)
{
    /// <summary>Of one event.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>One event, as UTF-8: the same bytes each time.</summary>
    public byte[] Write(PublicEvent told)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = EventJson.Options.Encoder }))
        {
            Write(json, told);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>One event into a larger text.</summary>
    public void Write(Utf8JsonWriter json, PublicEvent told)
    {
        json.WriteStartObject();
        json.WriteString("specversion"u8, "1.0"u8);
        json.WriteString("id"u8, told.Id);
        json.WriteString("source"u8, settings.Source);
        json.WriteString("type"u8, told.Type);
        json.WriteString("subject"u8, told.Key);
        json.WriteString("time"u8, told.At.UtcDateTime);
        json.WriteString("datacontenttype"u8, "application/json"u8);
        json.WriteString("partitionkey"u8, told.Key);
        json.WriteString("sequence"u8, told.Sequence);
        json.WritePropertyName("data"u8);
        JsonSerializer.Serialize(json, told.Data, told.Data.GetType(), EventJson.Options);
        json.WriteEndObject();
    }
}
