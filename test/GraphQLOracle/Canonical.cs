using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>JSON such that equal values are equal texts: 1.0 is 1, and errors come in the order of their places.</summary>
internal static class Canonical
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // No edition of the specification says in which order introspection lists them.
    private static readonly HashSet<string> Unordered = new(StringComparer.Ordinal) { "types", "directives", "possibleTypes" };

    public static string Text(JsonNode? node, bool ordersTypes) => Of(node, "", ordersTypes)?.ToJsonString(Readable) ?? "null";

    private static JsonNode? Of(JsonNode? node, string name, bool ordersTypes)
    {
        switch (node)
        {
            case JsonObject fields:
                return new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Of(f.Value, f.Key, ordersTypes))));
            case JsonArray items:
                var each = items.Select(i => Of(i, "", ordersTypes));
                return new JsonArray(name == "errors" || (ordersTypes && Unordered.Contains(name))
                    ? [.. each.OrderBy(i => i?.ToJsonString(), StringComparer.Ordinal)]
                    : [.. each]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                // Minus zero is zero.
                return JsonValue.Create(0 + double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture));
            default:
                return node?.DeepClone();
        }
    }
}
