using System.Collections;
using System.Collections.Frozen;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>What C# types are to GraphQL.</summary>
internal static class ClrTypes
{
    private static readonly FrozenDictionary<Type, ScalarType> ByClrType = new Dictionary<Type, ScalarType>
    {
        [typeof(string)] = Scalars.String,
        [typeof(int)] = Scalars.Int,
        [typeof(long)] = Scalars.Long,
        [typeof(double)] = Scalars.Float,
        [typeof(float)] = Scalars.Float,
        [typeof(decimal)] = Scalars.Decimal,
        [typeof(bool)] = Scalars.Boolean,
        [typeof(DateTimeOffset)] = Scalars.DateTime,
        [typeof(DateTime)] = Scalars.DateTime,
        [typeof(DateOnly)] = Scalars.LocalDate,
        [typeof(Guid)] = Scalars.Uuid,
    }.ToFrozenDictionary();

    public static ScalarType? Scalar(Type type) => ByClrType.GetValueOrDefault(type);

    /// <summary>The element type of a list; null where the type is none.</summary>
    public static Type? ElementType(Type type)
    {
        if (type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type))
        {
            return null;
        }

        if (type.IsArray)
        {
            return type.GetElementType();
        }

        var sequence = IsSequence(type) ? type : type.GetInterfaces().FirstOrDefault(IsSequence);
        return sequence?.GetGenericArguments()[0];
    }

    private static bool IsSequence(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);
}
