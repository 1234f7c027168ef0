using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace OrleansCommerce.LockerSimulator;

/// <summary>
/// The device's line to the API. Every request is signed. The line can be made to lose answers: the device then sends the same
/// request once more, as any device does that does not know what became of the first.
/// </summary>
internal sealed class Line(HttpClient http, Uri endpoint, Signature signature, IClock clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private (string Header, byte[] Body)? _last;

    /// <summary>How many of the next answers get lost on their way.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>Sends an operation until it is answered.</summary>
    /// <returns>Its <c>data</c>.</returns>
    /// <exception cref="ApiException">The API answered with a fault.</exception>
    public async Task<JsonElement> SendAsync(string query, object variables)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query, variables }, Json);
        while (true)
        {
            var header = signature.HeaderOf(clock.Now, Guid.NewGuid().ToString("N"), endpoint.AbsolutePath, body);
            _last = (header, body);
            using var response = await PostAsync(header, body);
            if (AnswersToLose > 0)
            {
                AnswersToLose--;
                continue;
            }

            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
            return answer.RootElement.TryGetProperty("errors", out var errors)
                ? throw new ApiException(errors.ToString())
                : response.IsSuccessStatusCode
                    ? answer.RootElement.GetProperty("data").Clone()
                    : throw new ApiException(answer.RootElement.ToString());
        }
    }

    /// <summary>What somebody does who recorded the last request: sends it again, byte by byte.</summary>
    public async Task<HttpStatusCode> ReplayAsync()
    {
        var (header, body) = _last ?? throw new InvalidOperationException("Nothing was sent yet.");
        using var response = await PostAsync(header, body);
        return response.StatusCode;
    }

    /// <summary>What somebody does who changes a request on its way.</summary>
    public async Task<HttpStatusCode> TamperAsync()
    {
        var (header, body) = _last ?? throw new InvalidOperationException("Nothing was sent yet.");
        using var response = await PostAsync(header, [.. body, (byte)' ']);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(string header, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        return await http.SendAsync(request);
    }
}
