using System.Text.Json;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Orders;
using OrleansCommerce.Payments;

namespace OrleansCommerce.Silo.Payments;

/// <summary>
/// Takes the payment provider's webhooks. Its signature says who sends, and when; the order that it is about says whether it asked for
/// that, and takes each decision once. So a webhook may come twice, late, or in any order.
/// </summary>
internal static class PaymentWebhooks
{
    public const string Path = "/payments/webhooks";

    /// <summary>A webhook has some 300 bytes.</summary>
    private const int BodyBytesMax = 16 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static void Map(WebApplication app, byte[] secret)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.MapPost(Path, (HttpContext context, GrainCalls grains) => ReceiveAsync(context, grains, secret, time));
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, GrainCalls grains, byte[] secret, TimeProvider time)
    {
        if (context.Request.ContentLength is not { } length || length > BodyBytesMax)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        if (WebhookSignature.Refusal(secret, body, context.Request.Headers[WebhookSignature.Header], time.GetUtcNow()) is { } refusal)
        {
            return Results.Problem(refusal, statusCode: StatusCodes.Status401Unauthorized);
        }

        PaymentNotice notice;
        try
        {
            notice = (JsonSerializer.Deserialize<PaymentWebhook>(body, Json) ?? throw new JsonException("null is no webhook.")).ToNotice();
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return Results.Problem("The body is no webhook of this provider.", statusCode: StatusCodes.Status400BadRequest);
        }

        // What no order asked for is on record, and is not sent again for that.
        if (PaymentKey.TryGetOrderId(notice.Key, out var orderId))
        {
            Caller.Current = Caller.System;
            await grains.CallAsync((IOrderGrain order) => order.NoticePaymentAsync(notice), orderId);
        }

        return Results.Ok();
    }
}
