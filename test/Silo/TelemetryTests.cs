using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace OrleansCommerce.Silo.Tests;

/// <summary>What a collector hears of a request.</summary>
public sealed class TelemetryTests
{
    private const string Reserve =
        """
        mutation($id: ID!, $quantity: Int!) {
          reserveStock(input: { reservationId: $id, sku: "MUG", locationId: "w1", quantity: $quantity, channel: WEB }) { errors { __typename } }
        }
        """;

    [Fact]
    public async Task A_request_is_traced_from_http_to_the_journals_batch_and_counted()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var silo = await RunningSilo.StartDevelopmentAsync(
            "--no-sample",
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}",
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "--OTEL_BSP_SCHEDULE_DELAY=50",
            "--OTEL_BLRP_SCHEDULE_DELAY=50",
            "--OTEL_METRIC_EXPORT_INTERVAL=100");
        await silo.DataAsync("""mutation { upsertProduct(input: { sku: "MUG", name: "Mug", price: { amount: 5, currency: "GBP" } }) { product { sku } } }""");
        await silo.DataAsync("""mutation { upsertLocation(input: { id: "w1", name: "W1", kind: WAREHOUSE }) { location { id } } }""");
        await silo.DataAsync("""mutation { receiveStock(input: { operationId: "r", sku: "MUG", locationId: "w1", quantity: 1 }) { stockItem { onHand } } }""");
        await silo.DataAsync(Reserve, new { id = "first", quantity = 1 });
        await silo.DataAsync(Reserve, new { id = "second", quantity = 1 });

        await collector.SawAsync("traces", "Microsoft.AspNetCore.Hosting.HttpRequestIn", "grain IStockItemGrain", "journal.commit");
        await collector.SawAsync(
            "metrics",
            "orleanscommerce.stock.reservations",
            "orleanscommerce.stock.refusals",
            "OutOfStock",
            "orleanscommerce.journal.append.duration",
            "orleanscommerce.views.lag",
            "http.server.request.duration");
        await collector.SawAsync("logs", "DEVELOPMENT: every request without a token");
    }

    [Fact]
    public async Task One_trace_goes_from_the_request_over_the_grain_to_the_commit()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Microsoft.AspNetCore"
                || source.Name.StartsWith("OrleansCommerce.", StringComparison.Ordinal) || source.Name.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal),
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        var trace = ActivityTraceId.CreateRandom();
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        request.Content = JsonContent.Create(new
        {
            query = """mutation { upsertLocation(input: { id: "w1", name: "W1", kind: WAREHOUSE }) { location { id } } }""",
        });
        (await silo.Http.SendAsync(request)).EnsureSuccessStatusCode();

        var names = ended.Where(activity => activity.TraceId == trace).Select(static activity => activity.OperationName).ToList();
        Assert.Contains("grain ILocationGrain", names);
        Assert.Contains("journal.commit", names);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_sent_and_nothing_is_asked_for()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync("--no-sample");

        Assert.Null(silo.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)));
        Assert.Null(silo.Services.GetService(typeof(OpenTelemetry.Metrics.MeterProvider)));
    }
}
