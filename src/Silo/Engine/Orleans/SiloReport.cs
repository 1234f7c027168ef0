using Orleans;
using Orleans.Providers;
using Orleans.Runtime;
using OrleansCommerce.Silo.Operations;

namespace OrleansCommerce.Silo.Engine;

/// <summary>
/// What a silo tells of itself to whoever shows the cluster, be it another silo or a front end. The management grain asks all of them,
/// by its command for named providers.
/// </summary>
internal sealed class SiloReport(ILocalSiloDetails silo, CallReport calls, SiloFacts facts, TimeProvider time, IServiceProvider services) : IControllable
{
    /// <summary>By which it is found.</summary>
    public const string Name = "orleanscommerce.console";

    /// <summary>How far back the use of a grain counts as recent. The runtime's own count of a silo's, the working set, looks back as far at most.</summary>
    public static readonly TimeSpan RecentUse = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A walk over the activations takes 0.7 µs of processor time for each. Its answer is given again for so many times as long as it
    /// took: however many grains there are, and however many look, that is a twentieth of a core at most.
    /// </summary>
    private const int KeptFor = 20;

    // The target of the runtime that asks this has one turn at a time.
    private SiloUse? _use;
    private long _useUntil;

    /// <summary>What can be asked.</summary>
    public enum Command
    {
        /// <summary>What grains have to do, by type.</summary>
        Use,

        /// <summary>What the silo says of itself.</summary>
        Facts,

        /// <summary>What it counted of its grains' calls, those of the <see cref="CallsAsked"/> that comes with it.</summary>
        Calls,
    }

    /// <inheritdoc/>
    public Task<object?> ExecuteCommand(int command, object? arg) => Task.FromResult<object?>((Command)command switch
    {
        Command.Use => Use(),
        Command.Calls => calls.Count((CallsAsked)arg!, silo.SiloAddress.ToString()),
        _ => new SiloSays(silo.SiloAddress, new Dictionary<string, string>(facts.All, StringComparer.Ordinal)),
    });

    private SiloUse Use()
    {
        var began = time.GetTimestamp();
        if (_use is null || began >= _useUntil)
        {
            _use = new SiloUse(silo.SiloAddress, ActivationUse.Read(services, RecentUse));
            var ended = time.GetTimestamp();
            _useUntil = ended + ((ended - began) * KeptFor);
        }

        return _use;
    }
}

/// <summary>What the grains of a silo have to do.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Types">By type; null when its runtime does not tell.</param>
[GenerateSerializer]
[Immutable]
internal sealed record SiloUse([property: Id(0)] SiloAddress Silo, [property: Id(1)] ActivationUse[]? Types);

/// <summary>What a silo says of itself.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Facts">See <see cref="SiloFacts"/>.</param>
[GenerateSerializer]
[Immutable]
internal sealed record SiloSays([property: Id(0)] SiloAddress Silo, [property: Id(1)] Dictionary<string, string> Facts);
