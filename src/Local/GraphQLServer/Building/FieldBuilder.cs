using System.Linq.Expressions;
using System.Reflection;
using HotChocolate;
using HotChocolate.Types;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Makes fields of the public members of a class.</summary>
internal sealed class FieldBuilder(
    TypeReference types,
    InputFieldBuilder inputs,
    ParameterBinder parameters,
    XmlDocumentation documentation)
{
    private static readonly HashSet<string> ObjectMethods =
        new(StringComparer.Ordinal) { "Equals", "GetHashCode", "ToString", "GetType", "CompareTo", "Deconstruct", "<Clone>$" };

    /// <summary>Adds the members of a class.</summary>
    /// <param name="target">The type that gets the fields.</param>
    /// <param name="type">The class whose members they are.</param>
    /// <param name="instance">What methods are called on; null to call them on the parent, which is then of the class.</param>
    public void AddFrom(FieldsType target, Type type, object? instance)
    {
        var isExtension = instance is not null || type is { IsAbstract: true, IsSealed: true };
        var flags = BindingFlags.Public | BindingFlags.Instance | (isExtension ? BindingFlags.Static : BindingFlags.Default);
        foreach (var property in Inherited(type).SelectMany(t => t.GetProperties(flags)).Where(IsField))
        {
            target.Add(Property(property, isExtension ? instance : null, isExtension));
        }

        var methods = Inherited(type).SelectMany(t => t.GetMethods(flags)).Where(IsField).ToArray();
        var sources = methods
            .Select(m => m.GetCustomAttribute<SubscribeAttribute>()?.With)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var method in methods.Where(m => !sources.Contains(m.Name)))
        {
            target.Add(Method(method, type, instance));
        }
    }

    // An interface's inherited members are not among its own.
    private static IEnumerable<Type> Inherited(Type type) => type.IsInterface ? [type, .. type.GetInterfaces()] : [type];

    private static bool IsField(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true }
        && property.GetIndexParameters().Length == 0
        && !property.IsDefined(typeof(GraphQLIgnoreAttribute));

    private static bool IsField(MethodInfo method) =>
        method is { IsSpecialName: false, IsGenericMethod: false }
        && method.DeclaringType != typeof(object)
        && !ObjectMethods.Contains(method.Name)
        && method.ReturnType != typeof(void)
        && method.ReturnType != typeof(Task)
        && method.ReturnType != typeof(ValueTask)
        && !method.GetParameters().Any(p => p.ParameterType.IsByRef)
        && !method.IsDefined(typeof(GraphQLIgnoreAttribute));

    private FieldDefinition Property(PropertyInfo property, object? instance, bool isExtension)
    {
        var parent = Expression.Parameter(typeof(object));
        var owner = property.GetMethod!.IsStatic ? null
            : isExtension ? Expression.Constant(instance)
            : (Expression)Expression.Convert(parent, property.DeclaringType!);
        var read = Expression.Convert(Expression.Property(owner, property), typeof(object));
        return new FieldDefinition(Naming.Field(property), types.Of(property))
        {
            Description = documentation.Of(property),
            DeprecationReason = property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            Getter = Expression.Lambda<Func<object, object?>>(read, parent).Compile(),
        };
    }

    private FieldDefinition Method(MethodInfo method, Type owner, object? instance)
    {
        var source = method.GetCustomAttribute<SubscribeAttribute>() is { } subscribe ? Source(owner, method, subscribe) : null;
        var given = method.GetParameters()
            .Concat(source?.GetParameters() ?? [])
            .Where(parameters.IsArgument)
            .DistinctBy(Naming.Argument, StringComparer.Ordinal)
            .ToArray();
        var arguments = Array.ConvertAll(given, inputs.Argument);
        return new FieldDefinition(Naming.Field(method), types.Of(method))
        {
            Description = documentation.Of(method),
            DeprecationReason = method.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            Arguments = arguments,
            Resolver = ResolverCompiler.Resolver(method, instance, p => parameters.Bind(p, arguments)),
            Subscribe = source is null ? null : ResolverCompiler.Source(source, instance, p => parameters.Bind(p, arguments)),
        };
    }

    private static MethodInfo Source(Type owner, MethodInfo field, SubscribeAttribute subscribe) =>
        owner.GetMethod(subscribe.With ?? "", BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        ?? throw new SchemaException($"{owner}.{field.Name} is marked [Subscribe], and With names no public method of the class.");
}
