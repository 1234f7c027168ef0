using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans;
using Orleans.Runtime;

namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// What the grains of one type have to do on this silo: looked up in the runtime's own activations when somebody asks, so that no call
/// costs anything for it. The runtime shows none of it to others; what it does not have in a later version is not told.
/// </summary>
/// <param name="Type">The grain type.</param>
/// <param name="Activations">Grains in memory.</param>
/// <param name="Waiting">Calls that reached their grain and have not begun.</param>
/// <param name="Running">Calls that have begun and not ended.</param>
/// <param name="RecentlyUsed">Of the activations, those that have calls now, or whose last one ended within the window.</param>
[GenerateSerializer]
[Immutable]
internal sealed record ActivationUse(
    [property: Id(0)] string Type, [property: Id(1)] int Activations, [property: Id(2)] int Waiting, [property: Id(3)] int Running, [property: Id(4)] int RecentlyUsed)
{
    private const string Activation = "Orleans.Runtime.ActivationData, Orleans.Runtime";
    private const string Directory = "Orleans.Runtime.ActivationDirectory";

    /// <summary>Of all types that have activations here; null when this version of the runtime does not tell.</summary>
    /// <remarks>Takes no lock but that of a grain that has calls. Stateless workers, of which the shop has none, are not seen.</remarks>
    public static ActivationUse[]? Read(IServiceProvider services, TimeSpan window)
    {
        if (typeof(IActivationWorkingSet).Assembly.GetType(Directory) is not { } directory
            || services.GetService(directory) is not IEnumerable<KeyValuePair<GrainId, IGrainContext>> all)
        {
            return null;
        }

        try
        {
            return Read(all, window);
        }
        catch (Exception missing) when (missing is MissingMemberException or TypeLoadException)
        {
            return null;
        }
    }

    private static ActivationUse[] Read(IEnumerable<KeyValuePair<GrainId, IGrainContext>> all, TimeSpan window)
    {
        Dictionary<GrainType, Sum> types = [];
        foreach (var (grain, context) in all)
        {
            // System targets and clients are there too; they are no grains.
            if (context is IActivationWorkingSetMember)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(types, grain.Type, out _);
                sum.Add(context, window);
            }
        }

        return [.. types.Select(static one => new ActivationUse(one.Key.ToString()!, one.Value.Activations, one.Value.Waiting, one.Value.Running, one.Value.RecentlyUsed))];
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_IsInactive")]
    private static extern bool IsInactive([UnsafeAccessorType(Activation)] object activation);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_WaitingCount")]
    private static extern int WaitingCount([UnsafeAccessorType(Activation)] object activation);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetRequestCount")]
    private static extern int RequestCount([UnsafeAccessorType(Activation)] object activation);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "GetIdleness")]
    private static extern TimeSpan Idleness([UnsafeAccessorType(Activation)] object activation);

    private struct Sum
    {
        public int Activations;
        public int Waiting;
        public int Running;
        public int RecentlyUsed;

        public void Add(IGrainContext activation, TimeSpan window)
        {
            Activations++;
            if (IsInactive(activation))
            {
                RecentlyUsed += Idleness(activation) < window ? 1 : 0;
                return;
            }

            // The two are asked one after the other: a call that arrives in between counts as one that runs.
            var waiting = WaitingCount(activation);
            Waiting += waiting;
            Running += Math.Max(0, RequestCount(activation) - waiting);
            RecentlyUsed++;
        }
    }
}
