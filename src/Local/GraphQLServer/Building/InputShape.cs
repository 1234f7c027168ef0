using System.Linq.Expressions;
using System.Reflection;
using HotChocolate;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>How an input record is made: through its constructor where that has parameters, and through its setters.</summary>
internal sealed class InputShape
{
    private readonly Func<object?[], object> _construct;
    private readonly (string Name, Func<object?, object?> Convert, object? Default)[] _parameters;
    private readonly (string Name, Func<object?, object?> Convert, Action<object, object?> Set)[] _setters;

    public InputShape(Type type)
    {
        var constructor = Constructor(type);
        var parameters = constructor?.GetParameters() ?? [];
        Members =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetCustomAttribute<GraphQLIgnoreAttribute>() is null && p.GetIndexParameters().Length == 0)
                .Select(p => (Property: p, Parameter: Array.Find(parameters, q => Matches(p, q))))
                .Where(m => m.Parameter is not null || m.Property.SetMethod is { IsPublic: true }),
        ];
        _construct = Compile(type, constructor, parameters);
        _parameters = [.. parameters.Select(p => (NameOf(p), InputConverter.For(p.ParameterType), DefaultOf(p)))];
        _setters =
        [
            .. Members.Where(m => m.Parameter is null).Select(m => (
                Naming.Field(m.Property),
                InputConverter.For(m.Property.PropertyType),
                (Action<object, object?>)((target, value) => m.Property.SetValue(target, value)))),
        ];
    }

    /// <summary>The properties that are input fields, each with the constructor's parameter that sets it, if one does.</summary>
    public IReadOnlyList<(PropertyInfo Property, ParameterInfo? Parameter)> Members { get; }

    public object Create(IReadOnlyDictionary<string, object?> fields)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, convert, fallback) = _parameters[i];
            arguments[i] = fields.TryGetValue(name, out var value) ? convert(value) : fallback;
        }

        var created = _construct(arguments);
        foreach (var (name, convert, set) in _setters)
        {
            if (fields.TryGetValue(name, out var value))
            {
                set(created, convert(value));
            }
        }

        return created;
    }

    /// <summary>What a parameter is given when the caller gives nothing.</summary>
    public static object? DefaultOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return parameter is { HasDefaultValue: true, DefaultValue: { } value } && value is not DBNull
            ? type.IsEnum ? Enum.ToObject(type, value) : value
            : type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
    }

    private string NameOf(ParameterInfo parameter) =>
        Members.FirstOrDefault(m => m.Parameter == parameter).Property is { } property
            ? Naming.Field(property)
            : Naming.Argument(parameter);

    private static bool Matches(PropertyInfo property, ParameterInfo parameter) =>
        string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
        && property.PropertyType == parameter.ParameterType;

    // A record's copy constructor makes no record of nothing.
    private static ConstructorInfo? Constructor(Type type) => type.GetConstructors()
        .Where(c => c.GetParameters() is not [var only] || only.ParameterType != type)
        .MaxBy(c => c.GetParameters().Length);

    private static Func<object?[], object> Compile(Type type, ConstructorInfo? constructor, ParameterInfo[] parameters)
    {
        var arguments = Expression.Parameter(typeof(object?[]));
        var values = parameters.Select((p, i) =>
            Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType));
        Expression created = constructor is null ? Expression.New(type) : Expression.New(constructor, values);
        return Expression.Lambda<Func<object?[], object>>(Expression.Convert(created, typeof(object)), arguments).Compile();
    }
}
