using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class SubscriptionTests
{
    private const string Subscribe = """{"query":"subscription { stockChanged(sku: \"x\") }"}""";

    [Fact]
    public async Task Each_event_is_a_next_and_the_end_is_a_complete()
    {
        await using var server = await Server.StartAsync();
        using var response = await OpenAsync(server, Subscribe);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        server.Stockroom.Changes.Writer.TryWrite(3);
        Assert.Equal(("next", """{"data":{"stockChanged":3}}"""), await EventAsync(reader));
        server.Stockroom.Changes.Writer.TryWrite(2);
        Assert.Equal(("next", """{"data":{"stockChanged":2}}"""), await EventAsync(reader));
        server.Stockroom.Changes.Writer.Complete();
        Assert.Equal(("complete", ""), await EventAsync(reader));
        Assert.Null(await reader.ReadLineAsync());
    }

    [Fact]
    public async Task A_subscription_can_be_opened_by_GET()
    {
        await using var server = await Server.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query=subscription%7BstockChanged(sku%3A%22x%22)%7D");
        request.Headers.Add("Accept", "text/event-stream");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        server.Stockroom.Changes.Writer.TryWrite(1);
        Assert.Equal(("next", """{"data":{"stockChanged":1}}"""), await EventAsync(reader));
    }

    [Fact]
    public async Task A_query_as_a_stream_is_one_next()
    {
        await using var server = await Server.StartAsync();
        using var response = await OpenAsync(server, """{"query":"{ userName }"}""");
        Assert.Equal(
            ":\n\nevent: next\ndata: {\"data\":{\"userName\":\"nobody\"}}\n\nevent: complete\ndata:\n\n",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_invalid_subscription_is_400()
    {
        await using var server = await Server.StartAsync();
        using var response = await OpenAsync(server, """{"query":"subscription { nothing }"}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_source_that_breaks_ends_the_stream_with_its_error()
    {
        await using var server = await Server.StartAsync();
        using var response = await OpenAsync(server, """{"query":"subscription { stockChanged(sku: \"none\") }"}""");
        var stream = await response.Content.ReadAsStringAsync();
        Assert.Contains("\"code\":\"NOT_FOUND\"", stream, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_client_leaves_the_source_is_closed()
    {
        await using var server = await Server.StartAsync();
        using (var response = await OpenAsync(server, Subscribe))
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            server.Stockroom.Changes.Writer.TryWrite(1);
            await EventAsync(reader);
        }

        await server.Stockroom.SubscriptionEnded.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task When_the_host_stops_the_stream_is_completed()
    {
        await using var server = await Server.StartAsync();
        using var response = await OpenAsync(server, Subscribe);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        server.Stockroom.Changes.Writer.TryWrite(1);
        await EventAsync(reader);
        var stopping = server.StopAsync();
        Assert.Equal(("complete", ""), await EventAsync(reader));
        await stopping;
    }

    [Fact]
    public async Task A_silent_stream_is_kept_open_by_comments()
    {
        var time = new ManualTime();
        await using var server = await Server.StartAsync(time: time);
        using var response = await OpenAsync(server, Subscribe);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal(":", await reader.ReadLineAsync());
        Assert.Equal("", await reader.ReadLineAsync());
        await time.TimerOfAsync(TimeSpan.FromSeconds(12));
        time.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(":", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task A_subscriber_that_falls_behind_is_dropped_with_an_error()
    {
        var graphql = new GraphQL();
        var request = graphql.Executor.Prepare(new("subscription { stockChanged(sku: \"x\") }"));
        var services = new ServiceCollection().AddSingleton(graphql.Stockroom).BuildServiceProvider();
        var feed = new Local.GraphQLServer.Subscriptions.SubscriptionFeed(
            graphql.Executor, request, new(services, new()), services.GetRequiredService<IServiceScopeFactory>(), maxBuffered: 2);
        await feed.RunAsync(Numbers(), CancellationToken.None);
        var results = await feed.Results.ReadAllAsync().ToListAsync();
        Assert.Equal(3, results.Count);
        Assert.Equal("SUBSCRIBER_TOO_SLOW", Assert.Single(results[2].Errors).Code);
    }

    private static async IAsyncEnumerable<object?> Numbers()
    {
        for (var i = 0; ; i++)
        {
            yield return i;
            await Task.Yield();
        }
    }

    private static async Task<HttpResponseMessage> OpenAsync(Server server, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "text/event-stream");
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<(string Name, string Data)> EventAsync(StreamReader reader)
    {
        var name = "";
        var data = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data = line[5..].TrimStart();
            }
            else if (line.Length == 0 && name.Length > 0)
            {
                break;
            }
        }

        return (name, data);
    }
}
