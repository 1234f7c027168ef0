using OrleansCommerce.Load.Engine;
using OrleansCommerce.Load.Measurement;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>The scenarios, by name: those that any engine runs, and those of one engine, which the other refuses.</summary>
internal static class ScenarioList
{
    public static IReadOnlyDictionary<string, Func<Bench, Task<Measured>>> All { get; } = new Dictionary<string, Func<Bench, Task<Measured>>>(EngineScenarios.All, StringComparer.Ordinal)
    {
        ["graphql-query"] = GraphQLQuery.RunAsync,
        ["graphql-reserve"] = GraphQLReserve.RunAsync,
        ["checkout"] = Checkout.RunAsync,
        ["availability"] = Availability.RunAsync,
        ["search-lag"] = SearchLag.RunAsync,
        ["order-words"] = OrderWords.RunAsync,
        ["sourcing"] = SourcingPlans.RunAsync,
    };

    public static string Names => string.Join(", ", All.Keys);
}
