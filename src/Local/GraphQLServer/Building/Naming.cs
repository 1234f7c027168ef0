using System.Reflection;
using System.Text;
using HotChocolate;
using HotChocolate.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>The names that C# members have in the schema.</summary>
internal static class Naming
{
    /// <summary><c>GetStockItemAsync</c> is <c>stockItem</c>; <c>OnHand</c> is <c>onHand</c>.</summary>
    public static string Field(MemberInfo member)
    {
        if (member.GetCustomAttribute<GraphQLNameAttribute>() is { } given)
        {
            return given.Name;
        }

        var name = member.Name;
        if (member is MethodInfo)
        {
            name = name.StartsWith("Get", StringComparison.Ordinal) && name.Length > 3 && char.IsUpper(name[3]) ? name[3..] : name;
            name = name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
        }

        return CamelCase(name);
    }

    public static string Argument(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? CamelCase(parameter.Name!);

    /// <summary><c>CallCenter</c> is <c>CALL_CENTER</c>.</summary>
    public static string EnumMember(FieldInfo member)
    {
        if (member.GetCustomAttribute<GraphQLNameAttribute>() is { } given)
        {
            return given.Name;
        }

        var name = new StringBuilder();
        for (var i = 0; i < member.Name.Length; i++)
        {
            var c = member.Name[i];
            var startsWord = i > 0 && char.IsUpper(c) && member.Name[i - 1] != '_'
                && (!char.IsUpper(member.Name[i - 1]) || (i + 1 < member.Name.Length && char.IsLower(member.Name[i + 1])));
            name.Append(startsWord ? "_" : "").Append(char.ToUpperInvariant(c));
        }

        return name.ToString();
    }

    public static string OutputType(Type type) =>
        type.GetCustomAttribute<GraphQLNameAttribute>()?.Name
        ?? type.GetCustomAttribute<ObjectTypeAttribute>()?.Name
        ?? type.GetCustomAttribute<InterfaceTypeAttribute>()?.Name
        ?? type.GetCustomAttribute<UnionTypeAttribute>()?.Name
        ?? type.GetCustomAttribute<EnumTypeAttribute>()?.Name
        ?? Plain(type);

    public static string InputType(Type type)
    {
        var name = type.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? type.GetCustomAttribute<InputObjectTypeAttribute>()?.Name;
        return name ?? (Plain(type) is var plain && plain.EndsWith("Input", StringComparison.Ordinal) ? plain : Plain(type) + "Input");
    }

    // Connection<Order> is ConnectionOfOrder.
    private static string Plain(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var name = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
        return $"{name}Of{string.Join("And", type.GetGenericArguments().Select(OutputType))}";
    }

    // SKU is sku, IPAddress is ipAddress.
    private static string CamelCase(string name)
    {
        var upper = 0;
        while (upper < name.Length && char.IsUpper(name[upper]))
        {
            upper++;
        }

        var lowered = upper <= 1 || upper == name.Length ? upper : upper - 1;
        return string.Concat(name[..lowered].ToLowerInvariant(), name.AsSpan(lowered));
    }
}
