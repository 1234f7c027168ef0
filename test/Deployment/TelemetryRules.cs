using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace OrleansCommerce.Deployment.Tests;

/// <summary>The dashboard and the alerts name metrics that exist, and every alert has its paragraph.</summary>
public sealed partial class TelemetryRules
{
    /// <summary>Of the framework, as Prometheus names them.</summary>
    private static readonly string[] Framework = ["http_server_request_duration_seconds", "dotnet_process_memory_working_set_bytes"];

    private static readonly HashSet<string> Known = [.. Framework, .. Declared()];

    [Fact]
    public void Every_panel_asks_for_metrics_that_exist()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "ops/grafana-dashboard.json")))!;
        var panels = dashboard.List("panels").ToList();

        Assert.NotEmpty(panels);
        Assert.All(panels, panel =>
        {
            Assert.NotEmpty(panel.Text("description"));
            Assert.NotEmpty(panel.Text("fieldConfig.defaults.unit"));
            Assert.All(panel.List("targets"), target => AssertKnown(target.Text("expr")));
        });
    }

    [Fact]
    public void Every_alert_asks_for_metrics_that_exist_and_has_its_paragraph()
    {
        var rules = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(
            File.ReadAllText(Path.Combine(Repository.Root, "ops/alerts.yaml")));
        var alerts = ((List<object>)rules["groups"][0]["rules"]).Cast<Dictionary<object, object>>().ToList();
        var headings = File.ReadAllLines(Path.Combine(Repository.Root, "docs/operations.md")).Where(static line => line.StartsWith("### ", StringComparison.Ordinal)).ToList();

        Assert.All(alerts, alert =>
        {
            AssertKnown((string)alert["expr"]);
            Assert.Contains($"### {alert["alert"]}", headings);
            Assert.Equal($"docs/operations.md#{((string)alert["alert"]).ToLowerInvariant()}", ((Dictionary<object, object>)alert["annotations"])["runbook"]);
        });
        Assert.Equal(alerts.Count, headings.Count);
    }

    private static void AssertKnown(string expression)
    {
        var names = Metric().Matches(Labels().Replace(expression, "")).Select(static match => Suffix().Replace(match.Value, "")).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name, Known));
    }

    /// <summary>The instruments that the code creates, under the names that Prometheus gives them.</summary>
    private static IEnumerable<string> Declared() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from Match match in Instrument().Matches(File.ReadAllText(file))
        let name = match.Groups["name"].Value.Replace('.', '_')
        select match.Groups["unit"].Value switch
        {
            "s" => $"{name}_seconds",
            "By" => $"{name}_bytes",
            _ => name,
        };

    [GeneratedRegex("""\.Create(?:Counter|UpDownCounter|Histogram|Gauge|ObservableGauge|ObservableCounter)(?:<\w+>)?\(\s*"(?<name>[a-z_.]+)",\s*(?:[^"]*,\s*)?"(?<unit>[^"]*)"[,)]""", RegexOptions.None, 1_000)]
    private static partial Regex Instrument();

    [GeneratedRegex("""\b(?:orleanscommerce|grainhost|graphql|http|dotnet)_[a-z_]+""", RegexOptions.None, 1_000)]
    private static partial Regex Metric();

    [GeneratedRegex("""\bby\s*\([^)]*\)|\{[^}]*\}""", RegexOptions.None, 1_000)]
    private static partial Regex Labels();

    [GeneratedRegex("_(?:total|bucket|count|sum)$", RegexOptions.None, 1_000)]
    private static partial Regex Suffix();
}
