using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using OrleansCommerce.Integration.Events;

namespace OrleansCommerce.Integration.Webhooks;

/// <summary>
/// Sends one event to one receiver, once. No redirect is followed, no proxy or cookie used, and of an answer nothing but its status is kept:
/// the rest could be anything.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>Of an answer's body, read so that the connection can be used again; a longer one costs the connection.</summary>
    private const int AnswerBytesMax = 16 * 1024;

    private const int HeaderKilobytesMax = 16;

    private readonly EventSettings _settings;
    private readonly CloudEventJson _json;
    private readonly WebhookSecrets _secrets;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public WebhookSender(EventSettings settings, WebhookTarget target, CloudEventJson json, WebhookSecrets secrets, TimeProvider time)
    {
        (_settings, _json, _secrets, _time) = (settings, json, secrets, time);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = HeaderKilobytesMax,
            MaxResponseDrainSize = AnswerBytesMax,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = target.ConnectAsync,
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Tells what became of it. Throws only when it is cancelled: then it may or may not have arrived.</summary>
    public async Task<SendResult> SendAsync(Subscription subscription, PublicEvent told, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var began = _time.GetTimestamp();
        int? status = null;
        string? error = null;
        TimeSpan? asked = null;
        using var patience = new CancellationTokenSource(_settings.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = await RequestAsync(subscription, told, now, cancellationToken);
            using var response = await _http.SendAsync(request, either.Token);
            status = (int)response.StatusCode;
            asked = RetryAfterOf(response.Headers.RetryAfter, now);
            error = response.IsSuccessStatusCode ? null : $"The receiver answered {status}.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = $"No answer within {_settings.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds.";
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            error = fault is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known
                ? $"No answer: {known.HttpRequestError}."
                : "No answer: the connection failed.";
        }

        return new SendResult(
            error is null, status == (int)HttpStatusCode.Gone, status, error, asked, now, _time.GetElapsedTime(began));
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<HttpRequestMessage> RequestAsync(
        Subscription subscription, PublicEvent told, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var body = _json.Write(told);
        var timestamp = now.ToUnixTimeSeconds();
        var keys = new List<byte[]> { await _secrets.UnprotectAsync(subscription.Id, subscription.Secret, cancellationToken) };
        if (subscription.OldSecret is { } old && now < subscription.OldSecretUntil)
        {
            keys.Add(await _secrets.UnprotectAsync(subscription.Id, old, cancellationToken));
        }

        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(CloudEventJson.MediaType, "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = content };
        request.Headers.Add(WebhookSignature.IdHeader, told.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Sign(keys, told.Id, timestamp, body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("OrleansCommerce", null));
        return request;
    }

    private static TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header, DateTimeOffset now) => header?.Delta ?? header?.Date - now;
}

/// <summary>What became of an attempt.</summary>
/// <param name="Taken">The receiver answered with a status of 200 to 299.</param>
/// <param name="Gone">It answered that it is not there any more, and will not be.</param>
/// <param name="Status">Of the answer; null when there was none.</param>
/// <param name="Error">Null when it was taken.</param>
/// <param name="Asked">How long the receiver wants to be left alone; null when it did not say.</param>
/// <param name="At">When it was sent, UTC.</param>
/// <param name="Duration">Until the answer.</param>
internal sealed record SendResult(bool Taken, bool Gone, int? Status, string? Error, TimeSpan? Asked, DateTimeOffset At, TimeSpan Duration);
