using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using OrleansCommerce.Locations;
using OrleansCommerce.Stock;

namespace OrleansCommerce.GraphQL.Tests.Loading;

/// <summary>Grains that answer <c>GetAsync</c>, and count.</summary>
internal sealed class CountingGrains : IGrainFactory
{
    /// <summary>How often each grain was called, by interface and key.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var grain = DispatchProxy.Create<TGrainInterface, Answering>();
        var answering = (Answering)(object)grain;
        answering.Key = primaryKey;
        answering.Called = () => Calls.AddOrUpdate($"{typeof(TGrainInterface).Name}/{primaryKey}", 1, static (_, count) => count + 1);
        return grain;
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
