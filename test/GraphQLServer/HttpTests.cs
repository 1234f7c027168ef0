using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.GraphQLServer.Tests;

public sealed class HttpTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Json = "application/json; charset=utf-8";
    private const string GraphQLResponse = "application/graphql-response+json; charset=utf-8";

    private readonly Server _server = shared.Server;

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData("application/json", Json)]
    [InlineData("application/json; charset=utf-8", Json)]
    [InlineData("application/graphql-response+json", GraphQLResponse)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", GraphQLResponse)]
    [InlineData("application/json, application/graphql-response+json;q=0.5", Json)]
    [InlineData("text/html, application/json", Json)]
    public async Task The_media_type_is_what_the_caller_accepts(string? accept, string expected)
    {
        var (status, mediaType, body) = await PostAsync("""{"query":"{ userName }"}""", accept);
        Assert.Equal((HttpStatusCode.OK, expected), (status, mediaType));
        Assert.Equal("""{"data":{"userName":"nobody"}}""", body);
    }

    [Theory]
    [InlineData("""{"query":"{"}""", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"query":"{ nothing }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"query A { userName } query B { userName }"}""", "OPERATION_RESOLUTION_FAILURE")]
    [InlineData("""{"query":"query($v: Int!) { int(value: $v) }"}""", "BAD_USER_INPUT")]
    [InlineData("""{"query":"subscription { stockChanged(sku: \"x\") }"}""", "BAD_REQUEST")]
    public async Task A_request_that_cannot_be_executed_is_200_as_json_and_400_as_a_graphql_response(string body, string code)
    {
        await AssertRefusedAsync(HttpStatusCode.OK, code, PostAsync(body, "application/json"));
        await AssertRefusedAsync(HttpStatusCode.BadRequest, code, PostAsync(body, "application/graphql-response+json"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"query\"")]
    [InlineData("{}")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":"\ud800"}""")]
    [InlineData("""{"query":"{ a }","query":"{ b }"}""")]
    [InlineData("""{"query":"{ userName }","variables":[]}""")]
    [InlineData("""{"query":"{ userName }","variables":"{}"}""")]
    [InlineData("""{"query":"{ userName }","operationName":1}""")]
    [InlineData("""{"query":"{ userName }","extensions":1}""")]
    [InlineData("[]")]
    public async Task A_body_that_holds_no_request_is_400(string body)
    {
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "BAD_REQUEST", PostAsync(body, "application/json"));
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "BAD_REQUEST", PostAsync(body, "application/graphql-response+json"));
    }

    [Theory]
    [InlineData("{", "The body is no JSON: line 1, byte 2.")]
    [InlineData("""{"query":"{ a }","query":"{ b }"}""", "The body has an object in which a member comes twice.")]
    public async Task What_is_wrong_with_a_body_is_told(string body, string message)
    {
        var answer = await PostAsync(body, "application/json");

        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(message, json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task A_body_of_another_content_type_is_415(string? contentType) => await AssertRefusedAsync(
        HttpStatusCode.UnsupportedMediaType,
        "UNSUPPORTED_MEDIA_TYPE",
        _server.SendAsync(HttpMethod.Post, "/graphql", """{"query":"{ userName }"}""", contentType));

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Another_method_is_405(string method) => await AssertRefusedAsync(
        HttpStatusCode.MethodNotAllowed,
        "METHOD_NOT_ALLOWED",
        _server.SendAsync(new HttpMethod(method), "/graphql", """{"query":"{ userName }"}"""));

    [Fact]
    public async Task What_the_caller_accepts_must_be_something_the_server_writes() =>
        await AssertRefusedAsync(HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE", PostAsync("""{"query":"{ userName }"}""", "image/png"));

    [Fact]
    public async Task A_query_can_be_sent_by_GET()
    {
        var (status, _, body) = await _server.SendAsync(
            HttpMethod.Get,
            "/graphql?query=query%20Q(%24v%3AInt!)%7Bint(value%3A%24v)%7D&operationName=Q&variables=%7B%22v%22%3A3%7D");
        Assert.Equal((HttpStatusCode.OK, """{"data":{"int":3}}"""), (status, body));
    }

    [Theory]
    [InlineData("/graphql")]
    [InlineData("/graphql?query=")]
    [InlineData("/graphql?query={userName}&variables=[]")]
    [InlineData("/graphql?query={userName}&variables={")]
    [InlineData("/graphql?query={userName}&extensions=1")]
    public async Task A_query_string_that_holds_no_request_is_400(string path) =>
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "BAD_REQUEST", _server.SendAsync(HttpMethod.Get, path));

    [Fact]
    public async Task A_mutation_by_GET_is_405_and_not_executed()
    {
        await AssertRefusedAsync(
            HttpStatusCode.MethodNotAllowed,
            "METHOD_NOT_ALLOWED",
            _server.SendAsync(HttpMethod.Get, "/graphql?query=mutation%7Bstep(name%3A%22get%22)%7D"));
        Assert.DoesNotContain("get begins", _server.Stockroom.Done);
    }

    [Fact]
    public async Task A_body_of_the_greatest_length_is_read_and_one_byte_more_is_413()
    {
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxBodyBytes = 100));
        var body = """{"query":"{ userName }"}""".PadRight(100);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Post, "/graphql", body)).Status);
        await AssertRefusedAsync(
            HttpStatusCode.RequestEntityTooLarge,
            "PAYLOAD_TOO_LARGE",
            server.SendAsync(HttpMethod.Post, "/graphql", body + " "));
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order_where_batches_are_turned_on()
    {
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxBatchSize = 2));
        var two = await server.SendAsync(HttpMethod.Post, "/graphql", """[{"query":"{ int(value: 1) }"},{"query":"{ nothing }"}]""");
        using var answers = JsonDocument.Parse(two.Body);
        Assert.Equal(1, answers.RootElement[0].GetProperty("data").GetProperty("int").GetInt32());
        Assert.True(answers.RootElement[1].TryGetProperty("errors", out _));
        var one = """{"query":"{ userName }"}""";
        await AssertRefusedAsync(
            HttpStatusCode.BadRequest, "BATCH_LIMIT_EXCEEDED", server.SendAsync(HttpMethod.Post, "/graphql", $"[{one},{one},{one}]"));
    }

    [Theory]
    [InlineData("""{"query":"{ userName }"}""")]
    [InlineData("""{"query":"{ nothing }"}""")]
    [InlineData("""[{"query":"{ userName }"},{"query":"{ nothing }"}]""")]
    public async Task A_response_comes_with_its_length(string body)
    {
        await using var server = await Server.StartAsync(b => b.ModifyLimits(l => l.MaxBatchSize = 2));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        var length = response.Content.Headers.ContentLength;
        Assert.Equal((await response.Content.ReadAsByteArrayAsync()).Length, length);
        Assert.Null(response.Headers.TransferEncodingChunked);
    }

    [Fact]
    public async Task A_batch_is_refused_where_batches_are_turned_off() => await AssertRefusedAsync(
        HttpStatusCode.BadRequest, "BATCH_LIMIT_EXCEEDED", PostAsync("""[{"query":"{ userName }"}]""", "application/json"));

    [Fact]
    public async Task A_browser_is_answered_like_any_client_and_gets_no_page()
    {
        await AssertRefusedAsync(
            HttpStatusCode.BadRequest, "BAD_REQUEST", _server.SendAsync(HttpMethod.Get, "/graphql", accept: "text/html,*/*;q=0.8"));
    }

    [Fact]
    public async Task The_schema_is_served_as_SDL()
    {
        var (status, _, body) = await _server.SendAsync(HttpMethod.Get, "/graphql?sdl");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("type Query {", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_is_never_the_servers_fault()
    {
        var random = new Random(20261122);
        const string Seed = """{"query":"query Q($v: [Int!]! = [1]) { ...F @skip(if: false) a: ints(value: $v) } fragment F on Query { nest { depth } }","variables":{"v":[1]}}""";
        for (var i = 0; i < 1000; i++)
        {
            var garbage = Seed.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                garbage[random.Next(garbage.Length)] = (char)random.Next(1, random.Next(2) == 0 ? 128 : 0xD7FF);
            }

            var (status, _, body) = await PostAsync(new string(garbage), "application/json");
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{status} for {new string(garbage)}");
            Assert.DoesNotContain("INTERNAL_SERVER_ERROR", body, StringComparison.Ordinal);
        }
    }

    private static async Task AssertRefusedAsync(
        HttpStatusCode status,
        string code,
        Task<(HttpStatusCode Status, string? MediaType, string Body)> answer)
    {
        var (actual, mediaType, body) = await answer;
        Assert.Equal(status, actual);
        Assert.EndsWith("json; charset=utf-8", mediaType, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(body);
        var error = json.RootElement.GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.False(json.RootElement.TryGetProperty("data", out _));
    }

    private Task<(HttpStatusCode Status, string? MediaType, string Body)> PostAsync(string body, string? accept) =>
        _server.SendAsync(HttpMethod.Post, "/graphql", body, accept: accept);
}
