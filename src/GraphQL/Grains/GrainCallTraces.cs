using System.Diagnostics;

namespace OrleansCommerce.GraphQL.Grains;

/// <summary>Traces of the resolvers' calls: the activity source <c>OrleansCommerce.GraphQL</c>.</summary>
internal static class GrainCallTraces
{
    private static readonly ActivitySource Source = new("OrleansCommerce.GraphQL");

    /// <summary>A span from the call to its answer; null when nobody listens.</summary>
    public static Activity? Start<TGrain>() =>
        Source.HasListeners() ? Source.StartActivity($"grain {typeof(TGrain).Name}", ActivityKind.Client) : null;
}
