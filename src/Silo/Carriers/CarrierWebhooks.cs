using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansCommerce.Carriers;
using OrleansCommerce.GraphQL.Grains;
using OrleansCommerce.Orders;
using OrleansCommerce.Silo.Payments;

namespace OrleansCommerce.Silo.Carriers;

/// <summary>
/// Takes the carrier's webhooks. Its signature says who sends, and when; the label that it is about says which parcel, and its order takes
/// each piece of news once, by the time at which it happened. So a webhook may come twice, late, or in any order.
/// </summary>
internal static class CarrierWebhooks
{
    public const string Path = "/carriers/webhooks";

    /// <summary>As a payment's: the time of sending, and the HMAC-SHA256 of time and body.</summary>
    public const string Header = "Carrier-Signature";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<TrackingStatus>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    public static void Map(WebApplication app, byte[] secret)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.MapPost(Path, (HttpContext context, GrainCalls grains) => ReceiveAsync(context, grains, secret, time));
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, GrainCalls grains, byte[] secret, TimeProvider time)
    {
        var (webhook, refusal) = await SignedWebhook.ReadAsync<CarrierWebhook>(context, Header, secret, Json, "a carrier", time.GetUtcNow());
        if (webhook is null)
        {
            return refusal;
        }

        var notice = webhook.ToNotice();

        // What no order knows, or cannot be true, is on record, and is not sent again for that.
        if (LabelKey.TryGetFulfillmentId(notice.LabelKey, out var parcelId)
            && (ReturnRequestId.TryGetOrderId(parcelId, out var orderId) || FulfillmentId.TryGetOrderId(parcelId, out orderId)))
        {
            Caller.Current = Caller.System;
            await grains.CallAsync((IOrderGrain order) => order.NoticeTrackingAsync(notice), orderId);
        }

        return Results.Ok();
    }

    /// <summary>What a carrier sends.</summary>
    /// <param name="Id">Of the news, unique to the parcel.</param>
    /// <param name="LabelKey">Ours, as it was told with the label.</param>
    /// <param name="TrackingNumber">The carrier's.</param>
    /// <param name="Status">As the API's schema has it.</param>
    /// <param name="OccurredAt">By the carrier's clock.</param>
    /// <param name="Reason">Up to 200 characters.</param>
    private sealed record CarrierWebhook(
        string Id, string LabelKey, string TrackingNumber, TrackingStatus Status, DateTimeOffset OccurredAt, string? Reason = null)
    {
        public CarrierNotice ToNotice() => new(LabelKey, TrackingNumber, new TrackingNews(Id, Status, OccurredAt.ToUniversalTime(), Reason));
    }
}
