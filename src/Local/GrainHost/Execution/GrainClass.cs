using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace OrleansCommerce.Local.Execution;

/// <summary>A grain class in one host, and the directory of its activations.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _make;
    private readonly Func<string, Activation> _newActivation;

    public GrainClass(GrainHost host, Type type)
    {
        Type = type;
        GrainType = GrainType.Create(NameOf(type));
        Name = GrainType.ToString();
        Reentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        Activates = Overrides(type, nameof(Grain.OnActivateAsync));
        Deactivates = Overrides(type, nameof(Grain.OnDeactivateAsync));
        AgeLimit = type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        _make = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
        _newActivation = key => new Activation(host, this, key);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public string Name { get; }

    public bool Reentrant { get; }

    /// <summary>Whether the class has an activation hook of its own; most calls of the empty one are saved.</summary>
    public bool Activates { get; }

    /// <summary>Whether the class has a deactivation hook of its own.</summary>
    public bool Deactivates { get; }

    /// <summary>The class's own collection age.</summary>
    public TimeSpan? AgeLimit { get; }

    /// <summary>Activations by key; one that has ended may linger until somebody meets it.</summary>
    public ConcurrentDictionary<string, Activation> Directory { get; } = new(StringComparer.Ordinal);

    public Grain Make(IServiceProvider services) => (Grain)_make(services, null);

    public Activation Find(string key) => Directory.GetOrAdd(key, _newActivation);

    private static string NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.Length > "grain".Length && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^"grain".Length] : name;
    }

    private static bool Overrides(Type type, string hook) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Any(method => method.Name == hook && method.GetBaseDefinition().DeclaringType == typeof(Grain) && method.DeclaringType != typeof(Grain));
}
