using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>
/// How a <see cref="BoundedLog{TEntry}"/> lies in a snapshot: <c>{"recent":{id:entry,…},"portions":["hashes","packed",…]}</c>, the oldest
/// portion first, its entries packed behind its ids' hashes in little-endian order, both in base64. The entries of a portion are taken
/// over as they stand there, in both directions.
/// </summary>
public sealed class BoundedLogJson : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(BoundedLog<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<TEntry> : JsonConverter<BoundedLog<TEntry>>
        where TEntry : struct
    {
        public override BoundedLog<TEntry> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var recent = BoundedLog<TEntry>.Empty.Recent;
            ImmutableArray<BoundedLogPortion<TEntry>> portions = [];
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isRecent = reader.ValueTextEquals("recent"u8);
                reader.Read();
                if (isRecent)
                {
                    recent = recent.AddRange(JsonSerializer.Deserialize<Dictionary<string, TEntry>>(ref reader, options)!);
                }
                else
                {
                    portions = ReadPortions(ref reader);
                }
            }

            return new BoundedLog<TEntry>(recent, portions);
        }

        public override void Write(Utf8JsonWriter writer, BoundedLog<TEntry> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("recent"u8);
            JsonSerializer.Serialize(writer, value.Recent.OrderBy(static entry => entry.Key, StringComparer.Ordinal).ToDictionary(), options);
            writer.WriteStartArray("portions"u8);
            foreach (var portion in value.Portions)
            {
                writer.WriteBase64StringValue(MemoryMarshal.AsBytes<uint>(portion.Hashes));
                writer.WriteBase64StringValue(portion.Packed);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        private static ImmutableArray<BoundedLogPortion<TEntry>> ReadPortions(ref Utf8JsonReader reader)
        {
            var portions = ImmutableArray.CreateBuilder<BoundedLogPortion<TEntry>>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var hashes = MemoryMarshal.Cast<byte, uint>(reader.GetBytesFromBase64()).ToArray();
                reader.Read();
                portions.Add(new BoundedLogPortion<TEntry>(hashes, reader.GetBytesFromBase64()));
            }

            return portions.ToImmutable();
        }
    }
}
