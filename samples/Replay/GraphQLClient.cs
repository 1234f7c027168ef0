using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansCommerce.Replay;

/// <summary>
/// GraphQL over HTTP POST that outlives a server which goes away: a request is sent again, unchanged, until it is answered.
/// That is safe because every mutation here carries an operation id.
/// </summary>
internal sealed class GraphQLClient : IDisposable
{
    /// <summary>Names and numbers as the API writes them.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly HashSet<string> PassingFaults = new(["BUSY", "RETRY", "TIMEOUT", "UNAVAILABLE"], StringComparer.Ordinal);

    /// <summary>A server that holds a request longer than this is as good as gone.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http;
    private readonly Uri _endpoint;
    private readonly TimeSpan _patience;
    private readonly IReplayObserver _observer;
    private readonly Lock _gate = new();
    private readonly List<double> _latencies = [];
    private long _retries;
    private long _lastAnswer = Stopwatch.GetTimestamp();

    /// <summary>A client of one server.</summary>
    /// <param name="server">The server's address, with or without <c>/graphql</c>.</param>
    /// <param name="token">Bearer token; none when null.</param>
    /// <param name="patience">How long the server may give no answer at all before this gives up.</param>
    /// <param name="concurrency">Connections at once.</param>
    /// <param name="observer">Hears of waiting.</param>
    public GraphQLClient(Uri server, string? token, TimeSpan patience, int concurrency, IReplayObserver observer)
    {
        _endpoint = server.AbsolutePath == "/" ? new Uri(server, "/graphql") : server;
        _patience = patience;
        _observer = observer;
#pragma warning disable CA2000 // the client disposes its handler
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = concurrency, UseProxy = false }) { Timeout = AnswerWithin };
#pragma warning restore CA2000
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/graphql-response+json, application/json;q=0.9");
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>Requests that were sent again.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Milliseconds of each request that was answered, from sending to the whole answer.</summary>
    public IReadOnlyList<double> LatenciesMs
    {
        get
        {
            lock (_gate)
            {
                return [.. _latencies];
            }
        }
    }

    /// <summary>Sends a document and returns the answer's <c>data</c>.</summary>
    /// <param name="query">The document.</param>
    /// <param name="variables">An object, or a dictionary.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="device">The hardware that signs it; the bearer token stands for who asks when null.</param>
    /// <exception cref="GraphQLFaultException">The server refused the request as such, or gave no answer for too long.</exception>
    public async Task<JsonElement> SendAsync(string query, object variables, CancellationToken cancellationToken, LockerDevice? device = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query, variables }, Json);
        for (var attempt = 0; ; attempt++)
        {
            var started = Stopwatch.GetTimestamp();
            var (data, fault) = await TryOnceAsync(body, device, cancellationToken);
            if (fault is null)
            {
                Interlocked.Exchange(ref _lastAnswer, Stopwatch.GetTimestamp());
                lock (_gate)
                {
                    _latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }

                return data;
            }

            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _lastAnswer)) > _patience)
            {
                throw new GraphQLFaultException($"{_endpoint} gave no answer for {_patience.TotalSeconds:0} s: {fault}");
            }

            Interlocked.Increment(ref _retries);
            _observer.Waiting(fault);
            await Task.Delay(PauseAfter(attempt), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Doubles up to the longest pause, and takes a random half of it away: clients that failed together come back apart.
    private static TimeSpan PauseAfter(int attempt)
    {
        const int DoublingsMax = 6;
        var pause = FirstPause * Math.Pow(2, Math.Min(attempt, DoublingsMax));
#pragma warning disable CA5394 // jitter needs no secret
        return (pause < LongestPause ? pause : LongestPause) * (1 - (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
    }

    // Answers with data, or in one line with the passing fault for which the request may be sent again.
    private async Task<(JsonElement Data, string? Fault)> TryOnceAsync(byte[] body, LockerDevice? device, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (device is not null)
            {
                // Each attempt anew: the server takes a signature once.
                request.Headers.TryAddWithoutValidation("Authorization", device.Sign(_endpoint.AbsolutePath, body));
            }

            using var response = await _http.SendAsync(request, cancellationToken);
            if (response.StatusCode >= HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return (default, $"HTTP {(int)response.StatusCode}");
            }

            var content = await response.Content.ReadAsStringAsync(cancellationToken);
            var answer = Parse(content) ?? throw new GraphQLFaultException($"{_endpoint} answered HTTP {(int)response.StatusCode}, and no GraphQL.");
            if (answer.Errors is { Count: > 0 } errors)
            {
                var text = string.Join(" ", errors.Select(error => $"{error.Message} ({error.Code ?? "no code"})"));
                return errors.All(error => PassingFaults.Contains(error.Code ?? ""))
                    ? (default, text)
                    : throw new GraphQLFaultException($"{_endpoint} answered HTTP {(int)response.StatusCode}: {text}");
            }

            return response.IsSuccessStatusCode && answer.Data is { ValueKind: JsonValueKind.Object } data
                ? (data, null)
                : throw new GraphQLFaultException($"{_endpoint} answered HTTP {(int)response.StatusCode} without data.");
        }
        catch (HttpRequestException gone)
        {
            return (default, gone.Message);
        }
        catch (IOException cut)
        {
            return (default, cut.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (default, $"no answer within {AnswerWithin.TotalSeconds:0} s");
        }
    }

    private static Answer? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(body, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Answer(JsonElement? Data, IReadOnlyList<Fault>? Errors);

    private sealed record Fault(string Message, JsonElement? Extensions)
    {
        public string? Code => Extensions is { ValueKind: JsonValueKind.Object } extensions
            && extensions.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}

/// <summary>The server did not answer, or refused a request as such: nothing that sending it again would change.</summary>
internal sealed class GraphQLFaultException(string message) : Exception(message);
