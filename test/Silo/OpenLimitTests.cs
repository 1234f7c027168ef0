using System.Net.WebSockets;

namespace OrleansCommerce.Silo.Tests;

/// <summary>How much may be open at a time, and how long a socket's message may be, whichever GraphQL server there is.</summary>
[Trait("Engine", "Any")]
public sealed class OpenLimitTests
{
    private const string Follow = """subscription { stockChanged(sku: "SCK-WOOL", locationId: "warehouse") { version } }""";
    private const string TooMany = "TOO_MANY_SUBSCRIPTIONS";

    [Fact]
    public async Task A_socket_too_many_is_refused_before_it_opens()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--GraphQL:Limits:MaxSockets=1", "--no-sample");
        using var first = await GraphQLSocket.InitialisedAsync(silo);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => GraphQLSocket.OpenAsync(silo));

        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        await first.SubscribeAsync("1", "{ __typename }");
        Assert.Contains("\"data\"", await first.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_has_no_more_open_than_it_may_and_room_again_when_one_ends()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--GraphQL:Limits:MaxSubscriptionsPerConnection=1");
        using var socket = await GraphQLSocket.InitialisedAsync(silo);
        using var other = await GraphQLSocket.InitialisedAsync(silo);
        await socket.SubscribeAsync("follow", Follow);

        await socket.SubscribeAsync("refused", Follow);
        await other.SubscribeAsync("other", "{ __typename }");

        Assert.Contains(TooMany, await socket.HearAsync("refused"), StringComparison.Ordinal);
        Assert.Contains("\"data\"", await other.HearAsync("other"), StringComparison.Ordinal);
        await socket.SayAsync(new { id = "follow", type = "complete" });
        await UntilTakenAsync(socket);
    }

    [Fact]
    public async Task The_host_has_no_more_subscriptions_open_than_it_may_and_room_again_when_one_ends()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--GraphQL:Limits:MaxSubscriptions=1");
        using (var open = await silo.FollowAsync(Follow))
        {
            Assert.Equal("text/event-stream", open.Content.Headers.ContentType?.MediaType);
            using var refused = await silo.FollowAsync(Follow);
            Assert.Contains(TooMany, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var socket = await GraphQLSocket.InitialisedAsync(silo);
        await UntilTakenAsync(socket);
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_socket()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--GraphQL:Limits:MaxBodyBytes=5000", "--no-sample");
        using var socket = await GraphQLSocket.InitialisedAsync(silo);
        await socket.SubscribeAsync("1", $"{{ __typename }} #{new string('x', 4_000)}");
        Assert.Contains("\"data\"", await socket.HearAsync("1"), StringComparison.Ordinal);
        Assert.Contains("\"complete\"", await socket.HearAsync("1"), StringComparison.Ordinal);

        // Longer than what the host reads at once, so that it answers while the client is still sending.
        await socket.SubscribeAsync("2", $"{{ __typename }} #{new string('x', 200_000)}");

        Assert.Equal("1009", await socket.HearAsync());
    }

    [Fact]
    public async Task A_socket_of_another_protocol_is_told_so()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        using var socket = await GraphQLSocket.OpenAsync(silo, "graphql-ws");

        Assert.Equal("4406", await socket.HearAsync());
    }

    /// <summary>The place of what has ended is free a moment later: asks until it is.</summary>
    private static async Task UntilTakenAsync(GraphQLSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var attempt = 0; !patience.IsCancellationRequested; attempt++)
        {
            await socket.SubscribeAsync($"again-{attempt}", "{ __typename }");
            var answer = await socket.HearAsync($"again-{attempt}");
            if (!answer.Contains(TooMany, StringComparison.Ordinal))
            {
                Assert.Contains("\"data\"", answer, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail("What has ended still has its place.");
    }
}
