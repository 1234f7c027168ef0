using System.Collections.Frozen;
using System.Reflection;
using Orleans;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local;

/// <summary>The grain classes of a host, by interface and by name.</summary>
internal sealed class GrainCatalog
{
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;
    private readonly FrozenDictionary<string, GrainClass> _byName;

    public GrainCatalog(GrainHost host, IEnumerable<Assembly> assemblies)
    {
        Classes =
        [
            .. assemblies.Distinct().SelectMany(assembly => assembly.GetTypes())
                .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type) && typeof(IGrain).IsAssignableFrom(type))
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => new GrainClass(host, type)),
        ];
        foreach (var same in Classes.GroupBy(grainClass => grainClass.Name).Where(group => group.Count() > 1))
        {
            throw new InvalidOperationException(
                $"The grain classes {string.Join(" and ", same.Select(grainClass => grainClass.Type))} have the same grain type '{same.Key}'; rename one.");
        }

        _byName = Classes.ToFrozenDictionary(grainClass => grainClass.Name, StringComparer.Ordinal);
        _byInterface = Classes
            .SelectMany(grainClass => grainClass.Type.GetInterfaces().Where(typeof(IGrain).IsAssignableFrom), (grainClass, type) => (grainClass, type))
            .GroupBy(pair => pair.type, pair => pair.grainClass)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public IReadOnlyList<GrainClass> Classes { get; }

    public GrainClass? FindByName(string name) => _byName.GetValueOrDefault(name);

    public GrainClass Find(Type grainInterface, string? classNamePrefix)
    {
        var classes = _byInterface.GetValueOrDefault(grainInterface, []);
        if (classNamePrefix is not null)
        {
            classes = [.. classes.Where(grainClass => grainClass.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal)
                || grainClass.Type.Name.StartsWith(classNamePrefix, StringComparison.Ordinal))];
        }

        return classes switch
        {
            [var only] => only,
            [] => throw new ArgumentException($"No grain class of the host implements {grainInterface}; is its assembly in the host's grain assemblies?", nameof(grainInterface)),
            _ => throw new ArgumentException($"{grainInterface} is implemented by {string.Join(" and ", classes.Select(grainClass => grainClass.Type))}; say which by its name.", nameof(classNamePrefix)),
        };
    }
}
