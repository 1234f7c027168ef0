using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>Automatic persisted queries over HTTP: a client sends a query's SHA-256, and the query itself only when it is asked for it.</summary>
[Trait("Engine", "Any")]
public sealed class PersistedQueryTests
{
    private const string Query = "{ locations { id } }";
    private const string Answer = """{"data":{"locations":[]}}""";

    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Query)));

    [Fact]
    public async Task A_query_is_asked_for_once_and_then_known_by_its_hash()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        var unknown = await PostAsync(silo, Hash, null);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code(unknown));
        Assert.Contains("\"message\":\"PersistedQueryNotFound\"", unknown, StringComparison.Ordinal);
        Assert.Equal(Answer, await PostAsync(silo, Hash, Query));
        Assert.Equal(Answer, await PostAsync(silo, Hash, null));
        Assert.Equal(Answer, await PostAsync(silo, Hash.ToUpperInvariant(), null));
        Assert.Equal(Answer, await silo.Http.GetStringAsync($"/graphql?extensions={Uri.EscapeDataString(JsonSerializer.Serialize(Extensions(Hash)))}"));
    }

    [Fact]
    public async Task A_query_is_not_kept_under_the_hash_of_another()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        Assert.Equal("BAD_REQUEST", Code(await PostAsync(silo, Hash, "{ __typename }")));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", Code(await PostAsync(silo, Hash, null)));
    }

    [Fact]
    public async Task A_mutation_is_not_executed_by_GET_though_its_hash_is_known()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");
        const string Mutation = """mutation { setSafetyStock(input: { operationId: "s-1", sku: "", locationId: "", quantity: 1 }) { errors { __typename } } }""";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Mutation)));
        Assert.Contains("\"data\"", await PostAsync(silo, hash, Mutation), StringComparison.Ordinal);

        using var answer = await silo.Http.GetAsync(new Uri($"/graphql?extensions={Uri.EscapeDataString(JsonSerializer.Serialize(Extensions(hash)))}", UriKind.Relative));

        Assert.DoesNotContain("setSafetyStock", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_host_that_keeps_none_says_so()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--GraphQL:AutomaticPersistedQueries=false", "--no-sample");

        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", Code(await PostAsync(silo, Hash, null)));
    }

    private static async Task<string> PostAsync(RunningSilo silo, string hash, string? query)
    {
        using var answer = await silo.Http.PostAsJsonAsync("/graphql", query is null
            ? new Dictionary<string, object> { ["extensions"] = Extensions(hash) }
            : new Dictionary<string, object> { ["query"] = query, ["extensions"] = Extensions(hash) });
        return await answer.Content.ReadAsStringAsync();
    }

    private static object Extensions(string hash) => new { persistedQuery = new { version = 1, sha256Hash = hash } };

    private static string? Code(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }
}
