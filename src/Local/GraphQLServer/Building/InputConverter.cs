using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Turns coerced input values into the C# types of parameters, and dictionaries into input records.</summary>
internal static class InputConverter
{
    private static readonly ConcurrentDictionary<Type, Func<object?, object?>> Converters = [];

    public static Func<object?, object?> For(Type type) => Converters.GetOrAdd(type, Create);

    private static Func<object?, object?> Create(Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(DateTime))
        {
            return value => value is DateTimeOffset moment ? moment.UtcDateTime : value;
        }

        if (target == typeof(float) || target == typeof(Guid))
        {
            return value => value switch
            {
                double number => (float)number,
                string id => Guid.Parse(id),
                _ => value,
            };
        }

        if (ClrTypes.Scalar(target) is not null || target.IsEnum)
        {
            return value => value;
        }

        return ClrTypes.ElementType(target) is { } element ? List(target, element) : Record(target);
    }

    private static Func<object?, object?> List(Type type, Type element)
    {
        var build = typeof(InputConverter).GetMethod(nameof(BuildList), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(element)
            .CreateDelegate<Func<IList, Type, object>>();
        return value => value is IList items ? build(items, type) : value;
    }

    private static object BuildList<T>(IList items, Type type)
    {
        var convert = For(typeof(T));
        var array = new T[items.Count];
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = (T)convert(items[i])!;
        }

        return type.IsInstanceOfType(array) ? array
            : type.IsAssignableFrom(typeof(ImmutableArray<T>)) ? ImmutableArray.Create(array)
            : type.IsAssignableFrom(typeof(ImmutableList<T>)) ? ImmutableList.Create(array)
            : type.IsAssignableFrom(typeof(HashSet<T>)) ? new HashSet<T>(array)
            : new List<T>(array);
    }

    private static Func<object?, object?> Record(Type type)
    {
        var shape = new Lazy<InputShape>(() => new InputShape(type));
        return value => value is IReadOnlyDictionary<string, object?> fields ? shape.Value.Create(fields) : value;
    }
}
