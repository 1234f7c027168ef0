using OrleansCommerce.Load.Measurement;

namespace OrleansCommerce.Load.Engine;

/// <summary>What needs the embedded engine, whose grains are called without HTTP; and what it has not.</summary>
internal static class EngineScenarios
{
    public static IReadOnlyDictionary<string, Func<Bench, Task<Measured>>> All { get; } = new Dictionary<string, Func<Bench, Task<Measured>>>(StringComparer.Ordinal)
    {
        ["hot-sku"] = HotSku.RunAsync,
        ["uniform"] = Uniform.RunAsync,
        ["zipf"] = Zipf.RunAsync,
        ["idle-latency"] = IdleLatency.RunAsync,
        ["recover"] = Recover.RunAsync,
        ["many-skus"] = ManySkus.RunAsync,
        ["cluster"] = static _ => throw new InvalidOperationException(
            "The scenario cluster needs the engine Orleans: dotnet run -c Release --project bench/Load -p:Engine=Orleans -- cluster"),
    };
}
