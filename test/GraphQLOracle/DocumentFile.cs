using System.Text.Json.Nodes;

namespace OrleansCommerce.GraphQLOracle;

/// <summary>
/// Documents in one file. Each begins after a line <c>#--- its name</c>, which lines <c>#variables {…}</c> and
/// <c>#operation name</c> may follow.
/// </summary>
internal static class DocumentFile
{
    private const string Mark = "#---";
    private const string Variables = "#variables ";
    private const string Operation = "#operation ";

    public static IEnumerable<(string Name, Case Case)> Read(string path, string sdl, JsonObject? data)
    {
        foreach (var part in ("\n" + File.ReadAllText(path)).Split('\n' + Mark).Skip(1))
        {
            var lines = part.TrimEnd('\n').Split('\n').ToList();
            var name = lines[0].Trim();
            lines.RemoveAt(0);
            yield return (name, new Case(
                sdl,
                string.Join('\n', lines),
                Take(lines, Variables) is { } variables ? JsonNode.Parse(variables)!.AsObject() : null,
                Take(lines, Operation),
                data));
        }
    }

    private static string? Take(List<string> lines, string label) =>
        lines.Find(line => line.StartsWith(label, StringComparison.Ordinal))?[label.Length..];
}
