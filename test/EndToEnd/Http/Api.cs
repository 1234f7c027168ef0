using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansCommerce.EndToEnd.Tests.Http;

/// <summary>The GraphQL API over HTTP, as any client sees it.</summary>
internal sealed class Api(Uri server) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentDictionary<string, bool> _fields = new(StringComparer.Ordinal);

    /// <summary>Where it is.</summary>
    public Uri Endpoint { get; } = new(server, "/graphql");

    /// <summary>Root fields that were used, as <c>Query.product</c>.</summary>
    public IEnumerable<string> UsedFields => _fields.Keys;

    /// <summary>Asks, and gives the answer's <c>data</c>; the test fails when there are top-level errors.</summary>
    public async Task<JsonNode> QueryAsync(string query, object? variables = null)
    {
        var answer = await PostAsync(query, variables);
        Assert.True(answer.Body["errors"] is null, $"{query}: {answer.Body["errors"]?.ToJsonString()}");
        return answer.Body["data"]!;
    }

    /// <summary>Asks for one root field of the query type.</summary>
    /// <param name="call">The field with its arguments in GraphQL, such as <c>cart(id: "1")</c>.</param>
    /// <param name="selection">What of it.</param>
    public async Task<JsonNode?> GetAsync(string call, string selection)
    {
        var field = call.Split('(')[0];
        _fields.TryAdd($"Query.{field}", true);
        return (await QueryAsync($"{{ {call} {{ {selection} }} }}"))[field];
    }

    /// <summary>Runs one mutation, and gives its payload.</summary>
    public async Task<JsonNode> MutateAsync(string field, object input, string selection)
    {
        _fields.TryAdd($"Mutation.{field}", true);
        var type = $"{char.ToUpperInvariant(field[0])}{field[1..]}Input!";
        var data = await QueryAsync(
            $"mutation($input: {type}) {{ {field}(input: $input) {{ {selection} errors {{ __typename ... on Error {{ message }} }} }} }}",
            new { input });
        return data[field]!;
    }

    /// <summary>Runs one mutation that must succeed, and gives its payload.</summary>
    public async Task<JsonNode> DoAsync(string field, object input, string selection)
    {
        var payload = await MutateAsync(field, input, selection);
        Assert.True(payload["errors"] is null or JsonArray { Count: 0 }, $"{field}: {payload["errors"]?.ToJsonString()}");
        return payload;
    }

    /// <summary>Runs one mutation that must fail, and gives its one error; <paramref name="fields"/> are the error's own.</summary>
    public async Task<JsonNode> FailAsync(string field, object input, string errorType, string fields = "message")
    {
        _fields.TryAdd($"Mutation.{field}", true);
        var type = $"{char.ToUpperInvariant(field[0])}{field[1..]}Input!";
        var data = await QueryAsync(
            $"mutation($input: {type}) {{ {field}(input: $input) {{ errors {{ __typename ... on Error {{ message }} ... on {errorType} {{ {fields} }} }} }} }}",
            new { input });
        var error = Assert.Single(data[field]!["errors"]!.AsArray())!;
        Assert.Equal(errorType, error["__typename"]!.GetValue<string>());
        Assert.NotEqual("", error["message"]!.GetValue<string>());
        return error;
    }

    /// <summary>Subscribes over server-sent events; the stream is open when this returns.</summary>
    public Task<EventStream> SubscribeAsync(string call, string selection)
    {
        var field = call.Split('(')[0];
        _fields.TryAdd($"Subscription.{field}", true);
        return EventStream.OpenAsync(_http, Endpoint, $"subscription {{ {call} {{ {selection} }} }}", field);
    }

    /// <summary>Posts a document.</summary>
    public Task<Answer> PostAsync(string query, object? variables = null) =>
        SendAsync(HttpMethod.Post, System.Text.Json.JsonSerializer.Serialize(new { query, variables }));

    /// <summary>Sends a body as it is.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string? body, string contentType = "application/json", string? pathAndQuery = null)
    {
        using var request = new HttpRequestMessage(method, pathAndQuery is null ? Endpoint : new Uri(Endpoint, pathAndQuery));
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, JsonNode.Parse(text)!);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

/// <summary>A status and a body.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode Body);
