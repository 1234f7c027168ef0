using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansCommerce.Grains.EventSourcing;

/// <summary>A <see cref="TrieDictionary{TValue}"/> lies in a snapshot as a JSON object.</summary>
public sealed class TrieDictionaryJson : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(TrieDictionary<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<TValue> : JsonConverter<TrieDictionary<TValue>>
        where TValue : struct
    {
        public override TrieDictionary<TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var values = (JsonConverter<TValue>)options.GetConverter(typeof(TValue));
            var map = TrieDictionary<TValue>.Empty;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                reader.Read();
                map = map.SetItem(key, values.Read(ref reader, typeof(TValue), options));
            }

            return map;
        }

        public override void Write(Utf8JsonWriter writer, TrieDictionary<TValue> value, JsonSerializerOptions options)
        {
            var values = (JsonConverter<TValue>)options.GetConverter(typeof(TValue));
            writer.WriteStartObject();
            foreach (var (key, held) in value)
            {
                writer.WritePropertyName(key);
                values.Write(writer, held, options);
            }

            writer.WriteEndObject();
        }
    }
}
