using OrleansCommerce.Faults.Tests.Servers;

namespace OrleansCommerce.Faults.Tests;

/// <summary>All faults happen to the same cluster, one after the other: two at once would be too much for one machine.</summary>
[CollectionDefinition(Name)]
public sealed class OneCluster : ICollectionFixture<FaultCluster>
{
    internal const string Name = "one cluster";
}
