using System.Reflection;
using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Reads GraphQL types off C# members: from <c>[GraphQLType]</c>, else from the type and its nullability.</summary>
internal sealed class TypeReference(Func<Type, NamedType> namedType)
{
    private readonly NullabilityInfoContext _nullability = new();

    public GraphType Of(MethodInfo method) =>
        Stated(method) ?? Inferred(_nullability.Create(method.ReturnParameter), method.ReturnType);

    public GraphType Of(PropertyInfo property) => Stated(property) ?? Inferred(_nullability.Create(property), property.PropertyType);

    public GraphType Of(ParameterInfo parameter) => Stated(parameter) ?? Inferred(_nullability.Create(parameter), parameter.ParameterType);

    private GraphType? Stated(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(GraphQLTypeAttribute), true) is [GraphQLTypeAttribute stated, ..] ? Named(stated.Type) : null;

    private GraphType Named(Type type)
    {
        if (type.IsGenericType)
        {
            var inner = type.GetGenericArguments()[0];
            var definition = type.GetGenericTypeDefinition();
            return definition == typeof(NonNullType<>) ? new NonNullType(Named(inner))
                : definition == typeof(ListType<>) ? new ListType(Named(inner))
                : namedType(inner);
        }

        return type == typeof(IdType) ? Scalars.Id
            : type == typeof(StringType) ? Scalars.String
            : type == typeof(IntType) ? Scalars.Int
            : type == typeof(LongType) ? Scalars.Long
            : type == typeof(FloatType) ? Scalars.Float
            : type == typeof(DecimalType) ? Scalars.Decimal
            : type == typeof(BooleanType) ? Scalars.Boolean
            : type == typeof(DateTimeType) ? Scalars.DateTime
            : type == typeof(LocalDateType) ? Scalars.LocalDate
            : type == typeof(UuidType) ? Scalars.Uuid
            : namedType(type);
    }

    private GraphType Inferred(NullabilityInfo info, Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>)))
        {
            return Inferred(info.GenericTypeArguments[0], type.GetGenericArguments()[0]);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return namedType(underlying);
        }

        var inner = ClrTypes.ElementType(type) is { } element
            ? new ListType(Inferred(info.ElementType ?? info.GenericTypeArguments.FirstOrDefault() ?? info, element))
            : (GraphType)namedType(type);
        return type.IsValueType || info.ReadState == NullabilityState.NotNull || info.WriteState == NullabilityState.NotNull
            ? new NonNullType(inner)
            : inner;
    }
}
