using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace OrleansCommerce.Deployment.Tests;

/// <summary>An overlay as <c>kubectl kustomize</c> renders it, parsed.</summary>
internal sealed class Rendered
{
    private Rendered(IReadOnlyList<JsonObject> objects) => Objects = objects;

    public IReadOnlyList<JsonObject> Objects { get; }

    /// <summary>Every template of a pod, with the name of what makes pods of it.</summary>
    public IEnumerable<(string Name, JsonObject Template)> Pods => Objects
        .Where(static o => o.At("spec.template") is not null)
        .Select(static o => (o.Text("metadata.name"), o.At("spec.template")!.AsObject()));

    public JsonObject One(string kind, string name) =>
        Assert.Single(Objects, o => o.Text("kind") == kind && o.Text("metadata.name") == name);

    public IEnumerable<JsonObject> All(string kind) => Objects.Where(o => o.Text("kind") == kind);

    /// <summary>Renders <c>k8s/overlays/</c><paramref name="overlay"/>.</summary>
    public static async Task<Rendered> OfAsync(string overlay)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Repository.Root, "k8s", "overlays", overlay)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var kubectl = Process.Start(start)!;
        var yaml = kubectl.StandardOutput.ReadToEndAsync();
        var faults = kubectl.StandardError.ReadToEndAsync();
        await kubectl.WaitForExitAsync();
        Assert.True(kubectl.ExitCode == 0, $"kubectl (1.21 or later) must render '{overlay}': {await faults}");
        return new Rendered([.. Parse(await yaml)]);
    }

    private static IEnumerable<JsonObject> Parse(string yaml)
    {
        var parser = new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(new StringReader(yaml)));
        var reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        parser.MoveNext();
        while (parser.Current is not YamlDotNet.Core.Events.StreamEnd)
        {
            if (parser.Current is YamlDotNet.Core.Events.StreamStart)
            {
                parser.MoveNext();
                continue;
            }

            yield return JsonNode.Parse(JsonSerializer.Serialize(reader.Deserialize<object>(parser)))!.AsObject();
        }
    }
}
