using System.Net.WebSockets;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>The protocol graphql-transport-ws.</summary>
public sealed class SocketTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Init = """{"type":"connection_init"}""";
    private const string Announced = "subscription { announced }";

    private readonly Server _server = shared.Server;

    [Fact]
    public async Task A_query_is_answered_once_and_completed()
    {
        using var client = await SocketClient.ConnectAsync(_server);
        await client.SubscribeAsync("1", "{ int(value: 1) }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"int":1}}}""", await client.HearAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.HearAsync());
    }

    [Fact]
    public async Task A_subscription_sends_each_event_until_the_client_completes_it()
    {
        await using var server = await Server.StartAsync();
        using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("a", Announced);
        await server.Loudspeaker.ListenersAsync(1);
        server.Loudspeaker.Say("one");
        Assert.Equal("""{"id":"a","type":"next","payload":{"data":{"announced":"one"}}}""", await client.HearAsync());
        server.Loudspeaker.Say("two");
        Assert.Equal("""{"id":"a","type":"next","payload":{"data":{"announced":"two"}}}""", await client.HearAsync());
        await client.SayAsync("""{"id":"a","type":"complete"}""");
        await server.Loudspeaker.ListenersAsync(0);
        await client.SubscribeAsync("a", "{ int(value: 1) }");
        Assert.Equal("""{"id":"a","type":"next","payload":{"data":{"int":1}}}""", await client.HearAsync());
    }

    [Fact]
    public async Task A_source_that_ends_completes_the_subscription_and_one_that_breaks_says_why()
    {
        await using var server = await Server.StartAsync();
        using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", "subscription { stockChanged(sku: \"none\") }");
        Assert.Contains("\"code\":\"NOT_FOUND\"", await client.HearAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.HearAsync());
        server.Stockroom.Changes.Writer.Complete();
        await client.SubscribeAsync("2", "subscription { stockChanged(sku: \"x\") }");
        Assert.Equal("""{"id":"2","type":"complete"}""", await client.HearAsync());
    }

    [Fact]
    public async Task An_operation_that_cannot_be_executed_is_an_error()
    {
        using var client = await SocketClient.ConnectAsync(_server);
        await client.SubscribeAsync("1", "{ nothing }");
        var error = await client.HearAsync();
        Assert.StartsWith("""{"id":"1","type":"error","payload":[{"message":""", error, StringComparison.Ordinal);
        Assert.Contains("GRAPHQL_VALIDATION_FAILED", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_payload()
    {
        using var client = await SocketClient.OpenAsync(_server);
        await client.SayAsync("""{"type":"ping","payload":{"n":1}}""");
        Assert.Equal("""{"type":"pong","payload":{"n":1}}""", await client.HearAsync());
        await client.SayAsync("""{"type":"pong"}""");
        await client.SayAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.HearAsync());
    }

    [Theory]
    [InlineData(4400, "hello")]
    [InlineData(4400, "[]")]
    [InlineData(4400, "{}")]
    [InlineData(4400, """{"type":"start"}""")]
    [InlineData(4400, """{"type":"complete"}""")]
    [InlineData(4401, """{"id":"1","type":"subscribe","payload":{"query":"{ userName }"}}""")]
    [InlineData(4429, Init, Init)]
    [InlineData(4400, Init, """{"type":"subscribe","payload":{"query":"{ userName }"}}""")]
    [InlineData(4400, Init, """{"id":"1","type":"subscribe"}""")]
    [InlineData(4400, Init, """{"id":"1","type":"subscribe","payload":{"query":1}}""")]
    [InlineData(
        4409,
        Init,
        """{"id":"1","type":"subscribe","payload":{"query":"subscription { announced }"}}""",
        """{"id":"1","type":"subscribe","payload":{"query":"{ userName }"}}""")]
    public async Task A_client_that_breaks_the_protocol_is_closed_with_its_code(int code, params string[] messages)
    {
        using var client = await SocketClient.OpenAsync(_server);
        foreach (var message in messages)
        {
            await client.SayAsync(message);
        }

        await AssertClosedAsync(client, code);
    }

    [Fact]
    public async Task A_binary_message_and_a_message_too_long_are_refused()
    {
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxBodyBytes = 100));
        using var binary = await SocketClient.OpenAsync(server);
        await binary.SayAsync(Init, WebSocketMessageType.Binary);
        await AssertClosedAsync(binary, 4400);
        using var tooLong = await SocketClient.OpenAsync(server);
        await tooLong.SayAsync(Init.PadRight(101));
        await AssertClosedAsync(tooLong, 1009);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_subprotocol_is_not_spoken(string? subprotocol)
    {
        using var client = await SocketClient.OpenAsync(_server, subprotocol);
        await AssertClosedAsync(client, 4406);
    }

    [Fact]
    public async Task A_client_that_does_not_say_who_it_is_in_time_is_closed()
    {
        var time = new ManualTime();
        await using var server = await Server.StartAsync(time: time);
        using var client = await SocketClient.OpenAsync(server);
        await time.TimerOfAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        await AssertClosedAsync(client, 4408);
    }

    [Fact]
    public async Task An_interceptor_decides_who_may_come_in_and_what_is_executed()
    {
        await using var server = await Server.StartAsync(b => b.AddSocketSessionInterceptor<Doorman>());
        using var stranger = await SocketClient.OpenAsync(server);
        await stranger.SayAsync(Init);
        await AssertClosedAsync(stranger, 4403);
        Assert.Equal("Who are you?", stranger.Reason);
        using var friend = await SocketClient.OpenAsync(server);
        await friend.SayAsync("""{"type":"connection_init","payload":{"word":"please"}}""");
        Assert.Equal("""{"type":"connection_ack"}""", await friend.HearAsync());
        await friend.SubscribeAsync("forbidden", "{ userName }");
        Assert.Equal(
            """{"id":"forbidden","type":"error","payload":[{"message":"Not now.","extensions":{"code":"FORBIDDEN"}}]}""",
            await friend.HearAsync());
        await friend.SubscribeAsync("1", "{ userName }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"userName":"friend"}}}""", await friend.HearAsync());
    }

    [Fact]
    public async Task When_the_client_leaves_its_sources_are_closed()
    {
        await using var server = await Server.StartAsync();
        using (var client = await SocketClient.ConnectAsync(server))
        {
            await client.SubscribeAsync("1", Announced);
            await client.SubscribeAsync("2", Announced);
            await server.Loudspeaker.ListenersAsync(2);
        }

        await server.Loudspeaker.ListenersAsync(0);
    }

    [Fact]
    public async Task When_the_host_stops_subscriptions_are_completed_and_the_socket_is_closed()
    {
        await using var server = await Server.StartAsync();
        using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", Announced);
        await server.Loudspeaker.ListenersAsync(1);
        var stopping = server.StopAsync();
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.HearAsync());
        await AssertClosedAsync(client, 1001);
        await stopping;
    }

    [Fact]
    public async Task Beyond_the_most_sockets_one_more_is_refused()
    {
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxSockets = 1));
        using var first = await SocketClient.ConnectAsync(server);
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => SocketClient.OpenAsync(server));
        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
    }

    private static async Task AssertClosedAsync(SocketClient client, int code)
    {
        while (await client.HearAsync() is not null)
        {
            // What was said before the close.
        }

        Assert.Equal(code, (int?)client.Closed);
    }

    private sealed class Doorman : DefaultSocketSessionInterceptor
    {
        public override ValueTask<ConnectionStatus> OnConnectAsync(
            ISocketSession session, IOperationMessagePayload connectionInitMessage, CancellationToken cancellationToken = default) =>
            new(connectionInitMessage.Payload?.TryGetProperty("word", out var word) == true && word.ValueEquals("please")
                ? ConnectionStatus.Accept()
                : ConnectionStatus.Reject("Who are you?"));

        public override ValueTask OnRequestAsync(
            ISocketSession session,
            string operationSessionId,
            HotChocolate.Execution.OperationRequestBuilder requestBuilder,
            CancellationToken cancellationToken = default)
        {
            if (operationSessionId == "forbidden")
            {
                throw new HotChocolate.GraphQLException(
                    HotChocolate.ErrorBuilder.New().SetMessage("Not now.").SetCode("FORBIDDEN").Build());
            }

            requestBuilder.SetUser(new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.Name, "friend")])));
            return ValueTask.CompletedTask;
        }
    }
}
