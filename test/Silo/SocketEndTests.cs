namespace OrleansCommerce.Silo.Tests;

/// <summary>How an operation of a socket ends, and how the socket does.</summary>
[Trait("Engine", "Any")]
public sealed class SocketEndTests
{
    [Fact]
    public async Task Nothing_comes_after_the_errors_of_an_operation_that_is_not_valid()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");
        using var socket = await GraphQLSocket.InitialisedAsync(silo);

        await socket.SubscribeAsync("wrong", "{ nothing }");
        Assert.Contains("\"type\":\"error\"", await socket.HearAsync(), StringComparison.Ordinal);

        await socket.SubscribeAsync("right", "{ __typename }");
        Assert.Equal("""{"id":"right","type":"next","payload":{"data":{"__typename":"Query"}}}""", await socket.HearAsync());
        Assert.Equal("""{"id":"right","type":"complete"}""", await socket.HearAsync());
    }

    [Fact]
    public async Task The_host_answers_a_close()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");
        using var socket = await GraphQLSocket.InitialisedAsync(silo);
        await socket.SubscribeAsync("open", """subscription { stockChanged(sku: "ANY") { onHand } }""");

        Assert.Equal("1000", await socket.CloseAsync());
    }
}
