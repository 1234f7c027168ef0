using System.Text.Json;
using Npgsql;

namespace OrleansCommerce.Cluster.Tests.Processes;

/// <summary>Three processes and a front end are one shop, whichever of them is asked.</summary>
public sealed class ClusterTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Units_that_everybody_wants_at_once_are_sold_once_whichever_process_is_asked()
    {
        const int Units = 20;
        var (sku, location) = await GivenStockAsync(Units);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5 * Units).Select(i => ReserveAsync(i, sku, location)));

        Assert.Equal(Units, answers.Count(reserved => reserved));
        Assert.All(await Task.WhenAll(cluster.Apis.Select(api => AvailableAsync(api, sku, location))), available => Assert.Equal(0, available));
    }

    [Fact]
    public async Task Every_silo_is_a_member_with_a_gateway_and_the_front_end_is_none()
    {
        var silos = await CountAsync("select count(*) from cluster_members where status = 3");
        var gateways = await CountAsync("select count(distinct gateway_port) from cluster_members where status = 3 and gateway_port > 0");

        Assert.Equal((cluster.Apis.Count - 1, cluster.Apis.Count - 1), (silos, gateways));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_subscriber_of_one_process_hears_of_changes_that_others_make(int listener)
    {
        var (sku, location) = await GivenStockAsync(10);
        using var events = await cluster.Apis[listener].SubscribeAsync($$"""subscription { stockChanged(sku: "{{sku}}") { available version } }""");

        for (var i = 0; i < cluster.Apis.Count; i++)
        {
            Assert.True(await ReserveAsync(i, sku, location));
            await HearAsync(events, available: 9 - i);
        }
    }

    [Fact]
    public async Task Order_numbers_of_all_processes_are_unique()
    {
        var (sku, _) = await GivenStockAsync(40);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async i => (await OrderAsync(cluster.Apis[i % cluster.Apis.Count], sku)).Number));

        Assert.Equal(numbers.Length, numbers.Distinct(StringComparer.Ordinal).Count());

        // A list waits a second for what was committed before; a busy machine may need longer.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        HashSet<string> listed;
        do
        {
            var page = await cluster.FrontEnd.DataAsync("{ orders(first: 50) { edges { node { number } } } }");
            listed = [.. page.GetProperty("orders").GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("number").GetString()!)];
        }
        while (!listed.IsSupersetOf(numbers) && !patience.IsCancellationRequested);
        Assert.Subset(listed, numbers.ToHashSet());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_cart_and_its_order_are_kept_by_the_silo_that_their_requests_came_to(int silo)
    {
        var (sku, _) = await GivenStockAsync(1);
        var overview = await cluster.Apis[silo].SystemAsync("overview");
        var own = overview.GetProperty("silos").EnumerateArray().Single(one => one.GetProperty("isThis").GetBoolean()).GetProperty("address").GetString();

        var (cartId, orderId, _) = await OrderAsync(cluster.Apis[silo], sku);

        Assert.Equal((own, own), (await KeeperAsync($"cart/{cartId}"), await KeeperAsync($"order/{orderId}")));
    }

    [Fact]
    public async Task Calls_are_counted_by_whether_they_came_over_the_network()
    {
        const long Each = 4;
        var location = $"place-{Guid.NewGuid():N}";
        var before = await LocationCallsAsync();

        foreach (var api in cluster.Apis)
        {
            for (var i = 0; i < Each; i++)
            {
                await api.DataAsync(
                    """mutation ($id: ID!) { upsertLocation(input: { id: $id, name: "A warehouse", kind: WAREHOUSE }) { errors { __typename } } }""", new { id = location });
            }
        }

        // One silo has the grain; the others and the front end have to go to it.
        var after = await LocationCallsAsync();
        Assert.Equal((Each, Each * (cluster.Apis.Count - 1)), (after.Here - before.Here, after.Elsewhere - before.Elsewhere));
    }

    [Fact]
    public async Task Calls_that_wait_are_counted_by_type_whichever_process_they_came_from_and_whichever_is_asked()
    {
        var location = $"place-{Guid.NewGuid():N}";
        await UpsertAsync(cluster.FrontEnd, location, "A warehouse");
        Task[] renamed;
        await using (var connection = new NpgsqlConnection(cluster.ConnectionString))
        {
            // Nobody commits an event now: of one call of each process the first stays where it is, and the others behind it.
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand("lock table journal_events in share mode", connection, transaction))
            {
                await command.ExecuteNonQueryAsync();
            }

            renamed = [.. cluster.Apis.Select((api, number) => UpsertAsync(api, location, $"Warehouse {number}"))];
            foreach (var api in cluster.Apis)
            {
                await SeeLocationUseAsync(api, (cluster.Apis.Count - 1, 1));
            }
        }

        await Task.WhenAll(renamed);
        await SeeLocationUseAsync(cluster.FrontEnd, (0, 0));
    }

    [Fact]
    public async Task Calls_of_all_silos_are_counted_together_and_those_of_one_alone_where_it_is_named()
    {
        await GivenStockAsync(1);
        var (before, own) = (await UpsertsAsync(cluster.Apis[0], string.Empty), new List<long>());
        foreach (var api in cluster.Apis)
        {
            await UpsertAsync(api, $"place-{Guid.NewGuid():N}", "A warehouse");
        }

        foreach (var api in cluster.Apis)
        {
            Assert.Equal(before + cluster.Apis.Count, await UpsertsAsync(api, string.Empty));
        }

        foreach (var silo in (await cluster.FrontEnd.SystemAsync("overview")).GetProperty("silos").EnumerateArray())
        {
            own.Add(await UpsertsAsync(cluster.FrontEnd, $"&silo={Uri.EscapeDataString(silo.GetProperty("address").GetString()!)}"));
        }

        Assert.Equal(before + cluster.Apis.Count, own.Sum());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Counters_are_those_of_the_silo_that_is_named_whichever_process_is_asked(int asked)
    {
        const string Heap = "dotnet.gc.heap.total_allocated";
        var own = await cluster.Apis[asked].SystemAsync("counters");
        var silos = own.GetProperty("silos").EnumerateArray().Select(static one => one.GetString()!).ToList();
        Assert.Equal(cluster.Apis.Count - 1, silos.Count);
        Assert.Equal(asked < silos.Count, own.GetProperty("own").ValueKind == JsonValueKind.String);

        List<(double Value, double Delta)> read = [];
        foreach (var silo in silos)
        {
            await cluster.Apis[asked].SystemAsync($"counters?silo={Uri.EscapeDataString(silo)}");
            var counters = await cluster.Apis[asked].SystemAsync($"counters?silo={Uri.EscapeDataString(silo)}");
            var heap = counters.GetProperty("values").EnumerateArray().First(static one => one.GetProperty("name").GetString() == Heap);
            Assert.Equal((silo, "By"), (counters.GetProperty("silo").GetString(), heap.GetProperty("unit").GetString()));
            read.Add((heap.GetProperty("value").GetDouble(), heap.GetProperty("delta").GetDouble()));
        }

        // Each process has a heap of its own.
        Assert.Equal(silos.Count, read.Select(static one => one.Value).Distinct().Count());
        Assert.All(read, static one => Assert.InRange(one.Delta, 1, one.Value));
    }

    [Fact]
    public async Task A_front_end_shows_what_each_silo_says_of_itself()
    {
        var silos = (await cluster.FrontEnd.SystemAsync("overview")).GetProperty("silos").EnumerateArray().ToList();

        Assert.Equal(cluster.Apis.Count - 1, silos.Count);
        Assert.All(silos, static silo =>
        {
            Assert.False(silo.GetProperty("isThis").GetBoolean());
            Assert.StartsWith("Orleans 10", silo.GetProperty("metadata").GetProperty("engine").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal(silos.Count, silos.Select(static silo => silo.GetProperty("metadata").GetProperty("process").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_reservation_that_nobody_looks_at_ends_when_its_time_is_over()
    {
        var (sku, location) = await GivenStockAsync(3);
        using var events = await cluster.Apis[1].SubscribeAsync($$"""subscription { stockChanged(sku: "{{sku}}") { available version } }""");
        Assert.True(await ReserveAsync(0, sku, location, seconds: 10));

        await HearAsync(events, available: 2);
        await HearAsync(events, available: 3);
    }

    [Fact]
    public async Task However_many_carts_there_are_the_cluster_remembers_few_streams()
    {
        const int Streams = 64;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async caller =>
        {
            for (var i = 0; i < Streams; i++)
            {
                await cluster.Apis[caller].DataAsync(
                    """mutation ($op: ID!) { createCart(input: { operationId: $op, channel: WEB, currency: "GBP" }) { cart { id } } }""",
                    new { op = Guid.NewGuid() });
            }
        }));

        // A silo notes a stream when it first delivers from it, a moment after the answer.
        int remembered;
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            remembered = await CountAsync("select count(*) from grain_states where grain_key like '%/cart/%'");
        }
        while (remembered < Streams / 2 && await look.WaitForNextTickAsync(patience.Token));
        Assert.InRange(remembered, Streams / 2, Streams);
    }

    private static async Task HearAsync(StreamReader events, int available)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await events.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal)
                && JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("data").GetProperty("stockChanged").GetProperty("available").GetInt32() == available)
            {
                return;
            }
        }

        Assert.Fail("The subscription ended.");
    }

    private static async Task<int> AvailableAsync(GraphQLClient api, string sku, string location)
    {
        var data = await api.DataAsync("query ($sku: String!) { availability(sku: $sku) { location { id } available } }", new { sku });
        return data.GetProperty("availability").EnumerateArray()
            .Single(item => item.GetProperty("location").GetProperty("id").GetString() == location).GetProperty("available").GetInt32();
    }

    private static async Task<(string CartId, string OrderId, string Number)> OrderAsync(GraphQLClient api, string sku)
    {
        var created = await api.DataAsync(
            """mutation ($op: ID!) { createCart(input: { operationId: $op, channel: WEB, currency: "GBP" }) { cart { id } } }""", new { op = Guid.NewGuid() });
        var cartId = created.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString();
        await api.DataAsync(
            """
            mutation ($op: ID!, $cartId: ID!, $sku: String!) {
              addCartLine(input: { operationId: $op, cartId: $cartId, sku: $sku, quantity: 1, channel: WEB }) { cart { id } }
            }
            """,
            new { op = Guid.NewGuid(), cartId, sku });
        var placed = await api.DataAsync(
            """
            mutation ($op: ID!, $cartId: ID!) {
              placeOrder(input: { operationId: $op, cartId: $cartId, channel: WEB, delivery: { method: SHIP,
                address: { name: "A. Smith", street: "1 High Street", postcode: "EC1A 1BB", city: "London", country: "GB" } } }) {
                order { id number } errors { __typename ... on Error { message } }
              }
            }
            """,
            new { op = Guid.NewGuid(), cartId });
        var order = placed.GetProperty("placeOrder").GetProperty("order");
        return (cartId!, order.GetProperty("id").GetString()!, order.GetProperty("number").GetString()!);
    }

    /// <summary>Locations that were set up, since the silos began.</summary>
    private static async Task<long> UpsertsAsync(GraphQLClient api, string more) => (await api.SystemAsync($"overview?type=location{more}"))
        .GetProperty("calls").GetProperty("methods").EnumerateArray()
        .Where(static one => one.GetProperty("method").GetString() == "ILocationGrain.UpsertAsync")
        .Sum(static one => one.GetProperty("calls").GetProperty("sinceStart").GetInt64());

    private static async Task UpsertAsync(GraphQLClient api, string id, string name) => await api.DataAsync(
        """mutation ($id: ID!, $name: String!) { upsertLocation(input: { id: $id, name: $name, kind: WAREHOUSE }) { errors { __typename } } }""", new { id, name });

    /// <summary>Asks again until the calls of locations are so many.</summary>
    private static async Task SeeLocationUseAsync(GraphQLClient api, (int Waiting, int Running) wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await LocationUseAsync(api) != wanted)
        {
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Calls of all locations, on all silos together.</summary>
    private static async Task<(int Waiting, int Running)> LocationUseAsync(GraphQLClient api)
    {
        var places = (await api.SystemAsync("overview")).GetProperty("activations").EnumerateArray()
            .Where(static one => one.GetProperty("grainType").GetString() == "location" && one.GetProperty("waiting").ValueKind == JsonValueKind.Number)
            .ToList();
        return (places.Sum(static one => one.GetProperty("waiting").GetInt32()), places.Sum(static one => one.GetProperty("running").GetInt32()));
    }

    /// <summary>The address of the silo that the grain of a stream is on.</summary>
    private async Task<string?> KeeperAsync(string stream) =>
        (await cluster.Apis[0].SystemAsync($"grain?stream={Uri.EscapeDataString(stream)}")).GetProperty("silo").GetString();

    /// <summary>Calls that grains of locations took on all silos, since their start; every process tells the same.</summary>
    private async Task<(long Here, long Elsewhere)> LocationCallsAsync()
    {
        var calls = (await cluster.FrontEnd.SystemAsync("overview?type=location")).GetProperty("calls");
        Assert.Equal(cluster.Apis.Count - 1, calls.GetProperty("silos").GetArrayLength());
        var origins = calls.GetProperty("origins").EnumerateArray().ToList();
        return (origins.Sum(origin => origin.GetProperty("hereSinceStart").GetInt64()), origins.Sum(origin => origin.GetProperty("elsewhereSinceStart").GetInt64()));
    }

    private async Task<bool> ReserveAsync(int number, string sku, string location, int seconds = 900)
    {
        var data = await cluster.Apis[number % cluster.Apis.Count].DataAsync(
            """
            mutation ($id: ID!, $sku: String!, $location: ID!, $seconds: Int!) {
              reserveStock(input: { reservationId: $id, sku: $sku, locationId: $location, quantity: 1, channel: WEB, expiresInSeconds: $seconds }) {
                reservation { status } errors { __typename }
              }
            }
            """,
            new { id = $"r-{number}", sku, location, seconds });
        return data.GetProperty("reserveStock").GetProperty("reservation").ValueKind == JsonValueKind.Object;
    }

    /// <summary>A product and a warehouse of the test's own, with units there.</summary>
    private async Task<(string Sku, string Location)> GivenStockAsync(int quantity)
    {
        var (sku, location) = ($"SKU-{Guid.NewGuid():N}", $"place-{Guid.NewGuid():N}");
        var data = await cluster.FrontEnd.DataAsync(
            """
            mutation ($sku: String!, $location: ID!, $quantity: Int!) {
              upsertLocation(input: { id: $location, name: "A warehouse", kind: WAREHOUSE }) { errors { __typename ... on Error { message } } }
              upsertProduct(input: { sku: $sku, name: "A thing", price: { amount: 5, currency: "GBP" } }) { errors { __typename } }
              receiveStock(input: { operationId: "first", sku: $sku, locationId: $location, quantity: $quantity }) { stockItem { onHand } errors { __typename } }
            }
            """,
            new { sku, location, quantity });
        Assert.Equal(quantity, data.GetProperty("receiveStock").GetProperty("stockItem").GetProperty("onHand").GetInt32());
        return (sku, location);
    }

    private async Task<int> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}
