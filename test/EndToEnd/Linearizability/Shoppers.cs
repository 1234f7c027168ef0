using System.Collections.Concurrent;
using OrleansCommerce.EndToEnd.Tests.Crash;
using OrleansCommerce.EndToEnd.Tests.Linearizability.Stock;

namespace OrleansCommerce.EndToEnd.Tests.Linearizability;

/// <summary>
/// Clients that want the same units at the same time: they hold, give back and take away each other's reservations, send things
/// twice, and find the server dead. What was cut off they mostly send again, as a good client does, and sometimes never.
/// </summary>
internal sealed class Shoppers(MortalServer server, StockClient stock, int seed)
{
    private const int Count = 8;
    private const int RoundsOfEach = 160;
    private const int RequestsOfARound = 3;

    /// <summary>The shortest that a reservation can be; the rounds take longer, so that many expire meanwhile.</summary>
    private const int ShortSeconds = 10;
    private const int LongSeconds = 900;

    /// <summary>The server dies when so many requests were answered.</summary>
    private static readonly int[] Deaths = [Count * RoundsOfEach * RequestsOfARound / 3, Count * RoundsOfEach * RequestsOfARound * 2 / 3];

    /// <summary>Between two rounds of a client, all of whom begin theirs together.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Request> _asked = [];
    private int _answered;

    /// <summary>Lets them shop.</summary>
    public Task ShopAsync() => Task.WhenAll(Enumerable.Range(0, Count).Select(ShopAsync));

    /// <summary>Sends everything that was ever asked once more, one after the other: whoever was told something is told the same.</summary>
    public async Task AskAgainAsync()
    {
        foreach (var request in _asked.Distinct())
        {
            await stock.AskAsync(request);
        }
    }

#pragma warning disable CA5394 // a seeded generator, so that each client does the same in each run
    private async Task ShopAsync(int client)
    {
        var random = new Random(HashCode.Combine(seed, client));
        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; i < RoundsOfEach * RequestsOfARound; i++)
        {
            var request = Next(random, $"{client}-{i}");
            _asked.Enqueue(request);
            await UntilAnsweredAsync(request, givesUp: random.Next(4) == 0);
            if (i % RequestsOfARound == 0)
            {
                await pace.WaitForNextTickAsync();
            }
        }
    }

    private Request Next(Random random, string id)
    {
        var reserved = Any<Request.Reserve>(random)?.Id ?? id;
        return random.Next(100) switch
        {
            < 40 => new Request.Reserve(id, random.Next(1, 4), random.Next(6) == 0 ? LongSeconds : ShortSeconds),
            < 45 => new Request.Receive(id, random.Next(1, 4)),
            < 55 => new Request.Read(),
            < 70 => Any<Request>(random) ?? new Request.Read(),
            < 90 => new Request.Release(reserved),
            _ => new Request.Confirm(reserved),
        };
    }

    // One of the last that anybody asked.
    private T? Any<T>(Random random)
        where T : Request
    {
        var lately = _asked.OfType<T>().TakeLast(3 * Count).ToList();
        return lately.Count == 0 ? null : lately[random.Next(lately.Count)];
    }
#pragma warning restore CA5394

    private async Task UntilAnsweredAsync(Request request, bool givesUp)
    {
        while (true)
        {
            switch (await stock.AskAsync(request))
            {
                case { Reply: not null }:
                    if (Deaths.Contains(Interlocked.Increment(ref _answered)))
                    {
                        server.Kill();
                    }

                    return;
                case not null when givesUp:
                    return;
                default:
                    await server.BackAsync();
                    break;
            }
        }
    }
}
