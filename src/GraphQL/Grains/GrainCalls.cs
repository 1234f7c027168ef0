using Orleans;
using OrleansCommerce.GraphQL.Faults;

namespace OrleansCommerce.GraphQL.Grains;

/// <summary>
/// Calls grains for resolvers. A call that was overtaken (the activation lost its place and reloads), or that was on its way to a silo
/// which leaves or died, is repeated as <see cref="CallRepeats"/> says.
/// </summary>
public sealed class GrainCalls(IGrainFactory grains, IFaultClassifier faults, TimeProvider time)
{
    /// <summary>Calls the grain with the key <paramref name="key"/>, which is not empty.</summary>
    public async Task<TAnswer> CallAsync<TGrain, TAnswer>(Func<TGrain, Task<TAnswer>> call, string key)
        where TGrain : IGrainWithStringKey
    {
        using var trace = GrainCallTraces.Start<TGrain>();
        CallRepeats? repeats = null;
        while (true)
        {
            TimeSpan pause;
            try
            {
                return await call(grains.GetGrain<TGrain>(key));
            }
            catch (Exception fault)
            {
                repeats ??= new CallRepeats(time);
                if (repeats.After(faults.Classify(fault)) is not { } next)
                {
                    throw;
                }

                pause = next;
            }

            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, time);
            }
        }
    }

    /// <summary>Asks many grains at once; those that answer null are left out.</summary>
    public async Task<IReadOnlyDictionary<TKey, TAnswer>> GetManyAsync<TGrain, TKey, TAnswer>(
        IReadOnlyList<TKey> keys, Func<TKey, string> keyOf, Func<TGrain, Task<TAnswer?>> get)
        where TGrain : IGrainWithStringKey
        where TKey : notnull
        where TAnswer : class
    {
        var answers = await Task.WhenAll(keys.Select(key => CallAsync(get, keyOf(key))));
        var found = new Dictionary<TKey, TAnswer>(keys.Count);
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] is { } answer)
            {
                found[keys[i]] = answer;
            }
        }

        return found;
    }
}
