using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL.Tests.Loading;

/// <summary>Grains that answer <c>GetAsync</c>, and count.</summary>
internal sealed class CountingGrains
{
    public CountingGrains()
    {
        Factory = DispatchProxy.Create<IGrainFactory, Finding>();
        ((Finding)Factory).Find = Find;
    }

    /// <summary>Finds them by a key that is text; engines differ in what else a factory can do.</summary>
    public IGrainFactory Factory { get; }

    /// <summary>How often each grain was called, by interface and key.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    private object Find(Type grainInterface, string key)
    {
        var grain = DispatchProxy.Create(grainInterface, typeof(Answering));
        var answering = (Answering)grain;
        answering.Key = key;
        answering.Called = () => Calls.AddOrUpdate($"{grainInterface.Name}/{key}", 1, static (_, count) => count + 1);
        return grain;
    }

    /// <summary>A factory of any engine.</summary>
    internal class Finding : DispatchProxy
    {
        internal Func<Type, string, object> Find { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod is { Name: nameof(IGrainFactory.GetGrain), IsGenericMethod: true } && args is [string key, ..]
                ? Find(targetMethod.ReturnType, key)
                : throw new NotSupportedException($"{targetMethod} is not answered.");
    }

    /// <summary>A grain of any interface.</summary>
    internal class Answering : DispatchProxy
    {
        internal string Key { get; set; } = "";

        internal Action Called { get; set; } = static () => { };

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Called();
            var answer = targetMethod!.ReturnType;
            return answer == typeof(Task<LocationDetails?>) ? Task.FromResult<LocationDetails?>(new LocationDetails(Key, Key, LocationKind.Store, null, null, null))
                : answer == typeof(Task<StockLevels?>) ? Task.FromResult<StockLevels?>(Levels())
                : throw new NotSupportedException($"{targetMethod.Name} is not answered.");
        }

        private StockLevels Levels()
        {
            var parts = Key.Split('/');
            return new StockLevels(parts[1], parts[0], 4, 0, 0, 0, 2);
        }
    }
}
