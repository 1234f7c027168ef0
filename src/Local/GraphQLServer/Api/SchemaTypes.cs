// The classes below are names for use in [GraphQLType<T>]; they are never created.
namespace HotChocolate.Types;

/// <summary>A type as <c>[GraphQLType&lt;T&gt;]</c> can name it.</summary>
public interface IType;

/// <summary>The wrapped type, never null.</summary>
public sealed class NonNullType<T> : IType where T : IType
{
    private NonNullType() { }
}

/// <summary>A list of the wrapped type.</summary>
public sealed class ListType<T> : IType where T : IType
{
    private ListType() { }
}

/// <summary>The scalar <c>ID</c>; <see cref="string"/> in C#.</summary>
public sealed class IdType : IType
{
    private IdType() { }
}

/// <summary>The scalar <c>String</c>.</summary>
public sealed class StringType : IType
{
    private StringType() { }
}

/// <summary>The scalar <c>Int</c>: 32 bits, signed.</summary>
public sealed class IntType : IType
{
    private IntType() { }
}

/// <summary>The scalar <c>Long</c>: 64 bits, signed.</summary>
public sealed class LongType : IType
{
    private LongType() { }
}

/// <summary>The scalar <c>Float</c>: IEEE 754 double, finite.</summary>
public sealed class FloatType : IType
{
    private FloatType() { }
}

/// <summary>The scalar <c>Decimal</c>: up to 28 significant digits, exact.</summary>
public sealed class DecimalType : IType
{
    private DecimalType() { }
}

/// <summary>The scalar <c>Boolean</c>.</summary>
public sealed class BooleanType : IType
{
    private BooleanType() { }
}

/// <summary>The scalar <c>DateTime</c>: ISO 8601 with an offset; written in UTC.</summary>
public sealed class DateTimeType : IType
{
    private DateTimeType() { }
}

/// <summary>The scalar <c>LocalDate</c>: ISO 8601 calendar date, <c>2026-11-22</c>.</summary>
public sealed class LocalDateType : IType
{
    private LocalDateType() { }
}

/// <summary>The scalar <c>UUID</c>: <see cref="Guid"/> in C#.</summary>
public sealed class UuidType : IType
{
    private UuidType() { }
}

/// <summary>The object type that the class <typeparamref name="T"/> stands for.</summary>
public sealed class ObjectType<T> : IType
{
    private ObjectType() { }
}

/// <summary>The enum type that <typeparamref name="T"/> stands for.</summary>
public sealed class EnumType<T> : IType
{
    private EnumType() { }
}

/// <summary>The input object type that the class <typeparamref name="T"/> stands for.</summary>
public sealed class InputObjectType<T> : IType
{
    private InputObjectType() { }
}
