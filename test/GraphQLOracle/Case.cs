using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>A request, the schema it is for, and the data that answer it.</summary>
/// <param name="Sdl">The schema.</param>
/// <param name="Document">What is asked; need not be GraphQL.</param>
/// <param name="Variables">Their values; null for none.</param>
/// <param name="OperationName">Which operation; null where there is only one.</param>
/// <param name="Data">The root value; null for an empty one.</param>
internal sealed record Case(string Sdl, string Document, JsonObject? Variables = null, string? OperationName = null, JsonObject? Data = null)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { WriteIndented = false };

    /// <summary>The cases of a JSON file: one object or an array of them.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IReadOnlyList<Case> ReadFile(string path)
    {
        var text = File.ReadAllText(path);
        return text.TrimStart().StartsWith('[')
            ? JsonSerializer.Deserialize<List<Case>>(text, Web)!
            : [JsonSerializer.Deserialize<Case>(text, Web)!];
    }

    /// <summary>One line of JSON, as the case file has it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Web);
}
