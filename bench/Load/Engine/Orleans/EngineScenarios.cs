using OrleansCommerce.Load.Measurement;

namespace OrleansCommerce.Load.Engine;

/// <summary>What needs Orleans, and what needs the embedded engine instead.</summary>
internal static class EngineScenarios
{
    public static IReadOnlyDictionary<string, Func<Bench, Task<Measured>>> All { get; } = new Dictionary<string, Func<Bench, Task<Measured>>>(StringComparer.Ordinal)
    {
        ["hot-sku"] = Embedded("hot-sku"),
        ["uniform"] = Embedded("uniform"),
        ["zipf"] = Embedded("zipf"),
        ["idle-latency"] = Embedded("idle-latency"),
        ["recover"] = Embedded("recover"),
        ["many-skus"] = Embedded("many-skus"),
        ["cluster"] = Cluster.RunAsync,
    };

    private static Func<Bench, Task<Measured>> Embedded(string scenario) => _ => throw new InvalidOperationException(
        $"The scenario {scenario} calls grains of the embedded engine: run it without -p:Engine=Orleans.");
}
