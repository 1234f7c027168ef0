using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansCommerce.LockerSimulator;

/// <summary>The people around the bank: a shopper who orders to it, and staff who set it up and help.</summary>
internal sealed class Shop(HttpClient http, Uri endpoint, string? token, string bankId, string sku)
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private int _operations;

    /// <summary>Gives the hardware its secret.</summary>
    public async Task<string> RotateSecretAsync()
    {
        var data = await DoAsync(
            "rotateLockerSecret", "RotateLockerSecretInput", "secret", new { operationId = NextId(), lockerBankId = bankId, immediately = true });
        return data.GetProperty("secret").GetString()!;
    }

    /// <summary>Lets codes be typed again.</summary>
    public Task ResetLockoutAsync() =>
        DoAsync("resetLockout", "ResetLockoutInput", "lockerBank { id }", new { operationId = NextId(), lockerBankId = bankId });

    /// <summary>Orders one unit to the bank, and pays.</summary>
    public async Task<(string OrderId, string ParcelId)> OrderAsync()
    {
        var cart = (await DoAsync("createCart", "CreateCartInput", "cart { id }", new { operationId = NextId(), channel = "WEB", currency = "GBP" }))
            .GetProperty("cart").GetProperty("id").GetString()!;
        await DoAsync("addCartLine", "AddCartLineInput", "cart { id }", new { operationId = NextId(), cartId = cart, sku, quantity = 1, channel = "WEB" });
        var order = (await DoAsync(
            "placeOrder",
            "PlaceOrderInput",
            "order { id fulfillments { id } }",
            new { operationId = NextId(), cartId = cart, channel = "WEB", delivery = new { method = "LOCKER_PICKUP", locationId = bankId } })).GetProperty("order");
        var orderId = order.GetProperty("id").GetString()!;
        await DoAsync("payOrder", "PayOrderInput", "order { status }", new { operationId = NextId(), orderId, paymentToken = "tok_approve" });
        return (orderId, order.GetProperty("fulfillments")[0].GetProperty("id").GetString()!);
    }

    /// <summary>Where an order and its parcel are.</summary>
    public async Task<(string Order, string Parcel)> StatusAsync(string orderId)
    {
        var order = (await AskAsync("query ($id: ID!) { order(id: $id) { status fulfillments { status } } }", new { id = orderId })).GetProperty("order");
        return (order.GetProperty("status").GetString()!, order.GetProperty("fulfillments")[0].GetProperty("status").GetString()!);
    }

    /// <summary>The customer sends goods of an order back, through the bank.</summary>
    public async Task<(string RequestId, Deposited Kept)> ReturnAsync(string orderId)
    {
        var request = (await DoAsync(
            "requestReturn",
            "RequestReturnInput",
            "returnRequest { id }",
            new { operationId = NextId(), orderId, method = "LOCKER", lines = new[] { new { orderLineId = "1", quantity = 1 } } })).GetProperty("returnRequest");
        var requestId = request.GetProperty("id").GetString()!;
        var kept = await DoAsync(
            "reserveDropOff",
            "ReserveDropOffInput",
            "compartmentId dropOffCode dropOffQr",
            new { operationId = NextId(), lockerBankId = bankId, returnRequestId = requestId });
        return (requestId, new Deposited(
            kept.GetProperty("compartmentId").GetString()!, kept.GetProperty("dropOffCode").GetString()!, kept.GetProperty("dropOffQr").GetString()!));
    }

    /// <summary>Where goods are that come back.</summary>
    public async Task<string> ReturnStatusAsync(string requestId) =>
        (await AskAsync("query ($id: ID!) { returnRequest(id: $id) { status } }", new { id = requestId }))
            .GetProperty("returnRequest").GetProperty("status").GetString()!;

    /// <summary>A parcel that was not fetched is at a store or warehouse again.</summary>
    public Task TakeBackAsync(string parcelId, string locationId) => DoAsync(
        "takeBackParcel", "TakeBackParcelInput", "order { status }", new { operationId = NextId(), fulfillmentId = parcelId, locationId });

    private async Task<JsonElement> DoAsync(string mutation, string type, string fields, object input)
    {
        var data = await AskAsync(
            $"mutation ($input: {type}!) {{ {mutation}(input: $input) {{ {fields} errors {{ __typename ... on Error {{ message }} }} }} }}", new { input });
        var answer = data.GetProperty(mutation);
        return answer.GetProperty("errors").ValueKind == JsonValueKind.Null
            ? answer
            : throw new ApiException($"{mutation}: {answer.GetProperty("errors")}");
    }

    private async Task<JsonElement> AskAsync(string query, object variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = JsonContent.Create(new { query, variables }) };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("errors", out var errors) || !answer.TryGetProperty("data", out var data)
            ? throw new ApiException(answer.ToString())
            : data;
    }

    private string NextId() => $"locker-simulator-{_run}-{++_operations}";
}
