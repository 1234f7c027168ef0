using OrleansCommerce.Load.Measurement;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>The scenarios, by name.</summary>
internal static class ScenarioList
{
    public static IReadOnlyDictionary<string, Func<Bench, Task<Measured>>> All { get; } = new Dictionary<string, Func<Bench, Task<Measured>>>(StringComparer.Ordinal)
    {
        ["hot-sku"] = HotSku.RunAsync,
        ["uniform"] = Uniform.RunAsync,
        ["zipf"] = Zipf.RunAsync,
        ["idle-latency"] = IdleLatency.RunAsync,
        ["graphql-query"] = GraphQLQuery.RunAsync,
        ["graphql-reserve"] = GraphQLReserve.RunAsync,
        ["checkout"] = Checkout.RunAsync,
        ["availability"] = Availability.RunAsync,
        ["search-lag"] = SearchLag.RunAsync,
        ["recover"] = Recover.RunAsync,
        ["many-skus"] = ManySkus.RunAsync,
        ["sourcing"] = SourcingPlans.RunAsync,
    };

    public static string Names => string.Join(", ", All.Keys);
}
