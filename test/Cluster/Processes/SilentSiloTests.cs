using System.Net;
using System.Text.Json;
using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.PostgresServer;

namespace OrleansCommerce.Cluster.Tests.Processes;

/// <summary>
/// A silo hangs, and is not dead yet: the numbers of the others are shown, and it is said which one is missing; at a silo and at a front end.
/// </summary>
public sealed class SilentSiloTests : IAsyncLifetime
{
    private const int TriesMax = 4;

    private ClusterOfProcesses? _processes;

    public async Task InitializeAsync()
    {
        _processes = await ClusterOfProcesses.StartAsync(await LocalPostgres.CreateDatabaseAsync(), silos: 3, "--no-sample", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        await _processes.AddFrontEndAsync();
    }

    public Task DisposeAsync()
    {
        _processes?.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Numbers_are_those_of_the_silos_that_answer_and_the_one_that_does_not_is_named()
    {
        using var atSilo = new GraphQLClient(_processes!.Silos[0].Address);
        using var atFrontEnd = new GraphQLClient(_processes.Silos[^1].Address);
        using var hanging = new GraphQLClient(_processes.Silos[2].Address);
        foreach (var api in (GraphQLClient[])[atSilo, atFrontEnd, hanging])
        {
            await api.DataAsync(
                """mutation ($id: ID!) { upsertLocation(input: { id: $id, name: "A warehouse", kind: WAREHOUSE }) { errors { __typename } } }""", new { id = $"place-{Guid.NewGuid():N}" });
        }

        var silent = Text((await hanging.SystemAsync("overview")).GetProperty("silos").EnumerateArray().Single(static one => one.GetProperty("isThis").GetBoolean()), "address");
        var before = await atFrontEnd.SystemAsync("overview?own=true");
        Assert.Empty(before.GetProperty("silent").EnumerateArray());

        await _processes.Silos[2].SignalAsync("STOP");
        var overviews = await Task.WhenAll(AskAsync(atSilo), AskAsync(atFrontEnd));
        var counters = await atSilo.StatusAsync($"counters?silo={Uri.EscapeDataString(silent)}");

        // A silo that hangs is no member any more after some 15 seconds; this is about the time before.
        Assert.All(overviews, overview =>
        {
            Assert.Equal(silent, Assert.Single(overview.GetProperty("silent").EnumerateArray()).GetString());
            Assert.Equal(Active(before).Except([silent]), overview.GetProperty("calls").GetProperty("silos").EnumerateArray().Select(static one => one.GetString()!));
            Assert.True(overview.GetProperty("calls").GetProperty("total").GetProperty("sinceStart").GetInt64() > 0);
            var types = overview.GetProperty("activations").EnumerateArray().ToList();
            Assert.NotEmpty(types);
            Assert.DoesNotContain(types, one => Text(one, "silo") == silent);
            var member = overview.GetProperty("silos").EnumerateArray().Single(one => Text(one, "address") == silent);
            Assert.Equal(("Active", JsonValueKind.Null), (Text(member, "status"), member.GetProperty("activations").ValueKind));
        });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "UNAVAILABLE"), counters);
    }

    /// <summary>On a busy machine a silo that does answer may be late as well: it is asked again.</summary>
    private static async Task<JsonElement> AskAsync(GraphQLClient api)
    {
        for (var tries = 1; ; tries++)
        {
            var overview = await api.SystemAsync("overview?own=true");
            if (tries == TriesMax || overview.GetProperty("silent").GetArrayLength() == 1)
            {
                return overview;
            }
        }
    }

    private static IEnumerable<string> Active(JsonElement overview) =>
        overview.GetProperty("silos").EnumerateArray().Select(static one => Text(one, "address")).Order(StringComparer.Ordinal);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
