using System.Text.Json.Nodes;

namespace OrleansCommerce.Deployment.Tests;

/// <summary>Members by path, such as <c>spec.template.spec</c>.</summary>
internal static class JsonPaths
{
    public static JsonNode? At(this JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, static (at, name) => (at as JsonObject)?[name]);

    /// <summary>A scalar as text; empty when it is not there.</summary>
    public static string Text(this JsonNode? node, string path) => node.At(path)?.ToString() ?? "";

    public static IEnumerable<JsonNode> List(this JsonNode? node, string path) => (node.At(path) as JsonArray ?? []).Select(static item => item!);

    /// <summary>Whether every label that <paramref name="selector"/> asks for is there.</summary>
    public static bool HasLabels(this JsonNode? labels, JsonNode? selector) =>
        ((JsonObject)selector!).All(wanted => labels.Label(wanted.Key) == wanted.Value!.ToString());

    private static string? Label(this JsonNode? labels, string key) => (labels as JsonObject)?[key]?.ToString();
}
