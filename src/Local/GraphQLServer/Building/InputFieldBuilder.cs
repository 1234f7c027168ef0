using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using HotChocolate;
using OrleansCommerce.Local.GraphQLServer.Language;
using OrleansCommerce.Local.GraphQLServer.Types;

namespace OrleansCommerce.Local.GraphQLServer.Building;

/// <summary>Makes arguments, input fields and enum values.</summary>
internal sealed class InputFieldBuilder(TypeReference types, XmlDocumentation documentation)
{
    public InputValueDefinition Argument(ParameterInfo parameter)
    {
        var type = types.Of(parameter);
        return new InputValueDefinition(Naming.Argument(parameter), type)
        {
            Description = documentation.Of(parameter),
            DeprecationReason = parameter.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            DefaultValue = Default(parameter.GetCustomAttribute<DefaultValueAttribute>(), parameter, type),
        };
    }

    public void AddFrom(InputObjectType target, Type type)
    {
        foreach (var (property, parameter) in new InputShape(type).Members)
        {
            var fieldType = types.Of(property);
            target.Add(new InputValueDefinition(Naming.Field(property), fieldType)
            {
                Description = documentation.Of(property),
                DeprecationReason = property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
                DefaultValue = Default(property.GetCustomAttribute<DefaultValueAttribute>(), parameter, fieldType),
            });
        }
    }

    public EnumType Enumeration(Type type)
    {
        var members = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => !f.IsDefined(typeof(GraphQLIgnoreAttribute)))
            .Select(f => new EnumMember(
                Naming.EnumMember(f),
                f.GetValue(null)!,
                documentation.Of(f),
                f.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason));
        return new EnumType(Naming.OutputType(type), [.. members]) { Description = documentation.Of(type) };
    }

    // A null default is what leaving an argument out gives anyway.
    private static ValueNode? Default(DefaultValueAttribute? stated, ParameterInfo? parameter, GraphType type)
    {
        var value = stated is not null ? stated.Value
            : parameter is { HasDefaultValue: true } ? InputShape.DefaultOf(parameter)
            : null;
        if (value is null)
        {
            return null;
        }

        if (type.Named is EnumType enumeration)
        {
            return new EnumValueNode(default, (string)enumeration.Complete(value));
        }

        return value switch
        {
            bool boolean => new BooleanValueNode(default, boolean),
            string text => new StringValueNode(default, text),
            int or long => new IntValueNode(default, Convert.ToString(value, CultureInfo.InvariantCulture)!),
            double or float or decimal => new FloatValueNode(default, Convert.ToString(value, CultureInfo.InvariantCulture)!),
            _ => throw new SchemaException($"{value.GetType()} is no type of a default: a scalar or an enum value is."),
        };
    }
}
