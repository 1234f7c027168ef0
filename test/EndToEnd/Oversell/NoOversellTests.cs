using System.Text.Json.Nodes;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.Oversell;

/// <summary>300 clients at once, each wanting 1 of 50 units.</summary>
public abstract class NoOversellTests(ServerFixture server)
{
    private const int Clients = 300;
    private const int Units = 50;

    /// <summary>The shortest that a reservation can be.</summary>
    private const int ShortestSeconds = 10;

    private Api Api => server.Api;

    [Fact]
    public async Task Of_300_clients_that_each_send_their_wish_twice_exactly_50_get_a_unit()
    {
        var sku = await Shop.StockedProductAsync(Api, Units);

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).SelectMany(client => new[] { client, client }).Select(async client =>
            (client, payload: await ReserveAsync(sku, $"{sku}-{client}", 900))));

        var winners = answers.GroupBy(answer => answer.client).Where(wish => wish.Any(answer => Shop.Succeeded(answer.payload))).ToList();
        Assert.Equal(Units, winners.Count);
        Assert.All(winners, wish => Assert.All(wish, answer => Assert.True(Shop.Succeeded(answer.payload))));
        Assert.All(
            answers.Where(answer => !Shop.Succeeded(answer.payload)),
            answer => Assert.Equal("OutOfStockError", answer.payload["errors"]![0]!["__typename"]!.GetValue<string>()));
        Assert.Equal((Units, Units, 0), await OnHandReservedAvailableAsync(sku));
    }

    [Fact]
    public async Task Reservations_orders_and_hand_overs_share_50_units_while_other_reservations_expire()
    {
        // Given 20 units held for a moment by clients who will not come back
        const int Leavers = 20;
        var sku = await Shop.StockedProductAsync(Api, Units);
        var leavers = await Task.WhenAll(Enumerable.Range(0, Leavers).Select(leaver => ReserveAsync(sku, $"{sku}-leaver-{leaver}", ShortestSeconds)));
        Assert.All(leavers, payload => Assert.True(Shop.Succeeded(payload)));

        // When 300 clients try until they have a unit or all units have a taker
        var takers = 0;
        using var done = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var watch = WatchAsync(sku, done.Token);
        var winners = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => TryUntilTakenAsync(sku, client)));
        await done.CancelAsync();

        // Then exactly 50 have one, nobody ever saw more promised than there was, and the leavers' time is over
        Assert.Equal(Units, winners.Count(won => won));
        Assert.True(await watch > 0);
        var levels = await Shop.LevelsAsync(Api, sku);
        Assert.Equal(0, levels.Available);
        Assert.Equal(levels.OnHand, levels.Reserved + levels.Allocated);
        Assert.False(await TakeAsync(sku, "late", 0));
        Assert.False(await TakeAsync(sku, "late", 2));
        await Api.FailAsync(
            "confirmReservation", new { reservationId = $"{sku}-leaver-0", sku, locationId = Shop.Warehouse }, "ReservationExpiredError", "expiredAt");

        async Task<bool> TryUntilTakenAsync(string wanted, int client)
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
            for (var attempt = 0; Volatile.Read(ref takers) < Units && !done.IsCancellationRequested; attempt++)
            {
                if (await TakeAsync(wanted, $"{client}-{attempt}", client % 3))
                {
                    Interlocked.Increment(ref takers);
                    return true;
                }

                await pause.WaitForNextTickAsync();
            }

            return false;
        }
    }

    // One way of three to get a unit: hold it, take it away, or order it.
    private async Task<bool> TakeAsync(string sku, string wish, int way)
    {
        var id = $"{sku}-{wish}";
        if (way == 2)
        {
            var cart = await Shop.CartAsync(Api, sku, 1);
            return Shop.Succeeded(await Api.MutateAsync("placeOrder", Shop.Shipping(id, cart), "order { id }"));
        }

        if (!Shop.Succeeded(await ReserveAsync(sku, id, 900)))
        {
            return false;
        }

        if (way == 1)
        {
            await Api.DoAsync("confirmReservation", new { reservationId = id, sku, locationId = Shop.Warehouse }, "reservation { status }");
        }

        return true;
    }

    private Task<JsonNode> ReserveAsync(string sku, string reservationId, int seconds) =>
        Api.MutateAsync(
            "reserveStock",
            new { reservationId, sku, locationId = Shop.Warehouse, quantity = 1, expiresInSeconds = seconds, channel = "WEB" },
            "reservation { id status }");

    // What anybody may see at any time; answers how often it looked.
    private async Task<int> WatchAsync(string sku, CancellationToken cancellationToken)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var looks = 0;
        for (; !cancellationToken.IsCancellationRequested; looks++)
        {
            var levels = await Shop.LevelsAsync(Api, sku);
            Assert.InRange(levels.Available, 0, levels.OnHand);
            Assert.InRange(levels.Reserved + levels.Allocated, 0, levels.OnHand);
            Assert.InRange(levels.OnHand, 0, Units);
            await look.WaitForNextTickAsync(CancellationToken.None);
        }

        return looks;
    }

    private async Task<(int OnHand, int Reserved, int Available)> OnHandReservedAvailableAsync(string sku)
    {
        var levels = await Shop.LevelsAsync(Api, sku);
        return (levels.OnHand, levels.Reserved, levels.Available);
    }
}

[Collection(OnSqlite.Name)]
public sealed class NoOversellOnSqliteTests(SiloOnSqlite server) : NoOversellTests(server);

[Collection(OnPostgres.Name)]
public sealed class NoOversellOnPostgresTests(SiloOnPostgres server) : NoOversellTests(server);
