using System.Collections.Concurrent;
using System.Reflection;
using Orleans;

namespace OrleansCommerce.Views.Tests.Waking;

/// <summary>Grains that note who is woken, and answer what the test says.</summary>
internal sealed class FakeGrains(Func<string, DateTimeOffset?> answer) : IGrainFactory
{
    /// <summary>Interface and key of each call.</summary>
    public ConcurrentQueue<string> Woken { get; } = [];

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        var grain = DispatchProxy.Create<TGrainInterface, Grain>();
        var proxy = (Grain)(object)grain;
        proxy.Wake = () =>
        {
            Woken.Enqueue($"{typeof(TGrainInterface).Name} {primaryKey}");
            return answer(primaryKey);
        };
        return grain;
    }

    public class Grain : DispatchProxy
    {
        public Func<DateTimeOffset?> Wake { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name == "WakeAsync" ? Task.FromResult(Wake()) : throw new NotSupportedException(targetMethod?.Name);
    }
}
