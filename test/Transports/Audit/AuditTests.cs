using System.Reflection;
using System.Text.Json;
using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.Transports.Tests.Clients;
using OrleansCommerce.Transports.Tests.Hosts;

namespace OrleansCommerce.Transports.Tests.Audit;

/// <summary>GraphQL over HTTP, as the public audit suite understands it. The report is kept in <c>artifacts/graphql-http</c>.</summary>
[Collection(OnSharedHost.Name)]
public sealed class AuditTests(SharedHost host)
{
    /// <summary>Of the pinned version. Fewer would mean that the suite did not run to its end.</summary>
    private const int Audits = 61;

    /// <summary>Recommendations, no rules: the media type of an answer to <c>*/*</c> and to no <c>Accept</c>, the status of a body that is no JSON.</summary>
    private static readonly string[] NotByHotChocolate = ["47DE", "80D8", "BCF8"];

    private static readonly string Report = Path.Combine(
        typeof(AuditTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Artifacts").Value!,
        "graphql-http");

    [Fact]
    public async Task Every_audit_of_the_public_suite_passes()
    {
        var result = await NodeScript.RunAsync("audit.mjs", host.Url, Report);

        var audits = result.GetProperty("audits").EnumerateArray().ToList();
        Assert.Equal(Audits, audits.Count);
        var known = GraphQLEngine.IsHotChocolate ? NotByHotChocolate : [];
        Assert.Empty(audits.Where(audit => audit.GetProperty("status").GetString() != "ok" && !known.Contains(audit.GetProperty("id").GetString())).Select(Line));
        Assert.True(File.Exists(Path.Combine(Report, "report.json")));
    }

    private static string Line(JsonElement audit) =>
        $"{audit.GetProperty("id")} {audit.GetProperty("name")}: {audit.GetProperty("status")} {(audit.TryGetProperty("reason", out var reason) ? reason : null)}";
}
