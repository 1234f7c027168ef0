using OrleansCommerce.Transports.Tests.Clients;
using OrleansCommerce.Transports.Tests.Hosts;

namespace OrleansCommerce.Transports.Tests.Sockets;

/// <summary>The protocol graphql-transport-ws, used by the public client <c>graphql-ws</c>.</summary>
[Collection(OnSharedHost.Name)]
public sealed class GraphQLWsTests(SharedHost host)
{
    [Fact]
    public async Task The_public_client_follows_a_subscription_and_gets_answers_refusals_and_heartbeats()
    {
        var result = await NodeScript.RunAsync("ws.mjs", host.Url);

        Assert.Equal(result.GetProperty("expected").ToString(), result.GetProperty("received").ToString());
        Assert.InRange(result.GetProperty("received").GetArrayLength(), 4, int.MaxValue);
        Assert.Equal("""[{"data":{"__typename":"Query"}}]""", result.GetProperty("query").ToString());
        var refusal = Assert.Single(result.GetProperty("refused").EnumerateArray()).GetProperty("errors")[0];
        Assert.Equal("NOT_FOUND", refusal.GetProperty("extensions").GetProperty("code").GetString());
        var invalid = Assert.Single(result.GetProperty("invalid").GetProperty("failed").EnumerateArray());
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", invalid.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("""[{"data":{"receiveStock":{"errors":null}}}]""", result.GetProperty("mutation").ToString());
        Assert.True(result.GetProperty("heartbeat").GetBoolean());
    }
}
