namespace HotChocolate.Types;

/// <summary>Names the object type that a class stands for.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ObjectTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name in the schema; the class's own name when null.</summary>
    public string? Name { get; } = name;
}

/// <summary>Marks a C# interface or abstract class as a GraphQL interface.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class InterfaceTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name in the schema; the C# name when null.</summary>
    public string? Name { get; } = name;
}

/// <summary>Marks a marker interface as a GraphQL union; registered object types that implement it are its members.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class UnionTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name in the schema; the C# name when null.</summary>
    public string? Name { get; } = name;
}

/// <summary>Names the enum type that a C# enum stands for.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class EnumTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name in the schema; the C# name when null.</summary>
    public string? Name { get; } = name;
}

/// <summary>Names the input object type that a class stands for.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class InputObjectTypeAttribute(string? name = null) : Attribute
{
    /// <summary>The type's name in the schema; the class's own name, ending in <c>Input</c>, when null.</summary>
    public string? Name { get; } = name;
}

/// <summary>Marks an input object of which exactly one field must be given and not null.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class OneOfAttribute : Attribute;

/// <summary>The public members of the class become fields of another type, by its name or its C# type.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public class ExtendObjectTypeAttribute : Attribute
{
    /// <summary>Extends the type of this name, such as <see cref="OperationTypeNames.Query"/>.</summary>
    public ExtendObjectTypeAttribute(string name) => Name = name;

    /// <summary>Extends the object type that <paramref name="extendsType"/> stands for.</summary>
    public ExtendObjectTypeAttribute(Type extendsType) => ExtendsType = extendsType;

    /// <summary>The name of the type that is extended.</summary>
    public string? Name { get; }

    /// <summary>The C# type of the type that is extended.</summary>
    public Type? ExtendsType { get; }

    /// <summary>Names of properties that the extended type shall not have.</summary>
    public string[]? IgnoreProperties { get; set; }
}

/// <summary>The public members of the class become fields of <typeparamref name="T"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExtendObjectTypeAttribute<T>() : ExtendObjectTypeAttribute(typeof(T));

/// <summary>The public members of the class become fields of the query root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>The public members of the class become fields of the mutation root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>The public members of the class become fields of the subscription root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>The names of the three root types.</summary>
public static class OperationTypeNames
{
    /// <summary>The query root.</summary>
    public const string Query = "Query";

    /// <summary>The mutation root.</summary>
    public const string Mutation = "Mutation";

    /// <summary>The subscription root.</summary>
    public const string Subscription = "Subscription";
}
