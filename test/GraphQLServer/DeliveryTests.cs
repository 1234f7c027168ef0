using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>Who reads slowly loses the own subscription, by a stated rule, and takes nothing from others.</summary>
public sealed class DeliveryTests
{
    private const string Query = "subscription { announced }";

    /// <summary>With what the kernel and the server hold of them, a few hundred of these are more than a reader can leave unread.</summary>
    private static readonly string Long = new('x', 64 * 1024);

    /// <summary>
    /// So many that only a reader whose connection is full falls behind by them. A few would do on an idle machine; on a busy one the
    /// thread that sends to the slow reader may be held up for as long, and such a reader has got everything when it is dropped.
    /// </summary>
    private const int Buffered = 500;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_reader_of_an_event_stream_that_stops_reading_is_dropped_and_another_gets_every_event()
    {
        var time = new ManualTime();
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxBufferedEvents = Buffered), time);
        using var slow = await OpenStreamAsync(server);
        using var fast = await OpenStreamAsync(server);
        using var reader = new StreamReader(await fast.Content.ReadAsStreamAsync());

        await SpeakUntilDroppedAsync(server, async expected =>
        {
            string? line;
            do
            {
                line = await reader.ReadLineAsync();
            }
            while (line?.StartsWith("data: {", StringComparison.Ordinal) == false);

            return line!["data: ".Length..].Contains(expected, StringComparison.Ordinal);
        });

        await time.TimerOfAsync(Farewell);
        time.Advance(Farewell);
        await Assert.ThrowsAsync<HttpRequestException>(() => slow.Content.ReadAsByteArrayAsync().WaitAsync(SocketClient.Patience));
    }

    [Fact]
    public async Task A_reader_of_a_socket_that_stops_reading_is_dropped_and_another_gets_every_event()
    {
        var time = new ManualTime();
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxBufferedEvents = Buffered), time);
        using var slow = await SocketClient.ConnectAsync(server);
        await slow.SubscribeAsync("1", Query);
        using var fast = await SocketClient.ConnectAsync(server);
        await fast.SubscribeAsync("1", Query);

        await SpeakUntilDroppedAsync(server, async expected => (await fast.HearAsync())!.Contains(expected, StringComparison.Ordinal));

        await time.TimerOfAsync(Farewell);
        time.Advance(Farewell);
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            while (await slow.HearAsync() is not null)
            {
                // What was sent before.
            }
        });
    }

    [Fact]
    public async Task A_reader_that_reads_on_is_told_that_it_was_too_slow()
    {
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxBufferedEvents = 8));
        using var slow = await OpenStreamAsync(server);
        using var fast = await OpenStreamAsync(server);
        using var reader = new StreamReader(await fast.Content.ReadAsStreamAsync());
        await SpeakUntilDroppedAsync(server, async _ =>
        {
            while ((await reader.ReadLineAsync())?.StartsWith("data: {", StringComparison.Ordinal) == false)
            {
                // The names of events, and what is between them.
            }

            return true;
        });

        var all = await slow.Content.ReadAsStringAsync();
        Assert.Contains("SUBSCRIBER_TOO_SLOW", all, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_has_so_many_subscriptions_and_one_more_when_one_is_completed()
    {
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxSubscriptionsPerConnection = 2));
        using var client = await SocketClient.ConnectAsync(server);
        await client.SubscribeAsync("1", Query);
        await client.SubscribeAsync("2", Query);
        await client.SubscribeAsync("3", Query);
        var error = await client.HearAsync();
        Assert.StartsWith("""{"id":"3","type":"error","payload":[{""", error, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"TOO_MANY_SUBSCRIPTIONS\"", error, StringComparison.Ordinal);
        using var another = await SocketClient.ConnectAsync(server);
        await another.SubscribeAsync("1", Query);
        await server.Loudspeaker.ListenersAsync(3);
        await client.SayAsync("""{"id":"1","type":"complete"}""");
        await client.SubscribeAsync("3", Query);
        await server.Loudspeaker.ListenersAsync(3);
        server.Loudspeaker.Say("hello");
        Assert.Contains("hello", await client.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_has_so_many_subscriptions_on_all_connections()
    {
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxSubscriptions = 2));
        using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", Query);
        await server.Loudspeaker.ListenersAsync(1);
        using var stream = await OpenStreamAsync(server);
        using var refused = await OpenStreamAsync(server);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        using var body = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal("TOO_MANY_SUBSCRIPTIONS", body.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    /// <summary>Speaks until one of two listeners has been dropped; the other must get each word before the next.</summary>
    private static async Task SpeakUntilDroppedAsync(Server server, Func<string, Task<bool>> hear)
    {
        const int Many = 2_000;
        await server.Loudspeaker.ListenersAsync(2);
        var dropped = server.Loudspeaker.ListenersAsync(1);
        for (var i = 0; i < Many && !dropped.IsCompleted; i++)
        {
            server.Loudspeaker.Say($"{i} {Long}");
            Assert.True(await hear($"\"{i} x").WaitAsync(SocketClient.Patience));
        }

        await dropped;
    }

    private static async Task<HttpResponseMessage> OpenStreamAsync(Server server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query = Query }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "text/event-stream");
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
