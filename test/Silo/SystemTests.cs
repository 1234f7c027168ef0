using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Silo.Engine;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Tests;

/// <summary>What the console's pages about the system ask: the same on both engines.</summary>
public sealed class SystemTests : IAsyncLifetime
{
    private const string Stream = "stock/store-london/SCK-WOOL";
    private RunningSilo _silo = null!;

    public static TheoryData<string> Paths =>
        ["overview", "journal", "reminders", "process", "lifecycle", "history", "counters", "log", "checks", "grains?search=stock/", $"grain?stream={Stream}", $"grain/state?stream={Stream}", "audit"];

    public async Task InitializeAsync()
    {
        _silo = await RunningSilo.StartProductionAsync();
        await _silo.DataAsync(
            """
            mutation {
              upsertLocation(input: { id: "store-london", name: "London", kind: STORE }) { errors { __typename } }
              upsertProduct(input: { sku: "SCK-WOOL", name: "Wool socks", price: { amount: 9, currency: "GBP" } }) { errors { __typename } }
              receiveStock(input: { operationId: "first", sku: "SCK-WOOL", locationId: "store-london", quantity: 10 }) { errors { __typename } }
            }
            """,
            token: Admin);
        await SeeInListAsync();
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Nobody_but_an_administrator_is_let_in_and_hears_why_as_JSON_with_a_code(string path)
    {
        var (nobody, noToken) = await GetAsync(path, token: null);
        var (associate, wrongRole) = await GetAsync(path, _silo.Token(Role.Associate, "a-1"));
        var (admin, _) = await GetAsync(path, Admin);

        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), (nobody, CodeOf(noToken)));
        Assert.Equal((HttpStatusCode.Forbidden, "FORBIDDEN"), (associate, CodeOf(wrongRole)));
        Assert.Equal(HttpStatusCode.OK, admin);
    }

    [Theory]
    [InlineData("overview?window=0", HttpStatusCode.BadRequest, "BAD_USER_INPUT")]
    [InlineData("overview?window=301", HttpStatusCode.BadRequest, "BAD_USER_INPUT")]
    [InlineData("grains?search=", HttpStatusCode.BadRequest, "BAD_USER_INPUT")]
    [InlineData("grain?stream=stock/nowhere/NONE", HttpStatusCode.NotFound, "NOT_FOUND")]
    [InlineData("grain?stream=elsewhere/x", HttpStatusCode.NotFound, "NOT_FOUND")]
    [InlineData($"grain/state?stream={Stream}&at=yesterday", HttpStatusCode.BadRequest, "BAD_USER_INPUT")]
    public async Task What_cannot_be_asked_is_refused_with_a_code(string path, HttpStatusCode status, string code)
    {
        var (given, body) = await GetAsync(path, Admin);

        Assert.Equal((status, code), (given, CodeOf(body)));
    }

    [Fact]
    public async Task Calls_are_counted_and_timed_by_method_and_types_are_counted_by_silo()
    {
        await ReserveAsync("r-1", quantity: 1);

        var (_, overview) = await GetAsync("overview?window=300", Admin);

        var calls = overview.GetProperty("calls");
        var method = calls.GetProperty("methods").EnumerateArray().First(one => one.GetProperty("method").GetString() == "IStockItemGrain.ReserveAsync");
        Assert.Equal("stockitem", method.GetProperty("type").GetString());
        var numbers = method.GetProperty("calls");
        Assert.True(numbers.GetProperty("count").GetInt64() >= 1);
        Assert.True(numbers.GetProperty("p50Milliseconds").GetDouble() > 0);
        Assert.True(numbers.GetProperty("p99Milliseconds").GetDouble() >= numbers.GetProperty("p50Milliseconds").GetDouble());
        Assert.InRange(calls.GetProperty("windowSeconds").GetDouble(), 1, 305);
        Assert.Contains(overview.GetProperty("activations").EnumerateArray(), one => one.GetProperty("grainType").GetString() == "stockitem");
        var silo = Assert.Single(overview.GetProperty("silos").EnumerateArray());
        Assert.Equal("Active", silo.GetProperty("status").GetString());
        Assert.True(silo.GetProperty("isThis").GetBoolean());
    }

    [Fact]
    public async Task Calls_that_wait_and_that_run_and_grains_used_lately_are_counted_by_type()
    {
        Task[] renamed;
        await using (await HeldWriter.HoldAsync(_silo.Services))
        {
            // Nothing is committed now: the first call stays where it is, and the others behind it, since a location takes one at a time.
            renamed = [RenameAsync("London I"), RenameAsync("London II"), RenameAsync("London III")];
            var busy = await LocationsAsync(static locations => locations.Waiting == 2);

            Assert.Equal((2, 1, 1), (busy.Waiting, busy.Running, busy.RecentlyUsed));
        }

        await Task.WhenAll(renamed);
        Assert.Equal((0, 0, 1), await LocationsAsync(static locations => locations.Waiting + locations.Running == 0));
        var (_, idle) = await GetAsync("overview", Admin);
        Assert.All(
            idle.GetProperty("kinds").EnumerateArray().Select(kind => Text(kind, "grainType")).Where(type => Places(idle, type!).Any()),
            type => Assert.InRange(Use(idle, type!).RecentlyUsed, 0, Places(idle, type!).Sum(one => one.GetProperty("activations").GetInt32())));
    }

    [Fact]
    public async Task A_silo_tells_how_it_is_made_and_set_how_many_of_its_grains_were_used_lately_and_no_secret()
    {
        await ReserveAsync("r-1", quantity: 1);

        var (_, overview) = await GetAsync("overview", Admin);

        var silo = Assert.Single(overview.GetProperty("silos").EnumerateArray());
        Assert.InRange(silo.GetProperty("recentlyUsed").GetInt32(), 1, silo.GetProperty("activations").GetInt32());
        Assert.InRange(overview.GetProperty("recentSeconds").GetDouble(), 1, 600);
        var metadata = silo.GetProperty("metadata");
        Assert.All(
            (string[])["version", "engine", "environment", "runtime", "system", "architecture", "machine", "process", "cores", "memory", "collector"],
            name => Assert.NotEqual(string.Empty, Text(metadata, name)));
        Assert.Equal("Production", Text(metadata, "environment"));
        Assert.Equal("Test", Text(metadata, "setting Payments:Provider"));
        Assert.DoesNotContain(metadata.EnumerateObject(), one => one.Name.EndsWith("Key", StringComparison.Ordinal) || one.Name.EndsWith("Secret", StringComparison.Ordinal) || one.Name.Contains("ConnectionStrings", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stages_have_those_who_did_something_in_them_where_the_engine_has_stages()
    {
        var (_, lifecycle) = await GetAsync("lifecycle", Admin);

        var stages = lifecycle.GetProperty("stages").EnumerateArray().ToList();
        var hasStages = GrainEngine.Name == "Orleans";
        Assert.Equal(hasStages, stages.Exists(stage => Text(stage, "name") == "Active"));
        Assert.Equal(hasStages, stages.Exists(stage => stage.GetProperty("observers").GetArrayLength() > 0));
        Assert.Equal(stages.Select(stage => stage.GetProperty("at").GetDateTimeOffset()).Order(), stages.Select(stage => stage.GetProperty("at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Wake_ups_are_filtered_by_each_of_their_columns()
    {
        await ReserveAsync("r-1", quantity: 1);
        await SeeInListAsync();
        var until = Uri.EscapeDataString(DateTimeOffset.UtcNow.AddDays(1).ToString("O"));

        Assert.Equal([Stream], await DueAsync(string.Empty));
        Assert.Equal([Stream], await DueAsync($"?stream=LONDON/sck&dueTo={until}&failures=0"));
        Assert.Empty(await DueAsync("?stream=store_london"));
        Assert.Empty(await DueAsync($"?dueFrom={until}"));
        Assert.Empty(await DueAsync("?failures=1"));
    }

    [Theory]
    [InlineData(null, null, null, null, null, true)]
    [InlineData("ORDER/", "renew", "2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z", 60.0, true)]
    [InlineData("cart/", null, null, null, null, false)]
    [InlineData(null, "expire", null, null, null, false)]
    [InlineData(null, null, "2026-11-26T12:00:01Z", null, null, false)]
    [InlineData(null, null, null, "2026-11-26T12:00:00Z", null, false)]
    [InlineData(null, null, null, null, 61.0, false)]
    public void A_reminder_is_filtered_by_each_of_its_columns(string? grain, string? name, string? from, string? to, double? period, bool isTaken)
    {
        var reminder = new ReminderStatus("order/o-1", "renewal", new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero), 60);

        Assert.Equal(isTaken, new ReminderFilter { Grain = grain, Name = name, From = At(from), To = At(to), Period = period }.Takes(reminder));

        static DateTimeOffset? At(string? time) => time is null ? null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task The_journal_tells_its_batches_its_commits_its_size_and_how_late_the_lists_are()
    {
        await ReserveAsync("r-1", quantity: 1);

        var (_, journal) = await GetAsync("journal", Admin);

        var writer = journal.GetProperty("writer");
        Assert.True(writer.GetProperty("commit").GetProperty("count").GetInt64() >= 1);
        Assert.True(writer.GetProperty("commit").GetProperty("p95Milliseconds").GetDouble() > 0);
        Assert.True(writer.GetProperty("eventsPerBatch").GetDouble() >= 1);
        Assert.True(journal.GetProperty("size").GetProperty("bytes").GetInt64() > 0);
        Assert.Contains(journal.GetProperty("views").EnumerateArray(), view => view.GetProperty("name").GetString() == "stock-list");
    }

    [Fact]
    [Trait("Engine", "Local")]
    public async Task A_grain_is_found_by_its_id_and_read_without_being_activated()
    {
        await ReserveAsync("r-1", quantity: 2);
        Assert.Equal("deactivated", await DeactivateAsync("cleaning up"));

        var (_, found) = await GetAsync("grains?search=stock/store-london/", Admin);
        var (_, bySku) = await GetAsync("grains?search=SCK-W", Admin);
        var (_, grain) = await GetAsync($"grain?stream={Stream}", Admin);
        var (_, state) = await GetAsync($"grain/state?stream={Stream}", Admin);

        var version = grain.GetProperty("version").GetInt64();
        Assert.Contains(found.GetProperty("grains").EnumerateArray(), one => one.GetProperty("stream").GetString() == Stream);
        Assert.Contains(bySku.GetProperty("grains").EnumerateArray(), one => one.GetProperty("stream").GetString() == Stream);
        Assert.Equal(JsonValueKind.Null, grain.GetProperty("silo").ValueKind);
        var newest = grain.GetProperty("events")[0];
        Assert.Equal((version, "stock.reserved"), (newest.GetProperty("version").GetInt64(), newest.GetProperty("type").GetString()));
        Assert.Equal(2, state.GetProperty("state").GetProperty("reserved").GetInt32());
        var (_, before) = await GetAsync($"grain/state?stream={Stream}&version={version - 1}", Admin);
        Assert.Equal(0, before.GetProperty("state").GetProperty("reserved").GetInt32());
        var at = Uri.EscapeDataString(newest.GetProperty("at").GetDateTimeOffset().AddTicks(-10).ToString("O"));
        var (_, asOf) = await GetAsync($"grain/state?stream={Stream}&at={at}", Admin);
        Assert.Equal(version - 1, asOf.GetProperty("version").GetInt64());
        var (_, still) = await GetAsync($"grain?stream={Stream}", Admin);
        Assert.Equal(JsonValueKind.Null, still.GetProperty("silo").ValueKind);
    }

    [Fact]
    [Trait("Engine", "Local")]
    public async Task Who_deactivates_a_grain_is_noted_with_the_reason_and_the_next_call_finds_everything()
    {
        await ReserveAsync("r-1", quantity: 2);

        var outcome = await DeactivateAsync("it looked stuck");
        var again = await DeactivateAsync("once more");

        Assert.Equal(("deactivated", "was not active"), (outcome, again));
        var (_, audit) = await GetAsync("audit", Admin);
        var first = audit.GetProperty("entries")[1];
        Assert.Equal(
            ("ops-1", "Admin", "deactivate", Stream, "it looked stuck", "deactivated"),
            (Text(first, "subject"), Text(first, "role"), Text(first, "action"), Text(first, "target"), Text(first, "reason"), Text(first, "outcome")));
        await ReserveAsync("r-2", quantity: 1);
        var (_, state) = await GetAsync($"grain/state?stream={Stream}", Admin);
        Assert.Equal(3, state.GetProperty("state").GetProperty("reserved").GetInt32());
    }

    [Fact]
    public async Task A_deactivation_without_a_reason_is_refused()
    {
        using var response = await PostDeactivationAsync(" ");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BAD_USER_INPUT", CodeOf(await response.Content.ReadFromJsonAsync<JsonElement>()));
    }

    [Theory]
    [InlineData("not json", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("""{ "stream": "stock/store-london/SCK-WOOL", "reason": "x" }""", "text/plain")]
    public async Task A_deactivation_whose_body_cannot_be_read_is_an_error_with_a_code(string body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/console/system/grain/deactivate") { Content = new StringContent(body, new MediaTypeHeaderValue(type)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Admin);
        using var response = await _silo.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BAD_USER_INPUT", CodeOf(await response.Content.ReadFromJsonAsync<JsonElement>()));
    }

    [Fact]
    public async Task The_token_of_a_payment_is_not_shown()
    {
        var admin = Admin;
        var created = await _silo.DataAsync("""mutation { createCart(input: { operationId: "c", channel: APP, currency: "GBP" }) { cart { id } } }""", token: admin);
        var cart = created.GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString();
        var placed = await _silo.DataAsync(
            """
            mutation ($cart: ID!) {
              addCartLine(input: { operationId: "l", cartId: $cart, sku: "SCK-WOOL", quantity: 1, channel: APP }) { errors { __typename } }
              placeOrder(input: { operationId: "p", cartId: $cart, channel: APP, delivery: { method: STORE_PICKUP, locationId: "store-london" } }) { order { id } }
            }
            """,
            new { cart },
            admin);
        var id = placed.GetProperty("placeOrder").GetProperty("order").GetProperty("id").GetString();
        await _silo.DataAsync(
            """mutation ($id: ID!) { payOrder(input: { operationId: "y", orderId: $id, paymentToken: "tok_approve" }) { errors { __typename } } }""", new { id }, admin);

        var (_, events) = await GetAsync($"grain?stream=order/{id}", admin);
        var (_, state) = await GetAsync($"grain/state?stream=order/{id}", admin);

        Assert.Contains("order.payment-started", events.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("tok_approve", events.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("tok_approve", state.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invariants_hold_and_one_that_does_not_is_found()
    {
        await ReserveAsync("r-1", quantity: 2);
        var (_, healthy) = await GetAsync("checks", Admin);
        Assert.All(healthy.GetProperty("checks").EnumerateArray(), check => Assert.Equal(0, check.GetProperty("brokenCount").GetInt32()));
        Assert.True(Check(healthy, "sums").GetProperty("checked").GetInt64() > 0);

        await _silo.Services.GetRequiredService<IDatabase>().WriteAsync((connection, transaction, _) => connection.ExecuteAsync(
            "update stock_list set on_hand = -1 where sku = 'SCK-WOOL' and location_id = 'store-london'", transaction: transaction));

        var (_, broken) = await GetAsync("checks", Admin);
        Assert.Equal(Stream, Check(broken, "negative").GetProperty("broken")[0].GetProperty("stream").GetString());
        Assert.Equal(Stream, Check(broken, "list").GetProperty("broken")[0].GetProperty("stream").GetString());
    }

    [Fact]
    public async Task Counters_and_the_log_are_those_of_this_process_when_no_silo_is_named()
    {
        await GetAsync("counters", Admin);
        await ReserveAsync("r-1", quantity: 1);
        _silo.Services.GetRequiredService<ILoggerFactory>().CreateLogger("tests")
            .Log(LogLevel.Warning, default, "A line of the test", exception: null, static (line, _) => line);

        var (_, counters) = await GetAsync("counters", Admin);
        var (_, log) = await GetAsync("log", Admin);

        Assert.Contains(counters.GetProperty("values").EnumerateArray(), one => Text(one, "name") == "orleanscommerce.journal.batch.events" && one.GetProperty("count").GetInt64() >= 1);
        Assert.Contains(counters.GetProperty("values").EnumerateArray(), one => Text(one, "meter") == "System.Runtime");
        Assert.Contains(log.GetProperty("lines").EnumerateArray(), line => (Text(line, "category"), Text(line, "message"), Text(line, "level")) == ("tests", "A line of the test", "Warning"));
        var last = log.GetProperty("lines").EnumerateArray().Last().GetProperty("number").GetInt64();
        var (_, rest) = await GetAsync($"log?after={last}", Admin);
        Assert.All(rest.GetProperty("lines").EnumerateArray(), line => Assert.True(line.GetProperty("number").GetInt64() > last));
    }

    private string Admin => _silo.Token(Role.Admin, "ops-1");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<JsonElement> Places(JsonElement overview, string type) =>
        overview.GetProperty("activations").EnumerateArray().Where(one => Text(one, "grainType") == type);

    private static (int Waiting, int Running, int RecentlyUsed) Use(JsonElement overview, string type)
    {
        var places = Places(overview, type).ToList();
        return (Sum("waiting"), Sum("running"), Sum("recentlyUsed"));

        int Sum(string field) => places.Sum(one => one.GetProperty(field).GetInt32());
    }

    // It is asked again until the calls have come to their grain, or have left it.
    private async Task<(int Waiting, int Running, int RecentlyUsed)> LocationsAsync(Predicate<(int Waiting, int Running, int RecentlyUsed)> isWanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        (int, int, int) seen;
        do
        {
            seen = Use((await GetAsync("overview", Admin)).Body, "location");
        }
        while (!isWanted(seen) && await look.WaitForNextTickAsync(patience.Token));
        return seen;
    }

    private static string? CodeOf(JsonElement body) => Text(body.GetProperty("errors")[0].GetProperty("extensions"), "code");

    private static JsonElement Check(JsonElement checks, string name) => checks.GetProperty("checks").EnumerateArray().Single(check => Text(check, "name") == name);

    // A list that is asked through the API waits for what was committed before.
    private async Task SeeInListAsync() => await _silo.DataAsync("""{ availability(sku: "SCK-WOOL") { onHand } }""", token: Admin);

    private async Task<IEnumerable<string?>> DueAsync(string query) =>
        (await GetAsync($"reminders{query}", Admin)).Body.GetProperty("due").GetProperty("first").EnumerateArray().Select(one => Text(one, "stream"));

    private async Task RenameAsync(string name) => await _silo.DataAsync(
        """mutation ($name: String!) { upsertLocation(input: { id: "store-london", name: $name, kind: STORE }) { errors { __typename } } }""", new { name }, Admin);

    private async Task ReserveAsync(string id, int quantity)
    {
        var data = await _silo.DataAsync(
            """
            mutation ($id: ID!, $quantity: Int!) {
              reserveStock(input: { reservationId: $id, sku: "SCK-WOOL", locationId: "store-london", quantity: $quantity, channel: WEB }) { errors { __typename } }
            }
            """,
            new { id, quantity },
            Admin);
        Assert.Equal(JsonValueKind.Null, data.GetProperty("reserveStock").GetProperty("errors").ValueKind);
    }

    private async Task<string?> DeactivateAsync(string reason)
    {
        using var response = await PostDeactivationAsync(reason);
        return Text(await response.Content.ReadFromJsonAsync<JsonElement>(), "outcome");
    }

    private async Task<HttpResponseMessage> PostDeactivationAsync(string reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/console/system/grain/deactivate") { Content = JsonContent.Create(new { stream = Stream, reason }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Admin);
        return await _silo.Http.SendAsync(request);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/console/system/{path}");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await _silo.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
