using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Linearizability.Stock;

namespace OrleansCommerce.EndToEnd.Tests.Linearizability;

/// <summary>Asks one stock item over HTTP, and writes down what was sent and answered, and when.</summary>
internal sealed class StockClient(Api api, string sku, string locationId)
{
    private const string Levels = "onHand reserved available";
    private const string TimeIsOver = "... on ReservationExpiredError { expiredAt }";

    private readonly ConcurrentQueue<Attempt> _attempts = [];

    /// <summary>Everything that may have reached the server.</summary>
    public IReadOnlyCollection<Attempt> Attempts => _attempts;

    /// <summary>Sends a request once; null when no server was there to take it.</summary>
    public async Task<Attempt?> AskAsync(Request request)
    {
        var attempt = new Attempt(request, DateTimeOffset.UtcNow);
        try
        {
            var answer = await PostAsync(request);
            if (answer.Body["errors"] is null)
            {
                attempt = Read(attempt with { Answered = DateTimeOffset.UtcNow }, answer.Body["data"]!.AsObject().Single().Value!);
            }
        }
        catch (HttpRequestException notSent) when (notSent.HttpRequestError == HttpRequestError.ConnectionError)
        {
            return null;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            // Nobody knows what became of it.
        }

        _attempts.Enqueue(attempt);
        return attempt;
    }

    private static Attempt Read(Attempt attempt, JsonNode payload)
    {
        if (payload["errors"] is JsonArray { Count: > 0 } errors)
        {
            var error = errors[0]!;
            var refusal = new Reply(error["__typename"]!.GetValue<string>(), CouldBeHad: error["available"]?.GetValue<int>());
            return attempt with { Reply = refusal, ExpiresAt = Time(error["expiredAt"]) };
        }

        var levels = payload["stockItem"] ?? payload;
        var shown = new Shown(Number("onHand"), Number("reserved"), Number("available"));
        return payload["reservation"] is { } reservation
            ? attempt with { Reply = new Reply(reservation["status"]!.GetValue<string>(), shown), ExpiresAt = Time(reservation["expiresAt"]) }
            : attempt with { Reply = new Reply(Reply.Done, shown) };

        int Number(string name) => levels[name]!.GetValue<int>();

        static DateTimeOffset? Time(JsonNode? text) =>
            text is null ? null : DateTimeOffset.Parse(text.GetValue<string>(), CultureInfo.InvariantCulture);
    }

    private Task<Answer> PostAsync(Request request) => request switch
    {
        Request.Read => api.PostAsync(
            $"query($sku: String!, $locationId: ID!) {{ stockItem(sku: $sku, locationId: $locationId) {{ {Levels} }} }}", new { sku, locationId }),
        Request.Receive receive => MutateAsync("receiveStock", new { operationId = receive.OperationId, sku, locationId, quantity = receive.Quantity }, "", ""),
        Request.Reserve reserve => MutateAsync(
            "reserveStock",
            new { reservationId = reserve.Id, sku, locationId, quantity = reserve.Quantity, expiresInSeconds = reserve.Seconds, channel = "WEB" },
            "reservation { status expiresAt }",
            $"... on OutOfStockError {{ available }} {TimeIsOver}"),
        Request.Release release => EndAsync("releaseReservation", release.Id),
        Request.Confirm confirm => EndAsync("confirmReservation", confirm.Id),
        _ => throw new InvalidOperationException($"There is no document for {request}."),
    };

    private Task<Answer> EndAsync(string field, string id) =>
        MutateAsync(field, new { reservationId = id, sku, locationId }, "reservation { status }", TimeIsOver);

    private Task<Answer> MutateAsync(string field, object input, string reservation, string errors) => api.PostAsync(
        $$"""
        mutation($input: {{char.ToUpperInvariant(field[0])}}{{field[1..]}}Input!) {
          {{field}}(input: $input) { {{reservation}} stockItem { {{Levels}} } errors { __typename {{errors}} } }
        }
        """,
        new { input });
}
