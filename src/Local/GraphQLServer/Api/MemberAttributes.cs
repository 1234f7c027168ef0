namespace HotChocolate;

/// <summary>The name of a type, field, argument or enum value in the schema.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    /// <summary>The name as clients write it.</summary>
    public string Name { get; } = name;
}

/// <summary>The description in the schema; it goes before the XML documentation comment.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    /// <summary>The text, in Markdown.</summary>
    public string Description { get; } = description;
}

/// <summary>Keeps a member out of the schema.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Field | AttributeTargets.Class)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>Marks a field, argument, input field or enum value as deprecated.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    /// <summary>Why, and what to use in its place.</summary>
    public string Reason { get; } = reason;
}

/// <summary>States the GraphQL type of a member or parameter, where C# would give another.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public class GraphQLTypeAttribute(Type type) : Attribute
{
    /// <summary>A schema type such as <c>NonNullType&lt;IdType&gt;</c>.</summary>
    public Type Type { get; } = type;
}

/// <summary>States the GraphQL type of a member or parameter, where C# would give another.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class GraphQLTypeAttribute<T>() : GraphQLTypeAttribute(typeof(T));

/// <summary>Takes the parameter from the request's service provider.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>Takes the parameter from the object that the field belongs to.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>Takes the parameter from the event of the subscription's source stream.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;
