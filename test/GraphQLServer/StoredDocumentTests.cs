using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

/// <summary>Trusted documents by their ids, and automatic persisted queries by their hashes.</summary>
public sealed class StoredDocumentTests
{
    private const string Query = "query Q($v: Int! = 1) { int(value: $v) }";
    private const string One = """{"data":{"int":1}}""";

    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Query)));

    private static readonly Dictionary<string, string> Manifest = new(StringComparer.Ordinal)
    {
        [Hash] = Query,
        ["sha256:abc"] = "mutation { step(name: \"trusted\") }",
        ["broken"] = "{ nothing }",
    };

    [Fact]
    public async Task A_trusted_document_is_executed_by_its_id()
    {
        await using var server = await TrustingAsync(only: false);
        Assert.Equal(One, await PostAsync(server, new { documentId = Hash }));
        Assert.Equal(One, await PostAsync(server, new { documentId = $"sha256:{Hash}" }));
        Assert.Equal("""{"data":{"int":3}}""", await PostAsync(server, new { documentId = Hash, variables = new { v = 3 }, operationName = "Q" }));
        Assert.Equal("""{"data":{"step":"trusted"}}""", await PostAsync(server, new { documentId = "sha256:abc" }));
        Assert.Equal(One, (await server.SendAsync(HttpMethod.Get, $"/graphql?documentId={Hash}")).Body);
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", await CodeAsync(server, new { documentId = "broken" }));
        Assert.Equal("DOCUMENT_NOT_FOUND", await CodeAsync(server, new { documentId = "other" }));
        Assert.Equal("BAD_REQUEST", await CodeAsync(server, new { documentId = Hash, query = Query }));
        Assert.Equal("""{"data":{"int":2}}""", await PostAsync(server, new { query = "{ int(value: 2) }" }));
    }

    [Fact]
    public async Task A_trusted_mutation_by_GET_is_refused_all_the_same()
    {
        await using var server = await TrustingAsync(only: true);
        var (status, _, _) = await server.SendAsync(HttpMethod.Get, "/graphql?documentId=sha256:abc");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, status);
    }

    [Fact]
    public async Task Where_only_trusted_documents_are_accepted_nothing_else_is()
    {
        await using var server = await TrustingAsync(only: true);
        Assert.Equal(One, await PostAsync(server, new { documentId = Hash }));
        Assert.Equal(One, await PostAsync(server, Persisted(Hash, null)));
        Assert.Equal("DOCUMENT_NOT_TRUSTED", await CodeAsync(server, new { query = "{ int(value: 2) }" }));
        Assert.Equal("DOCUMENT_NOT_TRUSTED", await CodeAsync(server, new { query = Query }));
        const string Other = "{ int(value: 2) }";
        var other = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Other)));
        Assert.Equal("DOCUMENT_NOT_TRUSTED", await CodeAsync(server, Persisted(other, Other)));
        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", await CodeAsync(server, Persisted(other, null)));
        using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", Query);
        Assert.Contains("DOCUMENT_NOT_TRUSTED", await socket.HearAsync(), StringComparison.Ordinal);
        await socket.SayAsync(JsonSerializer.Serialize(new { id = "2", type = "subscribe", payload = new { documentId = Hash } }));
        Assert.Contains(One, await socket.HearAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persisted_query_is_asked_for_once_and_then_known()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await CodeAsync(server, Persisted(Hash, null)));
        Assert.Contains("\"message\":\"PersistedQueryNotFound\"", await PostAsync(server, Persisted(Hash, null)), StringComparison.Ordinal);
        Assert.Equal(One, await PostAsync(server, Persisted(Hash, Query)));
        Assert.Equal(One, await PostAsync(server, Persisted(Hash, null)));
        Assert.Equal(One, await PostAsync(server, Persisted(Hash.ToUpperInvariant(), null)));
        var extensions = Uri.EscapeDataString(JsonSerializer.Serialize(new { persistedQuery = new { version = 1, sha256Hash = Hash } }));
        Assert.Equal(One, (await server.SendAsync(HttpMethod.Get, $"/graphql?extensions={extensions}")).Body);
    }

    [Fact]
    public async Task A_query_is_not_kept_under_the_hash_of_another_nor_when_it_is_invalid()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal("BAD_REQUEST", await CodeAsync(server, Persisted(Hash, "{ userName }")));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await CodeAsync(server, Persisted(Hash, null)));
        const string Invalid = "{ nothing }";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Invalid)));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", await CodeAsync(server, Persisted(hash, Invalid)));
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await CodeAsync(server, Persisted(hash, null)));
    }

    [Theory]
    [InlineData("""{"persistedQuery":1}""")]
    [InlineData("""{"persistedQuery":{"version":2,"sha256Hash":"x"}}""")]
    [InlineData("""{"persistedQuery":{"version":"1","sha256Hash":"x"}}""")]
    [InlineData("""{"persistedQuery":{"version":1}}""")]
    [InlineData("""{"persistedQuery":{"version":1,"sha256Hash":1}}""")]
    public async Task A_persisted_query_in_another_shape_is_refused(string extensions)
    {
        await using var server = await Server.StartAsync();
        using var json = JsonDocument.Parse(extensions);
        Assert.Equal("BAD_REQUEST", await CodeAsync(server, new { extensions = json.RootElement }));
    }

    [Fact]
    public async Task Where_persisted_queries_are_off_a_client_is_told_to_send_the_text()
    {
        await using var server = await Server.StartAsync(b => b.ModifyStoredDocuments(o => o.AutomaticPersistedQueries = false));
        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", await CodeAsync(server, Persisted(Hash, null)));
        Assert.Equal(One, await PostAsync(server, Persisted(Hash, Query)));
        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", await CodeAsync(server, Persisted(Hash, null)));
    }

    private static Task<Server> TrustingAsync(bool only) => Server.StartAsync(b => b.ModifyStoredDocuments(o =>
    {
        o.Trusted = Manifest;
        o.OnlyTrusted = only;
    }));

    private static Dictionary<string, object> Persisted(string hash, string? query)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["extensions"] = new { persistedQuery = new { version = 1, sha256Hash = hash } },
        };
        if (query is not null)
        {
            body["query"] = query;
        }

        return body;
    }

    private static async Task<string> PostAsync(Server server, object body) =>
        (await server.SendAsync(HttpMethod.Post, "/graphql", JsonSerializer.Serialize(body))).Body;

    private static async Task<string?> CodeAsync(Server server, object body)
    {
        using var answer = JsonDocument.Parse(await PostAsync(server, body));
        return answer.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }
}
