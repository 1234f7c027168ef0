using System.Text.Json.Nodes;

namespace OrleansCommerce.Silo.Operations;

/// <summary>JSON for the eyes of operators.</summary>
internal static class ShownJson
{
    /// <summary>Entries of a list or a dictionary that are shown.</summary>
    public const int EntriesMax = 100;

    private const string Hidden = "•••";

    // A token may still move money, and the hash of a code is a step to the code.
    private static readonly string[] Secrets = ["token", "codeHash"];

    /// <summary>A copy with secrets hidden and long lists cut; what was cut is said in an entry of its own.</summary>
    public static JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject given => Cut(given),
        JsonArray given => Cut(given),
        _ => node?.DeepClone(),
    };

    private static JsonObject Cut(JsonObject given)
    {
        var shown = new JsonObject(given.Take(EntriesMax).Select(pair => KeyValuePair.Create(
            pair.Key, pair.Value is not null && Secrets.Contains(pair.Key, StringComparer.Ordinal) ? JsonValue.Create(Hidden) : Of(pair.Value))));
        if (given.Count > EntriesMax)
        {
            shown["…"] = given.Count - EntriesMax;
        }

        return shown;
    }

    private static JsonArray Cut(JsonArray given)
    {
        var shown = new JsonArray([.. given.Take(EntriesMax).Select(Of)]);
        if (given.Count > EntriesMax)
        {
            shown.Add($"… {given.Count - EntriesMax}");
        }

        return shown;
    }
}
