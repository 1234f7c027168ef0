using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansCommerce.Silo.Tests;

/// <summary>What the meter of the API tells, whichever GraphQL server there is.</summary>
public sealed class MeterTests
{
    [Fact]
    public async Task Each_request_and_each_event_is_counted_by_its_operation_and_outcome()
    {
        await using var silo = await RunningSilo.StartDevelopmentAsync();
        var meters = silo.Services.GetRequiredService<IMeterFactory>();
        var counted = new ConcurrentQueue<string>();
        var timed = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            // The hosts of other tests have meters of the same name.
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "OrleansCommerce.GraphQL" && ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Enqueue(Line(tags)));
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => timed.Enqueue(seconds > 0 ? Line(tags) : "no time"));
        listener.Start();

        await silo.PostAsync("{ nothing }");
        await silo.PostAsync("{ __typename }");
        await silo.PostAsync("{ products(first: 0) { totalCount } }");
        using var events = await silo.FollowAsync("""subscription { stockChanged(sku: "SCK-WOOL", locationId: "warehouse") { version } }""");
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync());
        await silo.DataAsync(
            """mutation { receiveStock(input: { operationId: "m-1", sku: "SCK-WOOL", locationId: "warehouse", quantity: 1 }) { errors { __typename } } }""");
        while (await reader.ReadLineAsync() is { } line && !line.StartsWith("data:", StringComparison.Ordinal))
        {
        }

        Assert.Equal(["none refused", "query ok", "query failed"], counted.Take(3));
        Assert.Equal(["mutation ok", "subscription ok"], counted.Skip(3).Order(StringComparer.Ordinal));
        Assert.Equal(counted.Skip(1).Order(StringComparer.Ordinal), timed.Order(StringComparer.Ordinal));
    }

    private static string Line(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var values = new List<string>();
        foreach (var (_, value) in tags)
        {
            values.Add($"{value}");
        }

        return string.Join(' ', values);
    }
}
