using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansCommerce.EndToEnd.Tests.Http;

/// <summary>A subscription over server-sent events, in distinct connections mode.</summary>
internal sealed class EventStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;
    private readonly string _field;

    private EventStream(HttpResponseMessage response, StreamReader reader, string field)
    {
        _response = response;
        _reader = reader;
        _field = field;
    }

    public static async Task<EventStream> OpenAsync(HttpClient http, Uri endpoint, string query, string field)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = JsonContent.Create(new { query }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()), field);
    }

    /// <summary>Reads events until one is as wanted; several changes may have come before it.</summary>
    public async Task<JsonNode> UntilAsync(Func<JsonNode, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        var name = "";
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                name = line["event:".Length..].Trim();
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal) && name == "next")
            {
                var answer = JsonNode.Parse(line["data:".Length..])!;
                Assert.True(answer["errors"] is null, line);
                if (wanted(answer["data"]![_field]!))
                {
                    return answer["data"]![_field]!;
                }
            }
        }

        throw new EndOfStreamException($"The stream of {_field} ended before the event came.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}
