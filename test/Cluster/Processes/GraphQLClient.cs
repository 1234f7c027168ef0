using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansCommerce.Cluster.Tests.Processes;

/// <summary>One process's API.</summary>
internal sealed class GraphQLClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Posts an operation that must have no top-level errors; gives its <c>data</c>.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        using var response = await _http.PostAsJsonAsync("/graphql", new { query, variables });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(body.TryGetProperty("errors", out var errors), errors.ToString());
        return body.GetProperty("data");
    }

    /// <summary>What the console's pages about the system ask.</summary>
    public async Task<JsonElement> SystemAsync(string path) => await _http.GetFromJsonAsync<JsonElement>($"/console/system/{path}");

    /// <summary>How the same refuses a question: its status, and the error's code.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> StatusAsync(string path)
    {
        using var response = await _http.GetAsync($"/console/system/{path}");
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, body.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    /// <summary>Opens a subscription; each item is the <c>data</c> of one event. It is in place when the first byte has come.</summary>
    public async Task<StreamReader> SubscribeAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    public void Dispose() => _http.Dispose();
}
