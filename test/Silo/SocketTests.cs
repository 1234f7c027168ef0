using System.Net.WebSockets;

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
        using var socket = await GraphQLSocket.OpenAsync(silo);
        await socket.SayAsync(new { type = "connection_init", payload = new { Authorization = $"Bearer {silo.Token(Role.Associate, "anna")}" } });
        await socket.HearAsync();

        for (var i = 0; i < 20; i++)
        {
            await socket.SubscribeAsync($"{i}", "{ __typename }");
        }

        var answers = new List<string>();
        while (answers.Count(answer => answer.Contains("\"type\":\"next\"", StringComparison.Ordinal) || answer.Contains("\"type\":\"error\"", StringComparison.Ordinal)) < 20)
        {
            answers.Add(await socket.HearAsync());
        }

        Assert.Contains(answers, answer => answer.Contains("\"data\"", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Contains("RATE_LIMITED", StringComparison.Ordinal));
    }

    /// <summary>What the server says to <c>connection_init</c>, or to the operation after it; a close is its code.</summary>
    private static async Task<string> InitialiseAsync(
        RunningSilo silo, string? authorization, string? query = null, params (string Name, string Value)[] headers)
    {
        using var socket = await GraphQLSocket.OpenAsync(silo, headers: headers);
        await socket.SayAsync(new { type = "connection_init", payload = new { Authorization = authorization } });
        var answer = await socket.HearAsync();
        if (query is null || !answer.StartsWith('{'))
        {
            return answer;
        }

        await socket.SubscribeAsync("1", query);
        return await socket.HearAsync();
    }
}
