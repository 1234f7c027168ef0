using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>The same host's minimal JSON endpoint: what a POST costs when nothing is behind it.</summary>
internal static class MinimalEndpoint
{
    public const string Path = "/minimal";

    public static string Name { get; } = "minimal JSON endpoint";

    /// <summary>Measures it.</summary>
    public static Task MeasureAsync(Bench bench, int round, HttpConnection[] connections) => MeasureAsync(bench, round, connections, Name);

    /// <summary>Measures it under a name of its own, where it is measured with several numbers of connections.</summary>
    public static Task MeasureAsync(Bench bench, int round, HttpConnection[] connections, string name) =>
        bench.MeasureAsync(round, name, connections.Length, caller => PostAsync(connections[caller]));

    public static Task PostAsync(HttpConnection connection) => connection.PostAsync("""{"sku":"SKU-000001","quantity":1}""");
}
