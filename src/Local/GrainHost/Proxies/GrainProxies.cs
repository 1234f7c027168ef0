using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local.Proxies;

/// <summary>Makes references of one grain interface. The compiled class is the only thing that hosts share.</summary>
internal static class GrainProxies<TGrainInterface>
{
    private static readonly Func<GrainHost, GrainClass, string, GrainProxy> Compiled = ProxyCompiler.Compile(typeof(TGrainInterface));

    public static GrainProxy Make(GrainHost host, GrainClass grainClass, string key) => Compiled(host, grainClass, key);
}
