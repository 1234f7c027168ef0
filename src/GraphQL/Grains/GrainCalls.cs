using Orleans;
using OrleansCommerce.GraphQL.Faults;

namespace OrleansCommerce.GraphQL.Grains;

/// <summary>
/// Calls grains for resolvers. A call that was overtaken (the activation lost its place and reloads) is repeated: every command is
/// idempotent by its operation id, so what was written is found, and what was not is done.
/// </summary>
public sealed class GrainCalls(IGrainFactory grains, IFaultClassifier faults)
{
    /// <summary>Repetitions of one call; a grain that is overtaken more often than this has a rival that does not give way.</summary>
    private const int RepeatsMax = 2;

    /// <summary>Calls the grain with the key <paramref name="key"/>, which is not empty.</summary>
    public async Task<TAnswer> CallAsync<TGrain, TAnswer>(Func<TGrain, Task<TAnswer>> call, string key)
        where TGrain : IGrainWithStringKey
    {
        using var trace = GrainCallTraces.Start<TGrain>();
        for (var repeats = 0; ; repeats++)
        {
            try
            {
                return await call(grains.GetGrain<TGrain>(key));
            }
            catch (Exception fault) when (repeats < RepeatsMax && faults.Classify(fault) == FaultKind.Retry)
            {
                // Overtaken: the next call activates the grain anew.
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
