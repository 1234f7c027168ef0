using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Who may use a socket, and as whom.</summary>
public sealed class SocketTests
{
    private const string Upsert =
        """mutation { upsertProduct(input: { sku: "NEW", name: "New", price: { amount: 1, currency: "GBP" } }) { product { sku } } }""";

    [Fact]
    public async Task In_production_the_first_message_says_who_asks()
    {
        await using var silo = await RunningSilo.StartProductionAsync();

        Assert.Equal("4403", await InitialiseAsync(silo, null));
        Assert.Equal("4403", await InitialiseAsync(silo, "Bearer not.a.token"));
        Assert.Contains("FORBIDDEN", await InitialiseAsync(silo, $"Bearer {silo.Token(Role.Customer, "alice")}", Upsert), StringComparison.Ordinal);
        Assert.Contains("\"sku\":\"NEW\"", await InitialiseAsync(silo, $"Bearer {silo.Token(Role.Admin, "ops")}", Upsert), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_the_header_says_who_asks_as_well()
    {
        await using var silo = await RunningSilo.StartProductionAsync();
        var token = silo.Token(Role.Customer, "alice");

        Assert.Contains(
            "FORBIDDEN", await InitialiseAsync(silo, null, Upsert, ("Authorization", $"Bearer {token}")), StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(() => InitialiseAsync(silo, null, Upsert, ("Authorization", "Bearer not.a.token")));
    }

    [Fact]
    public async Task In_development_only_a_page_of_this_machine_acts_as_an_administrator()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        Assert.Equal("4403", await InitialiseAsync(silo, null, Upsert, ("Origin", "https://elsewhere.example")));
        Assert.Contains("\"sku\":\"NEW\"", await InitialiseAsync(silo, null, Upsert, ("Origin", "http://localhost:3000")), StringComparison.Ordinal);
        Assert.Contains("\"sku\":\"NEW\"", await InitialiseAsync(silo, null, Upsert), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_operation_of_a_socket_is_a_request_of_its_client()
    {
        await using var silo = await RunningSilo.StartProductionAsync("--GraphQL:RateLimit:RequestsPerSecond=1", "--GraphQL:RateLimit:Burst=3");
        using var socket = await OpenAsync(silo);
        await SayAsync(socket, new { type = "connection_init", payload = new { Authorization = $"Bearer {silo.Token(Role.Associate, "anna")}" } });
        await HearAsync(socket);

        for (var i = 0; i < 20; i++)
        {
            await SayAsync(socket, new { id = $"{i}", type = "subscribe", payload = new { query = "{ __typename }" } });
        }

        var answers = new List<string>();
        while (answers.Count(answer => answer.Contains("\"type\":\"next\"", StringComparison.Ordinal) || answer.Contains("\"type\":\"error\"", StringComparison.Ordinal)) < 20)
        {
            answers.Add(await HearAsync(socket));
        }

        Assert.Contains(answers, answer => answer.Contains("\"data\"", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Contains("RATE_LIMITED", StringComparison.Ordinal));
    }

    /// <summary>What the server says to <c>connection_init</c>, or to the operation after it; a close is its code.</summary>
    private static async Task<string> InitialiseAsync(
        RunningSilo silo, string? authorization, string? query = null, params (string Name, string Value)[] headers)
    {
        using var socket = await OpenAsync(silo, headers);
        await SayAsync(socket, new { type = "connection_init", payload = new { Authorization = authorization } });
        var answer = await HearAsync(socket);
        if (query is null || !answer.StartsWith('{'))
        {
            return answer;
        }

        await SayAsync(socket, new { id = "1", type = "subscribe", payload = new { query } });
        return await HearAsync(socket);
    }

    private static async Task<ClientWebSocket> OpenAsync(RunningSilo silo, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        await socket.ConnectAsync(new UriBuilder(silo.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        return socket;
    }

    private static Task SayAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> HearAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[16 * 1024];
        var received = await socket.ReceiveAsync(buffer, patience.Token);
        return received.MessageType == WebSocketMessageType.Close
            ? $"{(int?)received.CloseStatus}"
            : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
