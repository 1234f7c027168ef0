using System.Reflection;
using Orleans;

namespace OrleansCommerce.Cluster.Tests.Serialization;

/// <summary>Every type that crosses a grain call, and the members that cross with it.</summary>
internal static class MessageTypes
{
    /// <summary>Those that can be made: an abstract one is met as its sealed ones, an open one as one closed example.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(Caller).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsAbstract)
            .Select(type => type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(Stock.StockLevels)) : type)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>As xunit wants them: by name, so that each is a test of its own.</summary>
    public static TheoryData<string> Names => [.. All.Select(NameOf)];

    /// <summary>The type of a name.</summary>
    public static Type Find(string name) => All.Single(type => NameOf(type) == name);

    /// <summary>The members with a number, in its order.</summary>
    public static IReadOnlyList<(uint Id, PropertyInfo Property)> MembersOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Select(property => (Id: property.GetCustomAttribute<IdAttribute>()?.Id, Property: property))
            .Where(member => member.Id is not null)
            .Select(member => (member.Id!.Value, member.Property))
            .OrderBy(member => member.Item1),
    ];

    private static string NameOf(Type type) => type.FullName![(nameof(OrleansCommerce).Length + 1)..].Split('[')[0];
}
