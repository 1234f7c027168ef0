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

    private const string Sender = "this provider";

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
        var (webhook, refusal) = await SignedWebhook.ReadAsync<PaymentWebhook>(context, WebhookSignature.Header, secret, Json, Sender, time.GetUtcNow());
        if (webhook is null)
        {
            return refusal;
        }

        PaymentNotice notice;
        try
        {
            notice = webhook.ToNotice();
        }
        catch (FormatException)
        {
            return SignedWebhook.IsNone(Sender);
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
