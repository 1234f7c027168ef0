using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansCommerce.Faults.Tests.Servers;

namespace OrleansCommerce.Faults.Tests.Load;

/// <summary>
/// Shoppers who hold units of a few SKUs, give them back or take them away, over all silos that are ready. There are seldom enough units
/// for all, and most shoppers want the same SKU. What is not answered is sent again with the same id, to any silo, until it is: nobody ever
/// doubts what became of it.
/// </summary>
internal sealed class HotShelves : IDisposable
{
    private const int Shelves = 18;
    private const int UnitsMax = 3;

    private const int Units = 4;

    /// <summary>Of the SKU that everybody wants: more than of all others together.</summary>
    private const int HotShoppers = 40;

    /// <summary>Of each other one.</summary>
    private const int Shoppers = 2;

    /// <summary>Between two rounds of a shopper: two cores carry this beside three silos and PostgreSQL.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseBeforeRepeat = TimeSpan.FromMilliseconds(100);

    /// <summary>After which a shopper asks another silo, when nothing else is said.</summary>
    private static readonly TimeSpan RequestPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly FaultCluster _cluster;
    private readonly HttpClient _http;
    private readonly CancellationTokenSource _end = new();
    private readonly List<(string Event, long At, int Failures)> _marks = [];
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly List<Shelf> _shelves = [];
    private Task _shopping = Task.CompletedTask;

    private HotShelves(FaultCluster cluster, TimeSpan? patience)
    {
        _cluster = cluster;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = patience ?? RequestPatience };
    }

    /// <summary>The SKUs.</summary>
    public IReadOnlyList<Shelf> All => _shelves;

    /// <summary>Requests that were not answered, or answered with a fault.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Makes the shelves, and lets shoppers in. Returns when each shelf has answered.</summary>
    /// <param name="cluster">Which they ask.</param>
    /// <param name="patience">After which a shopper asks another silo; 10 seconds when left out.</param>
    public static async Task<HotShelves> OpenAsync(FaultCluster cluster, TimeSpan? patience = null)
    {
        var load = new HotShelves(cluster, patience);
        var place = $"place-{Guid.NewGuid():N}";
        await load.AskUntilAnsweredAsync(new Random(0), "upsertLocation", new { id = place, name = "A warehouse", kind = "WAREHOUSE" });
        for (var i = 0; i < Shelves; i++)
        {
            var shelf = new Shelf($"SKU-{Guid.NewGuid():N}", place, Units, i == 0 ? HotShoppers : Shoppers);
            await load.AskUntilAnsweredAsync(new Random(i), "upsertProduct", new { sku = shelf.Sku, name = "A thing", price = new { amount = 5, currency = "GBP" } });
            await load.ReceiveAsync(new Random(i), shelf, $"{shelf.Sku}-first", Units);
            load._shelves.Add(shelf);
        }

        load._shopping = Task.WhenAll(load._shelves.SelectMany(shelf =>
            Enumerable.Range(0, shelf.Shoppers).Select(shopper => load.ShopAsync(shelf, shopper))));
        await load.AnsweredEverywhereAsync();
        load._failures.Clear();
        return load;
    }

    /// <summary>Notes what happens now, for the report.</summary>
    public void Mark(string happens) => _marks.Add((happens, Stopwatch.GetTimestamp(), _failures.Count));

    /// <summary>Until each shelf has answered something that was asked from now on.</summary>
    public async Task AnsweredEverywhereAsync()
    {
        var now = Stopwatch.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(PauseBeforeRepeat);
        while (_shelves.Exists(shelf => shelf.AnswersAfter(now) < shelf.Shoppers))
        {
            if (_shopping.IsFaulted)
            {
                await _shopping;
            }

            Assert.False(patience.IsCancellationRequested, $"Some shelves do not answer.{Environment.NewLine}{string.Join(Environment.NewLine, _failures.TakeLast(20))}");
            await look.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>One unit more on each shelf, asked of one silo first; each is sent again to others until it is answered.</summary>
    public Task ReceiveEverywhereAsync(Uri first) => Task.WhenAll(_shelves.Select(shelf =>
        ReceiveAsync(new Random(0), shelf, $"{shelf.Sku}-{Guid.NewGuid():N}", 1, first)));

    /// <summary>The shoppers finish what they began, and each keeps a last unit if there is one.</summary>
    public async Task CloseAsync()
    {
        await _end.CancelAsync();
        await _shopping.WaitAsync(Patience);
    }

    /// <summary>For each thing that happened, the longest time that a shelf was silent.</summary>
    public string Report()
    {
        var now = Stopwatch.GetTimestamp();
        var lines = _marks.Select((mark, i) =>
        {
            var (to, failures) = i + 1 < _marks.Count ? (_marks[i + 1].At, _marks[i + 1].Failures) : (now, _failures.Count);
            var silences = _shelves.Select(shelf => shelf.LongestSilence(mark.At, to).TotalSeconds).Order().ToList();
            return FormattableString.Invariant(
                $"{mark.Event}: longest silence of an SKU {silences[^1]:0.0} s, of the middle one {silences[silences.Count / 2]:0.0} s, of the hot one {_shelves[0].LongestSilence(mark.At, to).TotalSeconds:0.0} s; {failures - mark.Failures} requests to repeat");
        });
        var acknowledged = _shelves.Sum(shelf => shelf.Reserved.Count + shelf.Ended.Count + shelf.Received.Count + shelf.Refused.Count);
        return string.Join(Environment.NewLine, [.. lines, $"{acknowledged} operations acknowledged, {_shelves.Sum(shelf => shelf.Refused.Count)} of them refusals"]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Dispose();
        _http.Dispose();
    }

    private async Task ShopAsync(Shelf shelf, int shopper)
    {
        var random = new Random(HashCode.Combine(_shelves.IndexOf(shelf), shopper));
        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; !_end.IsCancellationRequested; i++)
        {
            var id = $"{shelf.Sku}-{shopper}-{i}";
            var units = random.Next(1, UnitsMax + 1);
            if (await ReserveAsync(random, shelf, id, units))
            {
                var takes = random.Next(2) == 0;
                await AskAsync(
                    random, shelf, takes ? "confirmReservation" : "releaseReservation", new { reservationId = id, sku = shelf.Sku, locationId = shelf.Location });
                shelf.Ended[id] = takes;
                if (takes)
                {
                    await ReceiveAsync(random, shelf, $"{id}-again", units);
                }
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        await ReserveAsync(random, shelf, $"{shelf.Sku}-{shopper}-last", 1);
    }

    private async Task<bool> ReserveAsync(Random random, Shelf shelf, string id, int units)
    {
        shelf.Asked[id] = true;
        var refusal = await AskAsync(
            random,
            shelf,
            "reserveStock",
            new { reservationId = id, sku = shelf.Sku, locationId = shelf.Location, quantity = units, expiresInSeconds = 3600, channel = "WEB" },
            "OutOfStockError",
            repeated: () => shelf.Repeated[id] = true);
        if (refusal)
        {
            shelf.Refused[id] = true;
            return false;
        }

        shelf.Reserved[id] = units;
        return true;
    }

    private async Task ReceiveAsync(Random random, Shelf shelf, string operationId, int units, Uri? first = null)
    {
        shelf.Asked[operationId] = true;
        await AskAsync(
            random, shelf, "receiveStock", new { operationId, sku = shelf.Sku, locationId = shelf.Location, quantity = units }, first: first);
        shelf.Received[operationId] = units;
    }

    /// <summary>Asks, and answers whether it was refused.</summary>
    private async Task<bool> AskAsync(Random random, Shelf shelf, string field, object input, string? refusal = null, Uri? first = null, Action? repeated = null)
    {
        var asked = Stopwatch.GetTimestamp();
        var refused = await AskUntilAnsweredAsync(random, field, input, refusal, first, repeated);
        shelf.Answered(asked);
        return refused;
    }

    private async Task<bool> AskUntilAnsweredAsync(Random random, string field, object input, string? refusal = null, Uri? first = null, Action? repeated = null)
    {
        var query = $"mutation($input: {char.ToUpperInvariant(field[0])}{field[1..]}Input!) {{ {field}(input: $input) {{ errors {{ __typename }} }} }}";
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var (payload, fault) = await PostAsync(first ?? _cluster.Choose(random).Address, field, new { query, variables = new { input } });
            first = null;
            if (payload is { } answer)
            {
                var error = answer.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0
                    ? errors[0].GetProperty("__typename").GetString()
                    : null;
                Assert.True(error is null || error == refusal, $"{field}: {error} for {JsonSerializer.Serialize(input)}");
                return error is not null;
            }

            repeated?.Invoke();
            _failures.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} {field}: {fault}");
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"{field} is not answered: {fault}");
            await Task.Delay(PauseBeforeRepeat);
        }
    }

    private async Task<(JsonElement? Payload, string Fault)> PostAsync(Uri silo, string field, object body)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(new Uri(silo, "/graphql"), body);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            return answer.TryGetProperty("errors", out var errors)
                ? (null, $"{silo} {errors[0].GetProperty("extensions").GetProperty("code")}")
                : (answer.GetProperty("data").GetProperty(field), string.Empty);
        }
        catch (Exception cut) when (cut is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            return (null, $"{silo} {cut.GetType().Name}: {cut.Message}");
        }
    }
}
