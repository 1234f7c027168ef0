using OrleansCommerce.EndToEnd.Tests.Servers;
using OrleansCommerce.Transports.Tests.Clients;
using OrleansCommerce.Transports.Tests.Hosts;

namespace OrleansCommerce.Transports.Tests.EventStreams;

/// <summary>Server-sent events, used by the public client <c>graphql-sse</c> in its mode of distinct connections.</summary>
[Collection(OnSharedHost.Name)]
public sealed class GraphQLSseTests(SharedHost host)
{
    [Fact]
    public async Task The_public_client_follows_a_subscription_and_gets_answers_and_refusals()
    {
        var result = await NodeScript.RunAsync("sse.mjs", host.Url);

        Assert.Equal(200, result.GetProperty("status").GetInt32());
        Assert.Equal(result.GetProperty("expected").ToString(), result.GetProperty("received").ToString());
        Assert.Equal(3, result.GetProperty("received").GetArrayLength());
        Assert.Equal("""[{"data":{"__typename":"Query"}}]""", result.GetProperty("query").ToString());
        var refusal = Assert.Single(result.GetProperty("refused").EnumerateArray()).GetProperty("errors")[0];
        Assert.Equal("NOT_FOUND", refusal.GetProperty("extensions").GetProperty("code").GetString());
        var invalid = result.GetProperty("invalid");
        if (GraphQLEngine.IsHotChocolate)
        {
            var error = Assert.Single(invalid.EnumerateArray()).GetProperty("errors")[0];
            Assert.Equal("GRAPHQL_VALIDATION_FAILED", error.GetProperty("extensions").GetProperty("code").GetString());
        }
        else
        {
            Assert.Contains("400", invalid.GetProperty("failed").GetString(), StringComparison.Ordinal);
        }
    }
}
