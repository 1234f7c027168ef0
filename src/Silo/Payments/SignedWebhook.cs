using System.Text.Json;

namespace OrleansCommerce.Silo.Payments;

/// <summary>Reads what a provider or carrier sends on its own accord: no more of it than a webhook has, and only with its signature.</summary>
internal static class SignedWebhook
{
    /// <summary>A webhook has some 300 bytes.</summary>
    private const int BodyBytesMax = 16 * 1024;

    /// <summary>The webhook, or why it is none.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="header">Which header has the signature.</param>
    /// <param name="secret">That both ends know.</param>
    /// <param name="json">How it is written.</param>
    /// <param name="sender">Whose it is, for the refusal.</param>
    /// <param name="now">UTC.</param>
    public static async Task<(T? Webhook, IResult Refusal)> ReadAsync<T>(
        HttpContext context, string header, byte[] secret, JsonSerializerOptions json, string sender, DateTimeOffset now)
        where T : class
    {
        if (context.Request.ContentLength is not { } length || length > BodyBytesMax)
        {
            return (null, Results.StatusCode(StatusCodes.Status413PayloadTooLarge));
        }

        var body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        if (WebhookSignature.Refusal(secret, body, context.Request.Headers[header], now, header) is { } refusal)
        {
            return (null, Results.Problem(refusal, statusCode: StatusCodes.Status401Unauthorized));
        }

        try
        {
            return (JsonSerializer.Deserialize<T>(body, json), IsNone(sender));
        }
        catch (JsonException)
        {
            return (null, IsNone(sender));
        }
    }

    /// <summary>The answer to a body that is no webhook.</summary>
    public static IResult IsNone(string sender) =>
        Results.Problem($"The body is no webhook of {sender}.", statusCode: StatusCodes.Status400BadRequest);
}
