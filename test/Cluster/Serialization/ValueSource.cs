using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace OrleansCommerce.Cluster.Tests.Serialization;

/// <summary>Makes values in which no member is what it is when it was forgotten, and no two are alike.</summary>
internal sealed class ValueSource
{
    private int _number;

    public object Make(Type type)
    {
        _number++;
        return Nullable.GetUnderlyingType(type) is { } inner ? Make(inner)
            : type == typeof(string) ? $"text-{_number}"
            : type == typeof(int) ? _number
            : type == typeof(long) ? (1L << 40) + _number
            : type == typeof(double) ? _number + 0.25
            : type == typeof(decimal) ? _number + 0.01m
            : type == typeof(bool) ? true
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 11, 26, 1, 2, 3, TimeSpan.Zero).AddTicks(_number)
            : type == typeof(DateOnly) ? new DateOnly(2026, 11, 26).AddDays(_number)
            : type.IsEnum ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!
            : type == typeof(Failure) ? new OutOfStock($"sku-{_number}", _number, _number + 1)
            : ElementOf(type) is { } element ? MakeList(type, element)
            : type.FullName!.StartsWith(nameof(OrleansCommerce), StringComparison.Ordinal) ? MakeMessage(type)
            : throw new NotSupportedException($"Nobody said yet how to make a {type}.");
    }

    /// <summary>What a list is a list of; null when it is none.</summary>
    public static Type? ElementOf(Type type) =>
        type != typeof(string) && type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0] : null;

    private object MakeList(Type type, Type element)
    {
        var items = Array.CreateInstance(element, 2);
        items.SetValue(Make(element), 0);
        items.SetValue(Make(element), 1);
        return type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? typeof(ImmutableArray).GetMethods().Single(method =>
                    method.Name == nameof(ImmutableArray.Create)
                    && method.GetParameters() is [{ ParameterType.IsArray: true } only]
                    && !only.ParameterType.IsByRef)
                .MakeGenericMethod(element).Invoke(null, [items])!
            : items;
    }

    private object MakeMessage(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Result<>))
        {
            return type.GetMethod("op_Implicit", [type.GetGenericArguments()[0]])!.Invoke(null, [Make(type.GetGenericArguments()[0])])!;
        }

        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(candidate => candidate.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);
        foreach (var (_, property) in MessageTypes.MembersOf(type).Where(member =>
            member.Property.CanWrite && !constructor.GetParameters().Any(parameter => parameter.Name == member.Property.Name)))
        {
            property.SetValue(made, Make(property.PropertyType));
        }

        return made;
    }
}
